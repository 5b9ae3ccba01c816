/** `proc/exec-fallthrough`: a child whose exec failed goes on with the code of its parent. */
import type { CallExpr, FunctionIr } from '../c/ir.ts';
import type { TextEdit } from '../text/span.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { indentAt } from './support/error-style.ts';
import { callName, comesBack, EXEC_CALLS } from './support/library.ts';
import { parentMap, placeInBlock } from './support/parents.ts';

export const procExecFallthrough = defineFunctionRule({
  meta: {
    id: 'proc/exec-fallthrough',
    summary: 'A child that runs on into the code of its parent when exec fails',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-705'],
    messages: {
      on: 'When {call}() fails the child runs on into the code of its parent, {next}() next: add _exit(127).',
    },
    docs: {
      why: `exec returns only when it failed. A child that does not end then leaves its branch and does what its parent does
behind it: two processes wait, write to the same files, answer the same client, and the copy has no child to wait for.`,
      bad: [
        `#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int run(char *const argv[])
{
    int status;
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0) {
        execv(argv[0], argv);
        perror(argv[0]);
    }
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}
`,
      ],
      good: [
        `#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int run(char *const argv[])
{
    int status;
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0) {
        execv(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}
`,
      ],
      limits: `The child must be told from its parent in the same function, and there must be a call behind that both of
them reach. Silent where the child returns from the function, and where it calls anything behind exec that may not come
back.`,
      references: ['man:execve(2)', 'man:fork(2)', 'CWE-705'],
    },
  },
  words: ['fork', 'vfork'],
  *inFunction(fn, ctx) {
    for (const call of ctx.library(...EXEC_CALLS)) {
      const next = fallsInto(call, ctx);
      const fork = next && ctx.paths(call)?.inChildOf(call);
      if (next === undefined || fork === undefined) continue;
      const edit = endedAfter(fn, call, ctx);
      yield {
        message: 'on',
        data: { call: callName(call), next: callName(next) },
        span: call.callee,
        related: [
          { span: { start: fork.expr.start, end: fork.expr.end }, text: 'the child begins here' },
          { span: { start: next.start, end: next.end }, text: 'parent and child get here' },
        ],
        fixes: edit
          ? [{ title: 'Add _exit(127)', safety: 'unsafe', edits: [edit], include: 'unistd.h' }]
          : [],
      };
    }
  },
});

/** The first call behind exec that the parent makes as well, when nothing on the way may end the child. */
function fallsInto(call: CallExpr, ctx: FunctionContext): CallExpr | undefined {
  const paths = ctx.paths(call);
  const fork = paths?.inChildOf(call);
  const after = paths?.certainlyAfter(call);
  if (paths === undefined || fork === undefined || after === undefined) return undefined;
  const inChild = (expr: CallExpr): boolean => paths.inChildOf(expr)?.expr === fork.expr;
  const shared = after.find(({ name, expr }) => name !== undefined && !inChild(expr));
  if (shared === undefined || shared.expr === fork.expr) return undefined;
  const known = new Set(ctx.calls.map((c) => c.expr));
  const mayEnd = paths
    .mayAfter(call)
    .some(({ name, expr }) => inChild(expr) && !known.has(expr) && !comesBack(name ?? ''));
  return mayEnd ? undefined : shared.expr;
}

/** `_exit(127);` behind the last statement of the block that exec stands in. */
function endedAfter(fn: FunctionIr, call: CallExpr, ctx: FunctionContext): TextEdit | undefined {
  const statement = placeInBlock(fn, call);
  const block = statement && parentMap(fn).get(statement);
  const last = block?.kind === 'block' ? block.body.at(-1) : undefined;
  if (statement === undefined || last === undefined) return undefined;
  const indent = indentAt(fn, statement.start, (span) => ctx.text(span));
  return { span: { start: last.end, end: last.end }, newText: `\n${indent}_exit(127);` };
}
