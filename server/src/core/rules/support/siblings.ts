/** Fixes that write a call as its safer sibling. */
import { siblingEdits } from '../../c/sibling-edits.ts';
import type { CallExpr, FunctionIr } from '../../c/ir.ts';
import { isAvailable, SIBLINGS } from '../../kb/siblings.ts';
import type { Fix, RuleContext } from '../rule.ts';

/** The sibling of a call as a fix, or `undefined` where there is none or the target lacks it. Never safe. */
export function siblingFix(
  name: string,
  call: CallExpr,
  fn: FunctionIr | undefined,
  ctx: RuleContext,
): Fix | undefined {
  const sibling = SIBLINGS.find((s) => s.from === name && s.flag !== undefined);
  if (sibling === undefined || !isAvailable(sibling, ctx.kb, ctx.target)) return undefined;
  const place = { fn, textOf: (span: CallExpr['inside']) => ctx.text(span), cpp: false };
  const rewrite = siblingEdits(call, sibling, place);
  return (
    rewrite && {
      title: `Use ${sibling.to} with ${sibling.flag ?? ''}`,
      safety: 'unsafe',
      edits: rewrite.edits,
      ...(sibling.header === undefined ? {} : { include: sibling.header }),
    }
  );
}
