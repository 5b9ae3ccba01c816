/**
 * Reads from strace's decoders which table of names each argument of a call, and each field of a structure, is printed with.
 * Pure; static and careful: what it cannot follow it leaves out.
 */
import { compareText } from '../lib/problem.ts';
import { readFunctions, type CFunction, type CSource } from './c-functions.ts';
import { mergeEvidence, type EvidenceRecord } from './evidence.ts';
import type { WalkScope } from './strace-values.ts';
import { walkFunction } from './strace-walk.ts';
import { straceArches, straceCalls, type StraceReader } from './strace-tables.ts';

/**
 * Evidence for calls that `names` has and for structures. `read` takes paths from the root of strace's source tree; the list of
 * files is that of its `src/Makefile.am`. Throws when there is none.
 */
export function importStraceArguments(
  names: ReadonlySet<string>,
  read: StraceReader,
): EvidenceRecord[] {
  const list = read('src/Makefile.am');
  if (list === undefined) throw new Error('src/Makefile.am is missing in the tree of strace');
  const scopes = readSources(list, read);
  const calls = callsByDecoder(names, (path) => read(`src/linux/${path}`));
  const found: EvidenceRecord[] = [];
  for (const { scope, source } of scopes) {
    for (const fn of source.functions) {
      const decoder = decoderOf(fn);
      for (const seen of walkFunction(fn, scope)) {
        if (seen.field !== undefined) found.push({ ...seen, source: 'strace' });
        else if (decoder !== undefined && seen.index !== undefined) {
          for (const call of calls.get(decoder) ?? []) {
            found.push({ call, ...seen, source: 'strace' });
          }
        }
      }
    }
  }
  return mergeEvidence(found);
}

/** Name of the decoder that `SYS_FUNC(name)` defines. */
function decoderOf({ name, params }: CFunction): string | undefined {
  return name === 'SYS_FUNC' ? params[0]?.name : undefined;
}

function readSources(
  list: string,
  read: StraceReader,
): { readonly scope: WalkScope; readonly source: CSource }[] {
  const files = [...new Set([...list.matchAll(/^\s*(\w+\.c)\s*\\?\s*$/gm)].map((m) => m[1] ?? ''))];
  const sources = files.flatMap((file) => {
    const text = read(`src/${file}`);
    return text === undefined ? [] : [readFunctions(text)];
  });
  const shared = new Map<string, CFunction>();
  for (const { functions } of sources) {
    for (const fn of functions) if (!shared.has(fn.name)) shared.set(fn.name, fn);
  }
  const known = new Map<string, boolean>();
  const isSet = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const is = read(`src/xlat/${name}.in`) !== undefined;
    known.set(name, is);
    return is;
  };
  return sources.map((source) => {
    const own = new Map(source.functions.map((fn) => [fn.name, fn]));
    const find = (name: string): CFunction | undefined => own.get(name) ?? shared.get(name);
    return { source, scope: { find, isSet, macros: source.macros } };
  });
}

/** Decoder → calls that some architecture's table gives to it. */
function callsByDecoder(
  names: ReadonlySet<string>,
  read: StraceReader,
): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, Set<string>>();
  for (const arch of Object.values(straceArches)) {
    for (const { name, decoder } of straceCalls(arch, read)) {
      if (!names.has(name)) continue;
      const calls = out.get(decoder) ?? new Set();
      out.set(decoder, calls.add(name));
    }
  }
  return new Map([...out].map(([decoder, calls]) => [decoder, [...calls].sort(compareText)]));
}
