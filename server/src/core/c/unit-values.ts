/** Values of the expressions of one unit: constants and macros by the file, local variables by their function's flow. */
import type { Kb } from '../kb/kb.ts';
import type { Span } from '../text/span.ts';
import { NOTHING, type Typed } from './arithmetic.ts';
import { evaluateTyped } from './constants.ts';
import type { Flow } from './flow.ts';
import type { Expr, NameExpr } from './ir.ts';
import { localValue } from './local-value.ts';
import type { FileEnv } from './preprocess.ts';
import type { Value } from './value.ts';

/** How many uses of local variables one question about a value may look up. */
const MAX_STEPS = 2000;

export interface ValueOptions {
  readonly kb: Kb;
  readonly arch: string;
  readonly env: FileEnv;
  /** Flow of the function around a place, or `undefined` outside of functions. */
  readonly flowAt: (place: Span) => Flow | undefined;
  /** Values of what nobody wrote. */
  readonly given: ReadonlyMap<NameExpr, Value>;
}

/** Tells what is known of an expression where it stands; every answer is kept. */
export function createValues(options: ValueOptions): (expr: Expr) => Value {
  const { kb, arch, env, flowAt, given } = options;
  const values = new Map<Expr, Typed>();
  const asked = new Set<NameExpr>();
  let steps = 0;
  const bits = kb.arch(arch)?.bits ?? 64;
  const typed = (expr: Expr): Typed => {
    const done = values.get(expr);
    if (done) return done;
    const flow = flowAt(expr);
    const local = (name: NameExpr): Typed | undefined => {
      const told = given.get(name);
      if (told) return { v: told, t: undefined };
      if (!flow?.declares(name.name)) return undefined;
      if (asked.size === 0) steps = MAX_STEPS;
      // Variables that feed each other in loops would be asked for without end.
      if (asked.has(name) || steps-- <= 0) return NOTHING;
      asked.add(name);
      const v = localValue(flow, name, elsewhere, bits);
      asked.delete(name);
      return v;
    };
    const out = evaluateTyped(expr, { kb, arch, env, local });
    if (asked.size === 0) values.set(expr, out);
    return out;
  };
  // The spelling inside another expression is not the spelling of this one, so spans are dropped there.
  const elsewhere = (e: Expr): Typed => {
    const { v, t } = typed(e);
    return { v: withoutSpans(v), t };
  };
  return (expr) => typed(expr).v;
}

function withoutSpans(v: Value): Value {
  const strip = (ts: Value['must']): Value['must'] =>
    ts.map((t) => (t.name === undefined ? { value: t.value } : { name: t.name, value: t.value }));
  return { ...v, must: strip(v.must), may: strip(v.may) };
}
