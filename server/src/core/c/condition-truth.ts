/** Whether the condition of an `#if` holds, as far as it is known which macros are defined. Reads text; judges nothing. */
import { readExpression } from './expression.ts';
import { nameOf, unparen, type Expr } from './ir.ts';
import { tokenize } from './tokens.ts';

/** A condition read: what is tested, and whether the code stands where the test holds. */
export interface Condition {
  /** The macro of `#ifdef`; else the expression of `#if`. */
  readonly test: { readonly macro: string } | { readonly expr: Expr };
  readonly holds: boolean;
}

/** Reads a condition as `CallFacts.conditions` gives it; `undefined` for what is none. */
export function readCondition(condition: string): Condition | undefined {
  const unless = condition.startsWith('else of ');
  const text = condition.replace(/^(?:else of )+/, '');
  const m = /^(ifdef|ifndef|elifdef|elifndef|if|elif) ([^]*)$/.exec(text);
  if (!m?.[1] || m[2] === undefined) return undefined;
  if (m[1].endsWith('def')) {
    const macro = m[2].trim();
    const holds = unless === m[1].endsWith('ndef');
    return /^\w+$/.test(macro) ? { test: { macro }, holds } : undefined;
  }
  // `defined X` without parentheses is no C expression.
  const tokens = tokenize(m[2].replace(/\bdefined\s+(\w+)/g, 'defined($1)'));
  if (tokens.length === 0) return undefined;
  const { expr, complete } = readExpression(tokens, m[2].length);
  return complete ? { test: { expr }, holds: !unless } : undefined;
}

/** What is assumed of a condition's parts; `undefined` where nothing is. */
export interface Assumed {
  /** Whether a macro is defined (and not 0). */
  readonly defined: (macro: string) => boolean | undefined;
  /** Whether anything else holds, as a comparison. */
  readonly other?: boolean;
}

/** Whether a condition holds under what is assumed; `undefined` when that does not tell. */
export function truthOf(condition: string, assumed: Assumed): boolean | undefined {
  const read = readCondition(condition);
  if (!read) return undefined;
  const { test, holds } = read;
  const truth = 'macro' in test ? assumed.defined(test.macro) : truth3(test.expr, assumed);
  return truth === undefined ? undefined : truth === holds;
}

const OTHER_SYSTEM =
  /^(?:__(?:NetBSD|FreeBSD|OpenBSD|DragonFly|APPLE|MACH|CYGWIN|MINGW32|MINGW64|HAIKU|QNX|EMSCRIPTEN|GNU|sun|hpux)(?:__)?|_?WIN32|_WIN64|_MSC_VER|sun|__SVR4|_AIX|hpux)$/;
const LINUX = /^(?:__linux(?:__)?|__gnu_linux__|linux)$/;

/** True, false for macros that Linux has or never has; `undefined` for others. */
export function platform(macro: string): boolean | undefined {
  if (LINUX.test(macro)) return true;
  return OTHER_SYSTEM.test(macro) ? false : undefined;
}

/** True for code that is never compiled on Linux: `#if 0`, `#ifdef _WIN32`. */
export function isElsewhere(conditions: readonly string[]): boolean {
  return conditions.some((c) => truthOf(c, { defined: platform }) === false);
}

function truth3(expr: Expr, assumed: Assumed): boolean | undefined {
  const e = unparen(expr);
  if (e.kind === 'number') return e.value === undefined ? undefined : e.value !== 0n;
  if (e.kind === 'name') return assumed.defined(e.name);
  if (e.kind === 'unary' && e.op === '!') {
    const inner = truth3(e.operand, assumed);
    return inner === undefined ? undefined : !inner;
  }
  if (e.kind === 'binary' && (e.op === '&&' || e.op === '||')) {
    const decides = e.op === '||';
    const left = truth3(e.left, assumed);
    const right = truth3(e.right, assumed);
    if (left === decides || right === decides) return decides;
    return left === undefined || right === undefined ? undefined : !decides;
  }
  const asked = e.kind === 'call' && nameOf(e.callee) === 'defined' ? e.args[0] : undefined;
  const macro = asked && nameOf(asked);
  return macro === undefined ? assumed.other : assumed.defined(macro);
}
