/** What the `#if`s around a place promise, and what a file asks of its headers. Reads conditions as text; judges nothing. */
import { readCondition } from './condition-truth.ts';
import { nameOf, unparen, type Expr } from './ir.ts';

/** What is certain where a place is compiled. */
export interface Guards {
  /** Macros that are defined there: `MAP_FIXED_NOREPLACE`, `SYS_memfd_create`, `__x86_64__`, `HAVE_X`. */
  readonly defined: ReadonlySet<string>;
  /** Macros that are not: the place is a stand-in for them. */
  readonly absent: ReadonlySet<string>;
  /** Headers are those of this kernel release or a later one, as LINUX_VERSION_CODE has it (major × 65536 + …). */
  readonly kernel?: number;
  /** The C library is glibc of this release or a later one. */
  readonly glibc?: { readonly major: number; readonly minor: number };
}

interface Facts {
  readonly defined: Set<string>;
  readonly absent: Set<string>;
  kernel?: number;
  glibc?: { major: number; minor: number };
}

/** Guards of conditions as `CallFacts.conditions` gives them; what cannot be read promises nothing. */
export function guardsOf(conditions: readonly string[]): Guards {
  const facts: Facts = { defined: new Set(), absent: new Set() };
  for (const condition of conditions) {
    const read = readCondition(condition);
    if (!read) continue;
    if ('macro' in read.test) note(read.test.macro, read.holds, facts);
    else follow(read.test.expr, read.holds, facts);
  }
  return facts;
}

function note(name: string, defined: boolean, facts: Facts): void {
  (defined ? facts.defined : facts.absent).add(name);
}

/** Notes what an expression that is true (or false) says. */
function follow(expr: Expr, holds: boolean, facts: Facts): void {
  const e = unparen(expr);
  if (e.kind === 'unary' && e.op === '!') follow(e.operand, !holds, facts);
  else if (e.kind === 'binary' && e.op === (holds ? '&&' : '||')) {
    follow(e.left, holds, facts);
    follow(e.right, holds, facts);
  } else if (e.kind === 'call') called(nameOf(e.callee), e.args, holds, facts);
  else if (e.kind === 'name') {
    // `#if HAVE_X`: a true one is defined; a false one may be defined as 0.
    if (holds) note(e.name, true, facts);
  } else if (e.kind === 'binary') compared(e.op, e.left, e.right, holds, facts);
}

function called(
  name: string | undefined,
  args: readonly Expr[],
  holds: boolean,
  facts: Facts,
): void {
  const [first, second] = args;
  if (name === 'defined' && first) {
    const what = nameOf(first);
    if (what !== undefined) note(what, holds, facts);
  } else if (name === '__GLIBC_PREREQ' && holds) atLeast(number(first), number(second), facts);
}

const MIRROR: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '>': '<=', '<=': '>', '>=': '<' };

function compared(op: string, left: Expr, right: Expr, holds: boolean, facts: Facts): void {
  const name = nameOf(left);
  if (name === undefined) {
    const mirrored = MIRROR[op];
    if (mirrored && nameOf(right) !== undefined) compared(mirrored, right, left, holds, facts);
    return;
  }
  const says = holds ? op : OPPOSITE[op];
  const value = number(right);
  if (value === undefined || (says !== '>=' && says !== '>')) return;
  const least = says === '>' ? value + 1 : value;
  if (name === 'LINUX_VERSION_CODE') facts.kernel = Math.max(facts.kernel ?? 0, least);
  else if (name === '__GLIBC__') atLeast(least, 0, facts);
  else if (least > 0) note(name, true, facts);
}

function atLeast(major: number | undefined, minor: number | undefined, facts: Facts): void {
  if (major === undefined || minor === undefined) return;
  const { glibc } = facts;
  const newer = !glibc || major > glibc.major || (major === glibc.major && minor > glibc.minor);
  if (newer) facts.glibc = { major, minor };
}

/** The number that an expression of a condition is, `KERNEL_VERSION(a, b, c)` included. */
function number(expr: Expr | undefined): number | undefined {
  const e = expr && unparen(expr);
  if (e?.kind === 'number') return e.value === undefined ? undefined : Number(e.value);
  if (e?.kind !== 'call' || nameOf(e.callee) !== 'KERNEL_VERSION') return undefined;
  const [a, b, c] = e.args.map(number);
  if (a === undefined || b === undefined || c === undefined) return undefined;
  return a * 65536 + b * 256 + Math.min(c, 255);
}
