/** `mem/mremap-lost`: the only pointer to a mapping overwritten by mremap()'s failure. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, type AssignExpr, type FunctionIr, type IfStmt } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import type { Span } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { assignedBy, copiesOf, endsProgram } from './support/mapped-memory.ts';
import { parentMap, placeInBlock } from './support/parents.ts';

export const memMremapLost = defineRule({
  meta: {
    id: 'mem/mremap-lost',
    summary: 'p = mremap(p, …) loses the mapping when it fails',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-401'],
    messages: {
      lost: 'When mremap() fails, the old mapping stays and {name} becomes MAP_FAILED: keep the result apart first.',
    },
    docs: {
      why: `Like realloc(), mremap() leaves the old mapping alone when it fails. \`p = mremap(p, …)\` overwrites the
only pointer to it with MAP_FAILED: the memory can neither be used nor unmapped any more, although the program could
have gone on with it.`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/mman.h>

static char *table;
static unsigned long size;

int grow(unsigned long to)
{
    table = mremap(table, size, to, MREMAP_MAYMOVE);
    if (table == MAP_FAILED)
        return -1;
    size = to;
    return 0;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/mman.h>

static char *table;
static unsigned long size;

int grow(unsigned long to)
{
    void *moved = mremap(table, size, to, MREMAP_MAYMOVE);
    if (moved == MAP_FAILED)
        return -1;
    table = moved;
    size = to;
    return 0;
}
`,
      ],
      limits: `Silent where another variable or the caller still holds the old address, and where the program ends when the call
fails.`,
      references: ['man:mremap(2)', 'kernel:mm/mremap.c', 'CWE-401'],
    },
  },
  on: ['mremap'],
  *check(call, ctx) {
    const { fn } = call;
    const old = call.args[0];
    if (fn === undefined || old === undefined || call.via === 'wrapper') return;
    const assign = assignedBy(parentMap(fn), call.expr);
    const name = assign && ctx.text(assign.left).replace(/\s+/g, '');
    if (assign === undefined || name !== ctx.text(uncast(old.expr)).replace(/\s+/g, '')) return;
    // The caller still has what it passed.
    if (fn.params.some((p) => p.name === name)) return;
    const text = (span: { start: number; end: number }): string => ctx.text(span);
    if (copiesOf(fn, name, text).some((n) => n.start < call.start)) return;
    const check = failureCheck(fn, call, ctx);
    if (check !== undefined && endsProgram(check.yes)) return;
    if (ctx.result(call).tests.some((t) => isAsserted(t, fn))) return;
    yield {
      message: 'lost',
      data: { name },
      span: assign,
      fixes: check === undefined ? [] : apart(fn, call, assign, check, ctx),
    };
  },
});

/** Is the test what an assertion holds? */
function isAsserted(test: Span, fn: FunctionIr): boolean {
  return fn.calls.some(
    ({ expr }) =>
      /assert|check|expect|verify/i.test(nameOf(expr.callee) ?? '') &&
      expr.start <= test.start &&
      test.end <= expr.end,
  );
}

/** The `if` that looks at the result. */
function failureCheck(fn: FunctionIr, call: SyscallCall, ctx: RuleContext): IfStmt | undefined {
  const { tests } = ctx.result(call);
  let found: IfStmt | undefined;
  walk(fn.body, (n) => {
    if (n.kind !== 'if' || found !== undefined) return;
    if (tests.some((t) => n.test.start <= t.start && t.end <= n.test.end)) found = n;
  });
  return found;
}

/** A variable of its own for the result, where the check is the next statement and leaves. */
function apart(
  fn: FunctionIr,
  call: SyscallCall,
  assign: AssignExpr,
  check: IfStmt,
  ctx: RuleContext,
): Fix[] {
  const statement = placeInBlock(fn, call.expr);
  const between = statement && ctx.text({ start: statement.end, end: check.start });
  if (statement?.kind !== 'expr' || between?.trim() !== '' || check.no !== undefined) return [];
  const { tests } = ctx.result(call);
  const inside = tests.filter((t) => check.test.start <= t.start && t.end <= check.test.end);
  return [
    {
      title: 'Keep the result apart until it is checked',
      safety: 'unsafe',
      edits: [
        { span: assign.left, newText: 'void *moved' },
        ...inside.map((t) => ({ span: t.subject, newText: 'moved' })),
        {
          span: { start: check.end, end: check.end },
          newText: `${between}${ctx.text(assign.left)} = moved;`,
        },
      ],
    },
  ];
}
