/** Reads the classes by which `strace -e trace=%file` selects calls, from strace's tables. Pure. */
import { compareText } from '../lib/problem.ts';
import { straceArches, straceEntries, type StraceReader } from './strace-tables.ts';

export interface StraceClassRecord {
  readonly name: string;
  /** As one writes them, sorted: `%desc`, `%memory`. */
  readonly classes: readonly string[];
  /** Architectures for which strace says otherwise. */
  readonly differs?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Letters of the tables → class; the other letters are about how strace works. Source: strace
 * `src/sysent_shorthand_defs.h`, `src/basic_filters.c` `qualify_syscall_class`.
 */
const CLASSES: Readonly<Record<string, string>> = {
  TD: '%desc',
  TF: '%file',
  TM: '%memory',
  TP: '%process',
  TC: '%creds',
  TS: '%signal',
  TI: '%ipc',
  TN: '%network',
  TST: '%stat',
  TLST: '%lstat',
  TFST: '%fstat',
  TSTA: '%%stat',
  TSF: '%statfs',
  TFSF: '%fstatfs',
  TSFA: '%%statfs',
  PU: '%pure',
  TCL: '%clock',
};

/**
 * Classes of the calls of `names` that strace lists, sorted by name; calls in no class have an empty list. What most
 * architectures say is the common value, x86_64 deciding a tie.
 */
export function importStraceClasses(
  names: readonly string[],
  read: StraceReader,
): StraceClassRecord[] {
  const wanted = new Set(names);
  const said = new Map<string, Map<string, readonly string[]>>();
  for (const [arch, spec] of Object.entries(straceArches)) {
    for (const { name, classes } of straceEntries(spec, read)) {
      if (!wanted.has(name)) continue;
      const byArch = said.get(name) ?? new Map<string, readonly string[]>();
      said.set(name, byArch);
      byArch.set(arch, [...new Set(classes.flatMap((letter) => CLASSES[letter] ?? []))].sort());
    }
  }
  return [...said]
    .map(([name, byArch]) => ({ name, ...common(byArch) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function common(byArch: ReadonlyMap<string, readonly string[]>): Omit<StraceClassRecord, 'name'> {
  const counts = new Map<string, number>();
  for (const classes of byArch.values()) {
    const key = classes.join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  // x86_64 comes first, so that it wins a tie.
  const usual =
    [...byArch.values()].find((classes) => counts.get(classes.join(' ')) === most) ?? [];
  const differs = [...byArch].filter(([, classes]) => classes.join(' ') !== usual.join(' '));
  return {
    classes: usual,
    ...(differs.length === 0 ? {} : { differs: Object.fromEntries(differs) }),
  };
}
