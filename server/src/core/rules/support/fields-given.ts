/** Fields of structures that a file fills with the result of certain calls and with nothing else. */
import { uncast, type CallExpr, type Expr } from '../../c/ir.ts';
import { signedOf } from '../../c/value.ts';
import { walk } from '../../c/walk.ts';
import type { FileContext, FunctionSite } from '../rule.ts';

/** Names that every second structure has: two of one name may be two fields. */
const COMMON = /^_?(?:fds?|sock|socket|handle|descriptor|filedes|h|s)$/;

/**
 * Field name → what the table says of the only kind of call that the file gives it to; kernel names are the table's
 * keys. A field that is also set to anything but a negative number, or whose address is taken, is left out.
 */
export function fieldsGivenBy<T>(
  ctx: FileContext,
  table: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const { fn, ctx: inside } of ctx.functions(...table.keys())) {
    walk(fn.body, (n) => {
      if (n.kind !== 'assign' || n.left.kind !== 'member') return;
      const made = madeBy(n.right, inside, table);
      if (made !== undefined && !COMMON.test(n.left.name)) found.set(n.left.name, made);
    });
  }
  for (const [field, made] of [...found]) {
    if (!isOnlyGiven(field, made, ctx, table)) found.delete(field);
  }
  return found;
}

function madeBy<T>(
  value: Expr,
  ctx: FunctionSite['ctx'],
  table: ReadonlyMap<string, T>,
): T | undefined {
  const call: CallExpr | undefined = callIn(value);
  const made = call && ctx.calls.find((c) => c.expr === call);
  return made && made.via !== 'wrapper' ? table.get(made.name) : undefined;
}

function callIn(value: Expr): CallExpr | undefined {
  const e = uncast(value);
  if (e.kind === 'assign' && e.op === '=') return callIn(e.right);
  return e.kind === 'call' ? e : undefined;
}

function isOnlyGiven<T>(
  field: string,
  made: T,
  ctx: FileContext,
  table: ReadonlyMap<string, T>,
): boolean {
  let only = true;
  const isNone = (value: Expr, inside: FunctionSite['ctx']): boolean => {
    const n = signedOf(inside.value(value));
    return n !== undefined && n < 0n;
  };
  const isField = (e: Expr): boolean => {
    const x = uncast(e);
    return x.kind === 'member' && x.name === field;
  };
  for (const { fn, ctx: inside } of ctx.functions(field)) {
    walk(fn.body, (n) => {
      if (n.kind === 'assign' && isField(n.left)) {
        only &&= madeBy(n.right, inside, table) === made || isNone(n.right, inside);
      } else if (n.kind === 'unary' && n.op === '&') {
        only &&= !isField(n.operand);
      } else if (n.kind === 'init') {
        for (const e of n.entries) only &&= e.field !== field || isNone(e.value, inside);
      } else if (n.kind === 'index') {
        only &&= !isField(n.object);
      }
    });
  }
  return only;
}
