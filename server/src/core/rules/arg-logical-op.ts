/** `arg/logical-op`: flags joined with `||`, `&&` or `+` instead of `|`. */
import { unparen } from '../c/ir.ts';
import type { BinaryExpr, Expr } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { operandsOf } from './support/flag-edits.ts';

export const argLogicalOp = defineRule({
  meta: {
    id: 'arg/logical-op',
    summary: 'Flags joined with ||, && or + instead of |',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-480'],
    others: ['clang:-Wconstant-logical-operand', 'gcc:-Wint-in-bool-context'],
    supersedes: [
      'arg/wrong-flag-family',
      'mem/map-sync-without-validate',
      'mem/map-type-missing',
      'mem/missing-anonymous',
    ],
    messages: {
      logical: '{op} of two flags is 1, whichever they are: join them with |.',
      sum: 'A flag that is added twice turns into another one: join flags with |, not with +.',
    },
    docs: {
      why: `\`MAP_PRIVATE || MAP_ANONYMOUS\` asks whether one of them is not 0, so its value is 1, which mmap reads as
MAP_SHARED. The compiler is content with it, and the call may even succeed, with other flags than the ones that
stand there.

\`+\` gives the same number as \`|\` until a flag is in both operands; then the sum carries into the next bit.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE || MAP_ANONYMOUS, -1, 0);
}
`,
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ + PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n, int writable)
{
    int prot = PROT_READ | (writable && n > 0 ? PROT_WRITE : 0);
    return mmap(NULL, n, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      limits: `Both operands must be named constants of a flag argument. A logical operator with a variable on one
side may well be meant, and a value that is computed before the call is not looked into.`,
      references: ['CWE-480', 'CERT:EXP46-C'],
    },
  },
  on: '*',
  *check(call, ctx) {
    for (const arg of call.args) {
      const group = arg.param?.group === undefined ? undefined : ctx.kb.group(arg.param.group);
      if (group === undefined || group.kind === 'enum') continue;
      for (const e of joins(arg.expr)) {
        if (!isFlags(e.left, ctx) || !isFlags(e.right, ctx)) continue;
        const logical = e.op !== '+';
        yield {
          message: logical ? 'logical' : 'sum',
          data: { op: e.op },
          span: e.operator,
          ...(logical ? {} : { severity: 'warning' as const }),
          fixes: [{ title: 'Use |', safety: 'safe', edits: [{ span: e.operator, newText: '|' }] }],
        };
      }
    }
  },
});

const WRONG = new Set(['||', '&&', '+']);

/** Every such operator that makes up the value: inside parentheses, `|` and both sides of `?:`. */
function joins(expr: Expr): readonly BinaryExpr[] {
  const e = unparen(expr);
  if (e.kind === 'conditional') return [...(e.yes ? joins(e.yes) : []), ...joins(e.no)];
  if (e.kind !== 'binary') return [];
  if (e.op === '|') return [...joins(e.left), ...joins(e.right)];
  return WRONG.has(e.op) ? [...joins(e.left), e, ...joins(e.right)] : [];
}

/** True when only named flags make up the expression, whatever joins them. */
function isFlags(expr: Expr, ctx: RuleContext): boolean {
  return operandsOf(expr).every((e) => {
    if (e.kind === 'binary' && WRONG.has(e.op))
      return isFlags(e.left, ctx) && isFlags(e.right, ctx);
    return e.kind === 'name' && (ctx.kb.constant(e.name)?.groups.length ?? 0) > 0;
  });
}
