/** Check: flag sets name constants that exist, and refer to themselves, to calls and to each other correctly. */
import { constantOn } from '../../../server/src/core/kb/constants.ts';
import { evaluateOn, compileConstants } from '../compile/constants.ts';
import { arches } from '../import/arches.ts';
import type { AuthoredFile, DataPath } from '../lib/authored-file.ts';
import type { AuthoredFlagSet } from '../lib/authored.types.ts';
import { groupsUsed, usedGroups } from '../lib/group-uses.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check, CheckContext } from './check.ts';

type Member = AuthoredFlagSet['members'][number];

export const constants: Check = {
  id: 'constants',
  promise:
    'Every constant exists on some architecture, stands in the right set, and refers to names that exist.',
  *run(ctx) {
    yield* groupUses(ctx);
    for (const file of ctx.data.flagSets) yield* checkSet(file, ctx);
  },
};

/** `group:` of a parameter or field leads to a set. */
function* groupUses({ data }: CheckContext): Iterable<Problem> {
  const ids = new Set(data.flagSets.map((file) => file.value?.id));
  for (const { file, at, group } of groupsUsed(data)) {
    if (!ids.has(group)) yield problem(file, at, `no set \`${group}\` in data/flag-sets`);
  }
}

function* checkSet(
  file: AuthoredFile<AuthoredFlagSet>,
  { facts, data }: CheckContext,
): Iterable<Problem> {
  const set = file.value;
  if (set === undefined) return;
  const values = compileConstants(facts.constants.records, [set]);
  const calls = new Set(facts.numbers.records.map((record) => record.name));
  const fields = new Set(set.fields?.map((field) => field.name));
  const names = new Set(set.members.map((member) => member.name));
  if ((set.kind === 'mask+fields') !== (set.fields !== undefined)) {
    yield problem(file, ['kind'], 'a set with fields is `mask+fields`, any other is not');
  }
  for (const [index, field] of (set.fields ?? []).entries()) {
    if (field.unshifted === true && (field.shift === undefined || field.unnamed === undefined)) {
      yield problem(file, ['fields', index], '`unshifted` needs `shift` and `unnamed`');
    }
    if (evaluateOn(field.mask, 'x86_64', values) === undefined) {
      yield problem(
        file,
        ['fields', index, 'mask'],
        `cannot evaluate \`${field.mask}\` with imported constants`,
      );
    }
  }
  const seen = new Set<string>();
  for (const [index, member] of set.members.entries()) {
    const at = ['members', index];
    if (seen.has(member.name)) yield problem(file, at, `${member.name} stands twice in this set`);
    seen.add(member.name);
    if (values[member.name] === undefined) {
      yield problem(
        file,
        at,
        `${member.name} has no value on any architecture: misspelt, or not imported (data/tools/import/header-sets.ts)`,
      );
    }
    if (!set.prefixes.some((prefix) => member.name.startsWith(prefix))) {
      yield problem(file, at, `${member.name} has none of the prefixes ${set.prefixes.join(', ')}`);
    }
    if (member.field !== undefined && !fields.has(member.field)) {
      yield problem(file, [...at, 'field'], `this set has no field \`${member.field}\``);
    }
    for (const arch of member.arches ?? []) {
      const info = values[member.name];
      if (info === undefined || constantOn(info, arch) !== undefined) continue;
      yield problem(file, [...at, 'arches'], `${member.name} has no value on ${arch}`);
    }
    yield* references(file, at, member, names, calls);
  }
  if (!usedGroups(data).has(set.id)) {
    yield problem(
      file,
      ['id'],
      'no parameter of any call and no field of any struct takes this set',
    );
  }
}

function* references(
  file: AuthoredFile,
  at: DataPath,
  member: Member,
  names: ReadonlySet<string>,
  calls: ReadonlySet<string>,
): Iterable<Problem> {
  const { excludes = [], requires = [], combines = [] } = member;
  const others = [...excludes, ...requires, ...combines];
  for (const other of [...others, ...(member.aliasOf === undefined ? [] : [member.aliasOf])]) {
    if (!names.has(other))
      yield problem(file, at, `${member.name} refers to ${other}, which is not in this set`);
    if (other === member.name) yield problem(file, at, `${member.name} refers to itself`);
  }
  for (const call of member.calls ?? []) {
    if (!calls.has(call)) yield problem(file, [...at, 'calls'], `no call \`${call}\` in any table`);
  }
  for (const arch of member.arches ?? []) {
    if (!arches.some((known) => known.name === arch)) {
      yield problem(file, [...at, 'arches'], `\`${arch}\` is no canonical architecture name`);
    }
  }
  if ((member.status === 'alias') !== (member.aliasOf !== undefined)) {
    yield problem(file, at, `${member.name}: \`status: alias\` and \`aliasOf\` go together`);
  }
}

function problem(file: AuthoredFile, at: DataPath, message: string): Problem {
  return { file: file.path, line: file.lineOf(at), check: 'constants', message };
}
