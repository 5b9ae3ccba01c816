/** Reads classic BPF programs out of array initialisers: BPF_STMT, BPF_JUMP, macros of the file, plain braces. */
import { type Expr, nameOf, unparen, uncast } from '../../../c/ir.ts';
import type { Kb } from '../../../kb/kb.ts';
import type { Span } from '../../../text/span.ts';
import { expanded, expressionOf, type Macros } from './expand.ts';

/** One instruction of a classic BPF program (`struct sock_filter`). */
export interface Instruction {
  readonly code: number;
  /** Constant operand as an unsigned 32-bit number, where it can be told. */
  readonly k: bigint | undefined;
  /** How many instructions a jump skips when it is taken, and when it is not. */
  readonly jt: number;
  readonly jf: number;
  /** The entry of the array that it stands in. */
  readonly span: Span;
  /** For a load from `struct seccomp_data`: the member. */
  readonly field?: 'nr' | 'arch' | 'instruction_pointer' | 'args';
  /** The operand as written, macros expanded. */
  readonly text: string;
}

export interface Program {
  readonly instructions: readonly Instruction[];
  /** It filters system calls: it returns a SECCOMP_RET_ action or reads `struct seccomp_data`. */
  readonly isSeccomp: boolean;
}

/** What reading an operand needs. */
export interface ReadContext {
  readonly kb: Kb;
  readonly arch: string;
  readonly macros: Macros;
  /** Source text of a span of the unit. */
  readonly text: (span: Span) => string;
}

/** linux/bpf_common.h and linux/filter.h of Linux: parts of an instruction code. */
const CODES: Readonly<Record<string, bigint>> = {
  ...{ BPF_LD: 0n, BPF_LDX: 1n, BPF_ST: 2n, BPF_STX: 3n, BPF_ALU: 4n, BPF_JMP: 5n, BPF_RET: 6n },
  ...{ BPF_MISC: 7n, BPF_W: 0n, BPF_H: 8n, BPF_B: 0x10n, BPF_IMM: 0n, BPF_ABS: 0x20n },
  ...{ BPF_IND: 0x40n, BPF_MEM: 0x60n, BPF_LEN: 0x80n, BPF_MSH: 0xa0n, BPF_ADD: 0n },
  ...{ BPF_SUB: 0x10n, BPF_MUL: 0x20n, BPF_DIV: 0x30n, BPF_OR: 0x40n, BPF_AND: 0x50n },
  ...{ BPF_LSH: 0x60n, BPF_RSH: 0x70n, BPF_NEG: 0x80n, BPF_MOD: 0x90n, BPF_XOR: 0xa0n },
  ...{ BPF_JA: 0n, BPF_JEQ: 0x10n, BPF_JGT: 0x20n, BPF_JGE: 0x30n, BPF_JSET: 0x40n },
  ...{ BPF_K: 0n, BPF_X: 8n, BPF_A: 0x10n, BPF_TAX: 0n, BPF_TXA: 0x80n },
  // linux/seccomp.h, asm/unistd.h of x86.
  ...{ SECCOMP_RET_DATA: 0xffffn, SECCOMP_RET_ACTION: 0x7fff0000n },
  ...{ SECCOMP_RET_ACTION_FULL: 0xffff0000n, __X32_SYSCALL_BIT: 0x40000000n },
  ...{ X32_SYSCALL_BIT: 0x40000000n },
};
const KEPT: ReadonlySet<string> = new Set(['BPF_STMT', 'BPF_JUMP', 'offsetof']);

/** Offsets of the members of `struct seccomp_data` (linux/seccomp.h), in bytes. */
const FIELDS = [
  ['nr', 0n, 4n],
  ['arch', 4n, 8n],
  ['instruction_pointer', 8n, 16n],
  ['args', 16n, 64n],
] as const;

/**
 * The program that an initialiser writes; `undefined` when an entry cannot be read: a conditional between them, a macro of
 * another file, a jump whose distance is no number.
 */
export function readProgram(init: Expr, ctx: ReadContext): Program | undefined {
  if (init.kind !== 'init' || init.entries.length === 0) return undefined;
  const instructions: Instruction[] = [];
  for (const { value, field } of init.entries) {
    const read = field === undefined ? entryOf(value, ctx) : undefined;
    if (read === undefined) return undefined;
    instructions.push(...read);
  }
  const isSeccomp = instructions.some((i) => /SECCOMP_RET_|seccomp_data/.test(i.text));
  return { instructions, isSeccomp };
}

function entryOf(value: Expr, ctx: ReadContext): readonly Instruction[] | undefined {
  if (value.kind === 'init') {
    const fields = value.entries.map((e) => ctx.text(e.value));
    return value.entries.some((e) => e.field !== undefined)
      ? undefined
      : one(fields, { start: value.start, end: value.end }, ctx);
  }
  const span = { start: value.start, end: value.end };
  const text = expanded(ctx.text(span), ctx.macros, KEPT);
  const expr = text === undefined ? undefined : expressionOf(withoutTypes(text));
  if (text === undefined || expr === undefined) return undefined;
  const clean = withoutTypes(text);
  const out: Instruction[] = [];
  for (const part of parts(expr)) {
    const name = part.kind === 'call' ? nameOf(part.callee) : undefined;
    if (part.kind !== 'call' || (name !== 'BPF_STMT' && name !== 'BPF_JUMP')) return undefined;
    const args = part.args.map((a) => clean.slice(a.start, a.end));
    const [code = '', k = '', jt = '0', jf = '0'] = args;
    if (args.length !== (name === 'BPF_STMT' ? 2 : 4)) return undefined;
    const read = one([code, jt, jf, k], span, ctx);
    if (read === undefined) return undefined;
    out.push(...read);
  }
  return out;
}

/** `offsetof (struct seccomp_data, nr)` is no expression to the reader: the type loses its `struct`. */
function withoutTypes(text: string): string {
  return text.replace(/\boffsetof\s*\(\s*struct\s+/g, 'offsetof(');
}

function parts(expr: Expr): readonly Expr[] {
  const e = unparen(expr);
  return e.kind === 'comma' ? [...parts(e.left), ...parts(e.right)] : [e];
}

/** `{ code, jt, jf, k }`, in the order of `struct sock_filter`. */
function one(
  fields: readonly string[],
  span: Span,
  ctx: ReadContext,
): readonly Instruction[] | undefined {
  const [code, jt = 0n, jf = 0n, k] = fields.map((f) => operand(f, ctx).value);
  if (code === undefined || fields.length > 4) return undefined;
  if (fields.slice(1, 3).some((f) => operand(f, ctx).value === undefined)) return undefined;
  const last = operand(fields[3] ?? '0', ctx);
  const isLoad = (code & 7n) === 0n && (code & 0xe0n) === 0x20n;
  const at = last.offsetOf ?? (last.value === undefined ? undefined : fieldAt(last.value));
  return [
    {
      code: Number(code),
      k: fields.length < 4 ? 0n : (k ?? undefined),
      jt: Number(jt),
      jf: Number(jf),
      span,
      ...(isLoad && at !== undefined ? { field: at } : {}),
      text: last.text,
    },
  ];
}

interface Operand {
  readonly value: bigint | undefined;
  readonly offsetOf?: Instruction['field'];
  readonly text: string;
}

function operand(text: string, ctx: ReadContext): Operand {
  const full = expanded(text, ctx.macros, KEPT) ?? text;
  const clean = withoutTypes(full);
  const offset = /\boffsetof\(\s*seccomp_data\s*,\s*(\w+)/.exec(clean)?.[1];
  const field = FIELDS.find(([name]) => name === offset)?.[0];
  const expr = expressionOf(clean);
  const value = expr === undefined ? undefined : numberOf(expr, ctx);
  return {
    value: value === undefined ? undefined : BigInt.asUintN(32, value),
    ...(field === undefined ? {} : { offsetOf: field }),
    text: full,
  };
}

function fieldAt(offset: bigint): Instruction['field'] {
  return FIELDS.find(([, from, to]) => from <= offset && offset < to)?.[0];
}

function numberOf(expr: Expr, ctx: ReadContext): bigint | undefined {
  const e = uncast(expr);
  if (e.kind === 'number') return e.value;
  if (e.kind === 'name') return namedNumber(e.name, ctx);
  if (e.kind === 'unary' && !e.postfix) {
    const v = numberOf(e.operand, ctx);
    if (v === undefined) return undefined;
    return e.op === '~' ? ~v : e.op === '-' ? -v : e.op === '+' ? v : undefined;
  }
  if (
    e.kind === 'call' &&
    nameOf(e.callee) === 'offsetof' &&
    nameOf(e.args[0] ?? e) === 'seccomp_data'
  ) {
    return FIELDS.find(([name]) => name === nameOf(e.args[1] ?? e))?.[1];
  }
  if (e.kind !== 'binary') return undefined;
  const [a, b] = [numberOf(e.left, ctx), numberOf(e.right, ctx)];
  if (a === undefined || b === undefined) return undefined;
  if (e.op === '|') return a | b;
  if (e.op === '&') return a & b;
  if (e.op === '+') return a + b;
  if (e.op === '-') return a - b;
  if (e.op === '<<') return b < 64n ? a << b : undefined;
  return undefined;
}

function namedNumber(name: string, { kb, arch }: ReadContext): bigint | undefined {
  if (Object.hasOwn(CODES, name)) return CODES[name];
  const call = /^(?:__NR_|SYS_)(\w+)$/.exec(name)?.[1];
  if (call === undefined) return kb.value(name, arch) ?? errnoOf(name, kb);
  const number = kb.number(call, arch);
  return number === undefined ? undefined : BigInt(number);
}

function errnoOf(name: string, kb: Kb): bigint | undefined {
  const number = /^E[A-Z0-9]+$/.test(name) ? kb.errno(name)?.number : undefined;
  return number === undefined ? undefined : BigInt(number);
}
