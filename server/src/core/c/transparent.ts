/** Macros that are worth what stands inside their parentheses, by their definition in the file or by name. Pure. */
import { nameOf, uncast, unparen, type CallExpr, type Expr } from './ir.ts';
import { calledName, isExpectation, isRetry } from './leaving.ts';
import type { Lookup, Macro } from './preprocess.ts';

/**
 * How a macro uses its first argument: `value`: it is worth the argument, which may be run again after EINTR; `test`:
 * it goes on only when the argument is true.
 */
export type Through = 'value' | 'test';

/** Assertions that are the same everywhere; ASSERT and CHECK mean something else in each project. */
const TESTS = new Set(['assert', 'assert_se', 'g_assert', '__glibcxx_assert']);

const shapes = new WeakMap<Macro, { readonly through: Through | undefined }>();

/** Reads what a call of a macro does with its first argument; `undefined` where that is not known. */
export function throughWith(
  macros: Pick<Lookup<readonly Macro[]>, 'get'>,
): (call: CallExpr) => Through | undefined {
  return (call) => {
    const name = calledName(call);
    if (name === undefined || call.args.length === 0) return undefined;
    const own = macros.get(name);
    if (own) {
      const [first, ...rest] = own.map(shapeOf);
      return rest.every((r) => r === first) ? first : undefined;
    }
    if (isRetry(call) || isExpectation(call)) return 'value';
    return TESTS.has(name) && call.args.length === 1 ? 'test' : undefined;
  };
}

function shapeOf(macro: Macro): Through | undefined {
  let known = shapes.get(macro);
  if (!known) shapes.set(macro, (known = { through: readShape(macro) }));
  return known.through;
}

function readShape(macro: Macro): Through | undefined {
  const param = macro.params?.[0];
  if (param === undefined || !/^\w+$/.test(param)) return undefined;
  return (macro.body && bodyShape(macro.body, param)) ?? textShape(macro.text, param);
}

function bodyShape(body: Expr, param: string): Through | undefined {
  const e = uncast(body);
  if (nameOf(inner(e)) === param) return 'value';
  // `((x) ? (void)0 : fail(#x))`, `((x) || fail())`.
  if (e.kind === 'conditional' && nameOf(inner(e.test)) === param) return 'test';
  if (e.kind === 'binary' && e.op === '||' && nameOf(inner(e.left)) === param) return 'test';
  return undefined;
}

/** Without `!!`, `__builtin_expect`, parentheses and casts. */
function inner(expr: Expr): Expr {
  const e = uncast(expr);
  if (e.kind === 'call' && e.args[0] && isExpectation(e)) return inner(e.args[0]);
  const operand = e.kind === 'unary' && e.op === '!' ? unparen(e.operand) : undefined;
  if (operand?.kind === 'unary' && operand.op === '!') return inner(operand.operand);
  return e;
}

function textShape(text: string, param: string): Through | undefined {
  const body = text.replace(/\\\r?\n/g, ' ').replace(/\s+/g, ' ');
  // `({ long r; do r = (long)(x); while (r == -1 && errno == EINTR); r; })`
  const result = /^\(\s*\{.*[;}]\s*(\w+)\s*;?\s*\}\s*\)$/.exec(body)?.[1];
  if (result !== undefined && /\bEINTR\b/.test(body)) {
    const given = new RegExp(
      `\\b${result}\\s*=\\s*(?:\\([^()]*(?:\\([^()]*\\))?\\)\\s*)?\\(?\\s*${param}\\s*\\)?`,
    );
    return given.test(body) ? 'value' : undefined;
  }
  const refused = new RegExp(
    `^(?:do\\s*\\{\\s*|\\(\\s*\\{\\s*)?if\\s*\\(\\s*(?:_*(?:un)?likely_*\\s*\\(\\s*)?!\\s*(?:\\(\\s*${param}\\s*\\)|${param}\\s*\\))`,
    'i',
  );
  return refused.test(body) ? 'test' : undefined;
}
