/** Runs a classic BPF program of seccomp for one system call: which actions can it return, whatever the arguments are? */
import type { Instruction, Program } from './program.ts';

/** What the program sees (`struct seccomp_data`); the arguments and the instruction pointer are anything. */
export interface Seen {
  readonly nr: bigint;
  readonly arch: bigint;
}

/** Most steps of one run over all its ways. */
const STEPS = 20_000;

/**
 * Every value that the program can return, as unsigned 32-bit numbers; `undefined` when a way leaves the program, returns
 * what cannot be told, or there are too many of them. An unknown value goes both ways at a jump.
 */
export function actionsFor({ instructions }: Program, seen: Seen): ReadonlySet<bigint> | undefined {
  const out = new Set<bigint>();
  const work: { at: number; a: bigint | undefined }[] = [{ at: 0, a: 0n }];
  const met = new Set<string>();
  let steps = 0;
  for (let state = work.pop(); state !== undefined; state = work.pop()) {
    if (++steps > STEPS) return undefined;
    const key = `${state.at} ${String(state.a)}`;
    if (met.has(key)) continue;
    met.add(key);
    const i = instructions[state.at];
    if (i === undefined) return undefined;
    const kind = i.code & 7;
    if (kind === RET) {
      const value = (i.code & 0x18) === 0x10 ? state.a : i.k;
      if (value === undefined) return undefined;
      out.add(value);
    } else if (kind === JMP) {
      for (const skip of taken(i, state.a)) work.push({ at: state.at + 1 + skip, a: state.a });
    } else {
      work.push({ at: state.at + 1, a: after(i, state.a, seen) });
    }
  }
  return out;
}

const [LD, ALU, JMP, RET] = [0, 4, 5, 6];

/** How far a jump goes: both ways when that cannot be told. */
function taken(i: Instruction, a: bigint | undefined): readonly number[] {
  const test = i.code & 0xf0;
  if (test === 0) return [i.k === undefined ? Infinity : Number(i.k)];
  const { k } = i;
  if (a === undefined || k === undefined || (i.code & 8) !== 0) return [i.jt, i.jf];
  const holds =
    test === 0x10 ? a === k : test === 0x20 ? a > k : test === 0x30 ? a >= k : (a & k) !== 0n;
  return [holds ? i.jt : i.jf];
}

/** The accumulator after an instruction that is no jump. */
function after(i: Instruction, a: bigint | undefined, seen: Seen): bigint | undefined {
  if ((i.code & 7) === LD) {
    if (i.field === 'nr') return seen.nr;
    if (i.field === 'arch') return seen.arch;
    return (i.code & 0xe0) === 0 ? i.k : undefined;
  }
  if ((i.code & 7) !== ALU) return (i.code & 7) === 7 ? undefined : a;
  const { k } = i;
  if (a === undefined || k === undefined || (i.code & 8) !== 0) return undefined;
  const op = i.code & 0xf0;
  if (op === 0x50) return a & k;
  if (op === 0x40) return a | k;
  if (op === 0) return BigInt.asUintN(32, a + k);
  if (op === 0x10) return BigInt.asUintN(32, a - k);
  return op === 0xa0 ? a ^ k : undefined;
}
