/** Check: what the schema cannot ask of sources and releases: order, and a source for every release of a flag. */
import { compareVersionTexts } from '../../../server/src/core/kb/kernel-version.ts';
import type { AuthoredFile, DataPath } from '../lib/authored-file.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const sources: Check = {
  id: 'sources',
  promise:
    'History runs from old to new, and each release of a flag and each constraint says where it was read.',
  *run({ data }) {
    for (const file of data.calls) {
      const lines = file.value?.history ?? [];
      for (const [index, line] of lines.entries()) {
        const before = lines[index - 1];
        if (before !== undefined && compareVersionTexts(before.version, line.version) > 0) {
          yield problem(
            file,
            ['history', index],
            `${line.version} stands after ${before.version}: oldest first`,
          );
        }
      }
      for (const [index, constraint] of (file.value?.constraints ?? []).entries()) {
        const { nonZero, multipleOf, oneOf, param } = constraint;
        const at = ['constraints', index];
        if (nonZero === undefined && multipleOf === undefined && oneOf === undefined) {
          yield problem(file, at, 'say what must hold: nonZero, multipleOf or oneOf');
        }
        if (file.value?.params.some((known) => known.name === param) === false) {
          yield problem(file, at, `this call has no parameter \`${param}\``);
        }
      }
    }
    for (const file of data.flagSets) {
      for (const [index, member] of (file.value?.members ?? []).entries()) {
        if (member.since !== undefined && member.source === undefined) {
          yield problem(file, ['members', index], `${member.name}: a release needs a source`);
        }
        if (member.sinceNote !== undefined && member.since === undefined) {
          yield problem(file, ['members', index], `${member.name}: sinceNote without since`);
        }
      }
    }
  },
};

function problem(file: AuthoredFile, at: DataPath, message: string): Problem {
  return { file: file.path, line: file.lineOf(at), check: 'sources', message };
}
