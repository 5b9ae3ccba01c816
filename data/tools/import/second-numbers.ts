/** Compares our numbers of calls, errnos and signals with tables that others keep by hand. Pure: contents in, records out. */
import { compareText } from '../lib/problem.ts';
import { isImplemented } from '../lib/prototypes.ts';
import { isErrno, isSignal } from '../lib/constant-kinds.ts';
import type { Facts } from '../lib/facts.ts';
import { arches } from './arches.ts';
import type { ConstantRecord } from './constants.ts';
import { muslCalls, muslErrnos, muslSignals, type MuslReader } from './musl-numbers.ts';
import {
  straceArches,
  straceCalls,
  straceErrnos,
  straceSignals,
  type StraceReader,
} from './strace-tables.ts';

/** What one source says of one kind of number on one architecture. */
export interface NumberCheckRecord {
  readonly kind: 'call' | 'errno' | 'signal';
  readonly source: SecondSource;
  readonly arch: string;
  /** Names that both have, with the same number. */
  readonly same: number;
  /** Name → our number, theirs. */
  readonly differ?: Readonly<Record<string, readonly [number, number]>>;
  /** Our name → theirs for the same number. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Ours that the source has neither by name nor by number; reserved numbers do not count. */
  readonly missing?: readonly string[];
  /** Name → number of what only the source has. */
  readonly extra?: Readonly<Record<string, number>>;
}

export type SecondSource = 'strace' | 'musl';

/** Compares with one source; architectures and kinds that the source does not have give no record. */
export function compareWithStrace(facts: Facts, read: StraceReader): NumberCheckRecord[] {
  return compareAll('strace', facts, {
    call: (arch) => {
      const spec = straceArches[arch];
      const calls = spec === undefined ? [] : straceCalls(spec, read);
      return new Map(calls.map(({ name, number }) => [name, number]));
    },
    errno: (arch) => ofStrace(arch, read, straceErrnos),
    signal: (arch) => ofStrace(arch, read, straceSignals),
  });
}

/** The same with musl. */
export function compareWithMusl(facts: Facts, read: MuslReader): NumberCheckRecord[] {
  return compareAll('musl', facts, {
    call: (arch) => muslCalls(arch, read),
    errno: (arch) => muslErrnos(arch, read),
    signal: (arch) => muslSignals(arch, read),
  });
}

type Numbers = ReadonlyMap<string, number>;

/** Ours; `reserved` are numbers that headers define and no kernel answers. */
interface Own {
  readonly numbers: Numbers;
  readonly reserved: ReadonlySet<string>;
}

function ofStrace(
  arch: string,
  read: StraceReader,
  list: typeof straceErrnos,
): Map<string, number> {
  const spec = straceArches[arch];
  return spec === undefined ? new Map<string, number>() : list(spec, read);
}

/** Numbers that never leave the kernel: ERESTARTSYS and its kind (`include/linux/errno.h`). */
const INTERNAL_ERRNOS = { first: 512, last: 599 };

/** Each ABI of mips has a thousand numbers of its own. */
const MIPS_RANGE = 1000;

/** What a source says, without what is no such number: internal errnos, gaps by name, calls of the ABIs beside this one. */
function usable(kind: NumberCheckRecord['kind'], arch: string, theirs: Numbers): Numbers {
  const base = arches.find((spec) => spec.name === arch)?.base ?? 0;
  const range = arch.startsWith('mips') ? MIPS_RANGE : Infinity;
  const keeps = ([name, number]: readonly [string, number]): boolean => {
    if (kind === 'errno') {
      return number < INTERNAL_ERRNOS.first || number > INTERNAL_ERRNOS.last;
    }
    if (kind === 'signal') return name !== 'SIGRTMIN';
    return !/^(reserved|unused)\d+$/.test(name) && number >= base && number < base + range;
  };
  return new Map([...theirs].filter(keeps));
}

function compareAll(
  source: SecondSource,
  facts: Facts,
  theirs: Readonly<Record<NumberCheckRecord['kind'], (arch: string) => Numbers>>,
): NumberCheckRecord[] {
  const constants = facts.constants.records;
  const own = {
    call: (arch: string) => ownCalls(arch, facts),
    errno: (arch: string) => ownConstants(arch, constants.filter(isErrno)),
    signal: (arch: string) => ownConstants(arch, constants.filter(isSignal)),
  };
  const records: NumberCheckRecord[] = [];
  for (const kind of ['call', 'errno', 'signal'] as const) {
    for (const { name: arch } of arches) {
      const other = usable(kind, arch, theirs[kind](arch));
      const ours = own[kind](arch);
      if (other.size === 0 || ours.numbers.size === 0) continue;
      records.push({ kind, source, arch, ...compare(ours, other) });
    }
  }
  return records;
}

function ownCalls(arch: string, facts: Facts): Own {
  const numbers = new Map<string, number>();
  const reserved = new Set<string>();
  for (const { name, arches: rows } of facts.numbers.records) {
    const row = rows[arch];
    if (row === undefined) continue;
    numbers.set(name, row.number);
    if (!isImplemented(row, arch, facts)) reserved.add(name);
  }
  return { numbers, reserved };
}

function ownConstants(arch: string, records: readonly ConstantRecord[]): Own {
  const numbers = new Map<string, number>();
  for (const { name, value, differs, absent } of records) {
    const here = differs?.[arch] ?? (absent?.includes(arch) === true ? undefined : value);
    if (here !== undefined) numbers.set(name, Number(here));
  }
  return { numbers, reserved: new Set() };
}

function compare(ours: Own, theirs: Numbers): Omit<NumberCheckRecord, 'kind' | 'source' | 'arch'> {
  const theirNames = new Map([...theirs].map(([name, number]) => [number, name]));
  const known = new Set(ours.numbers.values());
  const differ: Record<string, readonly [number, number]> = {};
  const renamed: Record<string, string> = {};
  const missing: string[] = [];
  let same = 0;
  for (const [name, number] of sorted(ours.numbers)) {
    const other = theirs.get(name);
    const otherName = theirNames.get(number);
    if (other === number) same++;
    else if (other !== undefined) differ[name] = [number, other];
    else if (otherName !== undefined && !ours.numbers.has(otherName)) renamed[name] = otherName;
    else if (otherName === undefined && !ours.reserved.has(name)) missing.push(name);
  }
  const extra = Object.fromEntries(
    sorted(theirs).filter(([name, number]) => !known.has(number) && !ours.numbers.has(name)),
  );
  return {
    same,
    ...(Object.keys(differ).length === 0 ? {} : { differ }),
    ...(Object.keys(renamed).length === 0 ? {} : { renamed }),
    ...(missing.length === 0 ? {} : { missing }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

function sorted(numbers: Numbers): [string, number][] {
  return [...numbers].sort(([a], [b]) => compareText(a, b));
}
