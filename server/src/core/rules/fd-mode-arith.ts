/** `fd/mode-arith`: permission bits added or subtracted. */
import { unparen, type BinaryExpr, type Expr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import type { TextEdit } from '../text/span.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';
import { isOctal, MODE_CALLS, modeOf } from './support/modes.ts';

export const fdModeArith = defineRule({
  meta: {
    id: 'fd/mode-arith',
    summary: 'A mode made with + or -',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-687'],
    messages: {
      minus: 'Subtraction borrows from other permission bits where one is not set: write {right}.',
      plus: 'Addition carries into other permission bits where one is set already: write {right}.',
      sum: 'Permission bits are joined with | and taken away with & ~: write {right}.',
    },
    docs: {
      why: `Permissions are bits. \`0555 - 022\` is 0533, not 0555 without the bits of the mask: a bit that is not set
is borrowed from its neighbours, and others may write where nobody may. Addition carries the same way: \`0640 + 0440\`
is 01300. \`&\`, \`|\` and \`~\` change only the bits they name.

A sum of constants that share no bit is right as a number; there the finding is a hint.`,
      bad: [
        `#include <sys/stat.h>

int publish(const char *path, mode_t mask)
{
    return chmod(path, 0666 - mask);
}
`,
      ],
      good: [
        `#include <sys/stat.h>

int publish(const char *path, mode_t mask)
{
    return chmod(path, 0666 & ~mask);
}
`,
      ],
      limits: `Looks at the expression in the call, and only where one side is written as permissions: an octal number
or S_I names.`,
      references: ['man:chmod(2)', 'man:umask(2)', 'CWE-687'],
    },
  },
  on: MODE_CALLS,
  *check(call, ctx) {
    const mode = modeOf(call);
    const e = mode && arithmeticIn(mode.expr);
    if (e === undefined) return;
    if (!isPermissions(e.left, ctx) && !isPermissions(e.right, ctx)) return;
    const a = constantOf(ctx.value(e.left));
    const b = constantOf(ctx.value(e.right));
    const known = a !== undefined && b !== undefined;
    const disjoint = known && (e.op === '+' ? (a & b) === 0n : (a & b) === b);
    yield {
      message: disjoint ? 'sum' : e.op === '-' ? 'minus' : 'plus',
      data: { right: e.op === '-' ? '& ~' : '|' },
      span: e,
      ...(disjoint ? { severity: 'hint' as const } : {}),
      fixes: [rewritten(e, disjoint, ctx)],
    };
  },
});

/** The sum or difference that a mode is, or is or-ed of. */
function arithmeticIn(expr: Expr): BinaryExpr | undefined {
  const e = unparen(expr);
  if (e.kind === 'cast') return arithmeticIn(e.operand);
  if (e.kind !== 'binary') return undefined;
  if (e.op === '+' || e.op === '-') return e;
  return e.op === '|' || e.op === '&' ? (arithmeticIn(e.left) ?? arithmeticIn(e.right)) : undefined;
}

/** Written as permissions: `0644`, `S_IRUSR`, and what is or-ed of them. */
function isPermissions(expr: Expr, ctx: RuleContext): boolean {
  const e = unparen(expr);
  if (e.kind === 'number') return isOctal(e);
  if (e.kind === 'binary' && ['|', '+', '-'].includes(e.op)) {
    return isPermissions(e.left, ctx) && isPermissions(e.right, ctx);
  }
  return e.kind === 'name' && /^S_I[A-Z]+$/.test(e.name) && ctx.kb.constant(e.name) !== undefined;
}

function rewritten(e: BinaryExpr, same: boolean, ctx: RuleContext): Fix {
  const right = e.op === '-' ? '& ~' : '|';
  const { operator } = e;
  const edits: TextEdit[] = [{ span: operator, newText: right }];
  // `& ~ x`: the space behind the operator goes, and what binds weaker than ~ gets parentheses.
  if (e.op === '-') {
    const simple = ['name', 'number', 'paren', 'call'].includes(e.right.kind);
    const text = ctx.text(e.right);
    edits[0] = {
      span: { start: operator.start, end: e.right.end },
      newText: `${right}${simple ? text : `(${text})`}`,
    };
  }
  return { title: `Use ${right}`, safety: same && e.op === '+' ? 'safe' : 'unsafe', edits };
}
