/** Asks the path facts of a fixture: the function holds calls `here(x)` that mark places. */
import { beforeAll } from 'vitest';
import type { CallExpr, Expr, FunctionIr } from '../../server/src/core/c/ir.ts';
import { nameOf } from '../../server/src/core/c/ir.ts';
import { calledName } from '../../server/src/core/c/leaving.ts';
import type { PathCall, PathFacts } from '../../server/src/core/c/path-facts.ts';
import type { Language } from '../../server/src/core/c/source-file.ts';
import { opener } from './source.ts';

export interface Fixture {
  readonly paths: PathFacts;
  readonly fn: FunctionIr;
  readonly text: string;
  /** The marking call (the last one), or the one with this label as its last argument. */
  here(label?: string): CallExpr;
  /** First argument of the marking call. */
  arg(label?: string): Expr;
  /** The nth call of a name. */
  call(name: string, nth?: number): CallExpr;
}

/** A way to open fixtures: a body of `int f(…)` with a system call in it, or a whole file that defines `f`. */
export async function pathOpener(): Promise<
  (code: string, options?: { language?: Language; arch?: string }) => Fixture
> {
  const open = await opener();
  return (code, options = {}) => {
    const text = /\bf\(/.test(code)
      ? code
      : `int f(int a, char *param)\n{\n  getpid();\n${code}\n}\n`;
    const { file } = open(text, options);
    const { unit } = file.unitAt(text.search(/\bf\(/));
    const fn = unit.functions.find((x) => x.name === 'f');
    const paths = fn && unit.facts.paths(fn.body);
    if (!fn || !paths) throw new Error('no function f with a system call in the fixture');
    const call = (name: string, nth = 0): CallExpr => {
      const found = fn.calls.filter((c) => calledName(c.expr) === name).at(nth);
      if (!found) throw new Error(`no call of ${name} in the fixture`);
      return found.expr;
    };
    const here = (label?: string): CallExpr => {
      if (label === undefined) return call('here', -1);
      const found = fn.calls.find(({ expr }) => {
        const last = expr.args.at(-1);
        return calledName(expr) === 'here' && last !== undefined && nameOf(last) === label;
      });
      if (!found) throw new Error(`no here(${label}) in the fixture`);
      return found.expr;
    };
    const arg = (label?: string): Expr => {
      const first = here(label).args[0];
      if (!first) throw new Error('here() without an argument');
      return first;
    };
    return { paths, fn, text, here, arg, call };
  };
}

/** The same for a test file: loads what it needs before the first test. */
export function usePaths(): Awaited<ReturnType<typeof pathOpener>> {
  let open: Awaited<ReturnType<typeof pathOpener>>;
  beforeAll(async () => {
    open = await pathOpener();
  });
  return (code, options) => open(code, options);
}

/** Names of calls in one line; `?` for those without. */
export function namesOf(calls: readonly PathCall[] | undefined): string {
  if (!calls) return 'unknown';
  const names = calls.map((c) => c.name ?? '?');
  return names.filter((n) => n !== 'here' && n !== 'getpid').join(' ');
}
