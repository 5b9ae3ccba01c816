/** What a function declares about its own variables. */
import type { FunctionIr } from '../../c/ir.ts';
import { walk } from '../../c/walk.ts';

/** Type of a parameter or local variable as written (`char *`), when it is declared exactly once. */
export function localType(
  fn: FunctionIr | undefined,
  name: string | undefined,
): string | undefined {
  if (fn === undefined || name === undefined) return undefined;
  const types = fn.params.filter((p) => p.name === name).map((p) => p.type);
  walk(fn.body, (n) => {
    if (n.kind !== 'decl') return;
    for (const v of n.vars) if (v.name === name) types.push(v.type);
  });
  return types.length === 1 ? types[0] : undefined;
}
