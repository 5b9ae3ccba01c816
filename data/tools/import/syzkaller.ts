/**
 * Reads from syzkaller's descriptions which names it passes in each argument of a call and writes into each field of a structure.
 * Its sets are made for fuzzing: they hold values that calls refuse, so they support what other sources say and prove nothing alone.
 * Pure: contents in, records out.
 */
import { mergeEvidence, type EvidenceRecord } from './evidence.ts';

/** A `name type` pair of a call or a structure. */
interface Described {
  readonly name: string;
  /** `flags[open_flags, int64]`. */
  readonly type: string;
}

const SET = /^(?:resource )?([a-z_][\w$]*)(?:\[[^\]]*\]\s*:|\s*=)\s*([^"]*)$/;

const NAME = /^_{0,2}[A-Z]\w*$/;

/** Evidence for the calls in `calls` and for structures; `files` are syzkaller's `sys/linux/*.txt` by path. */
export function importSyzkaller(
  calls: ReadonlySet<string>,
  files: ReadonlyMap<string, string>,
): EvidenceRecord[] {
  const lines = [...files.values()].flatMap((text) => text.replace(/\\\n/g, ' ').split('\n'));
  const sets = readSets(lines);
  const found: EvidenceRecord[] = [];
  for (const line of lines) {
    const [, call, inside] = /^(\w+)(?:\$\w+)?\((.*)\)[^()]*(?:\([^()]*\))?$/.exec(line) ?? [];
    if (call === undefined || inside === undefined || !calls.has(call)) continue;
    found.push(...ofCall(call, splitTop(inside).map(describe), sets));
  }
  for (const { struct, field } of readFields(lines)) {
    const constants = namesIn(field.type, sets);
    if (constants.length === 0) continue;
    found.push({ struct, field: field.name, source: 'syzkaller', constants });
  }
  return mergeEvidence(joinConstants(found));
}

/** `name = A, B, other_set` and the special values of `resource name[type]: A, B`, by name. */
function readSets(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, readonly string[]>();
  for (const line of lines) {
    const [, name, list] = SET.exec(line) ?? [];
    if (name === undefined || list === undefined) continue;
    sets.set(
      name,
      list.split(',').map((word) => word.trim()),
    );
  }
  return sets;
}

/** Arguments with names; the constants before an argument are the condition under which it takes its own. */
function ofCall(
  call: string,
  params: readonly Described[],
  sets: ReadonlyMap<string, readonly string[]>,
): EvidenceRecord[] {
  const when: Record<string, readonly string[]> = {};
  const found: EvidenceRecord[] = [];
  for (const [index, { type }] of params.entries()) {
    const constants = namesIn(type, sets);
    if (constants.length === 0) continue;
    const condition = Object.keys(when).length === 0 ? {} : { when: { ...when } };
    found.push({ call, index, source: 'syzkaller', constants, ...condition });
    if (type.startsWith('const[') && constants.length === 1) when[String(index)] = constants;
  }
  return found;
}

/** Names that a type passes: `const[X]`, `flags[set]`, sets of sets, a resource with special values. */
function namesIn(type: string, sets: ReadonlyMap<string, readonly string[]>): string[] {
  const [, kind = 'flags', word = type] = /^(const|flags)\[\s*([^,\]]+)/.exec(type) ?? [];
  const names = kind === 'const' ? [word.trim()] : membersOf(word.trim(), sets, new Set());
  return [...new Set(names.filter((name) => NAME.test(name)))];
}

function membersOf(
  set: string,
  sets: ReadonlyMap<string, readonly string[]>,
  open: Set<string>,
): string[] {
  if (open.has(set)) return [];
  open.add(set);
  return (sets.get(set) ?? []).flatMap((word) =>
    sets.has(word) ? membersOf(word, sets, open) : [word],
  );
}

/** Fields of structures without parameters of their own. */
function readFields(lines: readonly string[]): { struct: string; field: Described }[] {
  const found: { struct: string; field: Described }[] = [];
  let struct: string | undefined;
  for (const line of lines) {
    const [, opened] = /^([a-z_]\w*)(?:\$auto)? \{\s*$/.exec(line) ?? [];
    if (opened !== undefined) struct = opened;
    else if (/^[\]}]/.test(line)) struct = undefined;
    else if (struct !== undefined) {
      const [, name, type] = /^\t(\w+)\s+(\S.*)$/.exec(line) ?? [];
      if (name !== undefined && type !== undefined) found.push({ struct, field: { name, type } });
    }
  }
  return found;
}

function describe(text: string): Described {
  const [, name = '', type = ''] = /^(\w+)\s+(.*)$/.exec(text) ?? [];
  return { name, type };
}

function splitTop(text: string): string[] {
  const parts: string[] = [];
  let level = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '[' || char === '(') level++;
    else if (char === ']' || char === ')') level--;
    if (char !== ',' || level > 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '');
}

/** Rows about the same argument under the same condition as one. */
function joinConstants(rows: readonly EvidenceRecord[]): EvidenceRecord[] {
  const joined = new Map<string, { readonly row: EvidenceRecord; readonly names: Set<string> }>();
  for (const row of rows) {
    const key = JSON.stringify([row.call, row.index, row.struct, row.field, row.when]);
    const entry = joined.get(key) ?? { row, names: new Set<string>() };
    for (const name of row.constants ?? []) entry.names.add(name);
    joined.set(key, entry);
  }
  return [...joined.values()].map(({ row, names }) => ({ ...row, constants: [...names] }));
}
