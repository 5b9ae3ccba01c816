/** Check: what argmaps and structs say agrees with what strace prints, and nothing stands there that nobody supports. */
import { compileCalls } from '../compile/calls.ts';
import { mergeArgmaps } from '../compile/argmap.ts';
import type { AuthoredFile, DataPath } from '../lib/authored-file.ts';
import {
  compareWithEvidence,
  supportedGroups,
  type EvidenceFinding,
  type EvidenceScope,
  type Group,
  type Place,
} from '../lib/evidence-findings.ts';
import { exceptionsOf } from '../lib/exceptions.ts';
import type { Facts } from '../lib/facts.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check, CheckContext } from './check.ts';

export const argmapEvidence: Check = {
  id: 'argmap-evidence',
  promise:
    'Each argument that strace prints with names takes a group of that kind that has them, and each group has evidence or a source.',
  *run(ctx) {
    const { data, facts } = ctx;
    const exceptions = exceptionsOf(data, 'argmap-evidence');
    const scope = evidenceScope(ctx);
    const rows = facts['argument-evidence'].records;
    for (const finding of compareWithEvidence(rows, scope)) {
      const accepted = [finding.key, ...finding.tables].some((key) => exceptions.has(key));
      if (!accepted) yield problem(placeOf(finding, ctx), finding.message);
    }
    const supported = supportedGroups(rows, scope);
    const sourced = sourcedGroups(ctx);
    for (const file of data.flagSets) {
      const id = file.value?.id;
      if (id === undefined || supported.has(id) || sourced.has(id) || exceptions.has(id)) continue;
      const message = `neither strace nor syzkaller supports ${id}: give its use in data/argmap or data/structs a source`;
      yield problem(lineIn(file, ['id']), message);
    }
    yield* exceptions.unused();
  },
};

/** Everything the comparison needs, from the data and the tables. */
export function evidenceScope({
  data,
  facts,
}: Pick<CheckContext, 'data' | 'facts'>): EvidenceScope {
  const pages = new Map(data.calls.flatMap((f) => (f.value ? [[f.value.name, f.value]] : [])));
  const maps = data.argmaps.flatMap((file) => (file.value === undefined ? [] : [file.value]));
  const structs = data.structs.flatMap((file) => file.value ?? []);
  const values = constantValues(facts);
  const sets = new Map(facts.xlat.records.map((record) => [record.group, record.members]));
  const groups = data.flagSets.flatMap(({ value: set }): (readonly [string, Group])[] => {
    if (set === undefined) return [];
    const names = set.members.map((member) => member.name);
    const own = new Set(names.flatMap((name) => values.get(name) ?? []));
    return [[set.id, { id: set.id, kind: set.kind, members: new Set(names), values: own }]];
  });
  return {
    calls: compileCalls(facts, pages, mergeArgmaps(maps), '0.0'),
    structs: new Map(
      structs.map(({ name, fields }) => [name, new Map<string, Place>(Object.entries(fields))]),
    ),
    groups: new Map(groups),
    membersOf: (set) => sets.get(set) ?? [],
    valueOf: (name) => values.get(name),
  };
}

/** Constant → value on x86_64, else on the first architecture that has it. */
function constantValues(facts: Facts): ReadonlyMap<string, number | string> {
  return new Map(
    facts.constants.records.flatMap(({ name, value, differs = {} }) => {
      const known = differs.x86_64 ?? value ?? Object.values(differs)[0];
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
}

/** Groups for whose use a source is given. */
function sourcedGroups({ data }: CheckContext): ReadonlySet<string> {
  const ids = new Set<string>();
  const add = (described: Place & { readonly source?: string }): void => {
    for (const id of [described.group, ...(described.cases ?? []).map((one) => one.group)]) {
      if (id !== undefined) ids.add(id);
    }
  };
  for (const { value } of data.argmaps) {
    for (const param of Object.values(value ?? {}).flatMap((params) => Object.values(params))) {
      if (param.source !== undefined) add(param);
    }
  }
  for (const { value } of data.structs) {
    for (const field of Object.values(value?.fields ?? {})) {
      if (field.source !== undefined || value?.source !== undefined) add(field);
    }
  }
  // A page gives its sources as a whole.
  for (const { value } of data.calls) for (const param of value?.params ?? []) add(param);
  return ids;
}

type FilePlace = Pick<Problem, 'file' | 'line'>;

/** The set, the entry of an argmap, the structure or the page that a finding is about; a call that stands nowhere: the folder. */
function placeOf({ at, group }: EvidenceFinding, { data }: CheckContext): FilePlace {
  const [owner = '', name = ''] = at.replace(/\[.*/, '').split('.');
  if (group !== undefined) {
    const set = data.flagSets.find((file) => file.value?.id === group);
    if (set !== undefined) return lineIn(set, ['members']);
  }
  for (const file of data.argmaps) {
    const params = file.value?.[owner];
    if (params !== undefined) return lineIn(file, params[name] ? [owner, name] : [owner]);
  }
  const page = [...data.calls, ...data.structs].find((file) => file.value?.name === owner);
  return page === undefined ? { file: 'data/argmap', line: 1 } : lineIn(page, []);
}

function lineIn(file: AuthoredFile, at: DataPath): FilePlace {
  return { file: file.path, line: file.lineOf(at) };
}

function problem(place: FilePlace, message: string): Problem {
  return { ...place, check: 'argmap-evidence', message };
}
