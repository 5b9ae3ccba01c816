/** What the headers that a file includes say together. Pure. */
import type { Around } from '../c/around.ts';
import { moreSpellings } from '../c/spellings.ts';
import { unconditional, type Macro } from '../c/preprocess.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { Kb } from '../kb/kb.ts';
import { firm, type Closure, type Node, type Seen } from './node.ts';

/** Macros of the headers that somebody includes, by name. */
export type MacroTable = Map<string, Set<Node>>;

let stamps = 0;

/** What a file shows to those that include it; under the number it had `before` when it says the same. */
export function seenOf(file: SourceFile, kb: Kb, before: Seen | undefined): Seen {
  const own = file.own();
  const certain = new Set<string>();
  if (own.owns.size > 0) {
    for (const { segment } of file.segmentList()) {
      for (const name of unconditional(segment)) certain.add(name);
    }
  }
  const owns = [...own.owns].filter((name) => {
    if (certain.has(name)) return true;
    const macros = firm(own.macros.get(name) ?? []);
    return macros.length > 0 && !macros.every((m) => isAlias(m, kb));
  });
  const stamp = before?.own.key === own.key ? before.stamp : ++stamps;
  return { stamp, own, owns };
}

/** `#define lseek lseek64`: another spelling of the same call. */
function isAlias({ name, params, text }: Macro, kb: Kb): boolean {
  const callOf = (word: string): string | undefined =>
    moreSpellings(kb).get(word) ?? kb.call(word)?.name;
  const meant = params === undefined && /^\w+$/.test(text) ? callOf(text) : undefined;
  return meant !== undefined && meant === callOf(name);
}

/** What the headers of a closure say; `key` tells their contents apart. */
export function aroundOf(closure: Closure, key: string, macros: MacroTable): Around {
  const owns = new Set<string>();
  const ending: Node[] = [];
  for (const node of closure.all) {
    if (closure.sure.has(node)) for (const name of node.seen?.owns ?? []) owns.add(name);
    if (node.seen && node.seen.own.neverReturn.size > 0) ending.push(node);
  }
  const ends = new Map<string, boolean | undefined>();
  return {
    key,
    owns,
    macros: { get: (name) => definitionsOf(name, macros.get(name), closure) },
    neverReturn: {
      get(name) {
        if (!ends.has(name)) {
          const said = new Set(ending.flatMap((n) => n.seen?.own.neverReturn.get(name) ?? []));
          ends.set(name, said.size === 1 ? [...said][0] : undefined);
        }
        return ends.get(name);
      },
    },
  };
}

const unsureOf = new WeakMap<Macro, Macro>();

/** The same macro in a header that may not be included. */
function unsure(macro: Macro): Macro {
  let other = unsureOf.get(macro);
  if (!other) {
    const { name, params, text, fallback } = macro;
    other = {
      ...{ name, text, fallback, conditional: true, ...(params ? { params } : {}) },
      get body() {
        return macro.body;
      },
      get elsewhere() {
        return macro.elsewhere;
      },
    };
    unsureOf.set(macro, other);
  }
  return other;
}

function definitionsOf(
  name: string,
  nodes: ReadonlySet<Node> | undefined,
  { all, sure }: Closure,
): readonly Macro[] | undefined {
  if (nodes === undefined) return undefined;
  const out: Macro[] = [];
  for (const node of nodes) {
    if (!all.has(node)) continue;
    for (const m of node.seen?.own.macros.get(name) ?? []) {
      if (!out.some((o) => o.text === m.text && o.params?.join() === m.params?.join()))
        out.push(sure.has(node) ? m : unsure(m));
    }
  }
  return out.length > 0 ? out : undefined;
}
