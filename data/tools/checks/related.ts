/** Check: links between pages lead somewhere, and back. */
import type { AuthoredFile, DataPath } from '../lib/authored-file.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const related: Check = {
  id: 'related',
  promise: 'Related calls and companions exist, and links between two pages go both ways.',
  *run({ data, facts }) {
    const known = new Set(facts.numbers.records.map((record) => record.name));
    const links = new Map(
      data.calls.map((file) => [
        file.value?.name ?? '',
        new Set(file.value?.related.map((link) => link.name)),
      ]),
    );
    for (const file of data.calls) {
      const { name, related: neighbours = [], seccomp } = file.value ?? {};
      if (name === undefined) continue;
      if (!known.has(name))
        yield problem(file, ['name'], `no table of any architecture has ${name}`);
      const seen = new Set<string>();
      for (const [index, link] of neighbours.entries()) {
        const at = ['related', index];
        if (link.name === name) yield problem(file, at, 'a call is not related to itself');
        if (seen.has(link.name)) yield problem(file, at, `${link.name} stands twice`);
        seen.add(link.name);
        if (!known.has(link.name))
          yield problem(file, at, `no table of any architecture has ${link.name}`);
        if (links.get(link.name)?.has(name) === false) {
          yield problem(
            file,
            at,
            `${link.name} does not name ${name} among its related calls: add it there or drop it here`,
          );
        }
      }
      for (const [index, companion] of (seccomp?.companions ?? []).entries()) {
        const at = ['seccomp', 'companions', index];
        if (!known.has(companion))
          yield problem(file, at, `no table of any architecture has ${companion}`);
      }
    }
  },
};

function problem(file: AuthoredFile, at: DataPath, message: string): Problem {
  return { file: file.path, line: file.lineOf(at), check: 'related', message };
}
