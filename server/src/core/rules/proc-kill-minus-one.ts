/** `proc/kill-minus-one`: kill() with a process id that may be -1 or 0. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, type CallExpr, type FunctionIr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { indentAt } from './support/error-style.ts';
import { FORKS, forkUse } from './support/fork-results.ts';
import { around } from './support/parents.ts';
import { statementOf } from './support/statement-edits.ts';

export const procKillMinusOne = defineFunctionRule({
  meta: {
    id: 'proc/kill-minus-one',
    summary: 'kill with -1 from a fork that failed, or with 0 for a text that is no number',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-252', 'CWE-687'],
    messages: {
      all: 'When {fork}() failed {pid} is -1, and kill() signals every process it may: test {pid} > 0 first.',
      group:
        '{from}() is 0 for what is no number, and kill(0) signals its own process group: test it first.',
    },
    docs: {
      why: `kill() gives special meanings to what is no process id: -1 is every process that the caller may signal, 0 its
own process group. The -1 of a failed fork() therefore ends the session of the user, or, as root, everything but init.
atoi() turns any text that is no number into 0.`,
      bad: [
        `#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

int work(void);

int with_helper(const char *program)
{
    pid_t pid = fork();
    if (pid == 0) {
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    int result = work();
    kill(pid, SIGTERM);
    return result;
}
`,
      ],
      good: [
        `#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

int work(void);

int with_helper(const char *program)
{
    pid_t pid = fork();
    if (pid == -1)
        return -1;
    if (pid == 0) {
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    int result = work();
    if (kill(pid, SIGTERM) != 0)
        return -1;
    return result;
}
`,
      ],
      limits: `The process id must come from a fork() or atoi() of the same function, with no test there that tells a
failure. A -1 or 0 that is written out is meant, and so is signal 0, which only asks. For atoi() the finding is a
warning.`,
      references: ['man:kill(2)', 'man:fork(2)', 'CWE-252', 'CWE-687'],
    },
  },
  words: ['kill'],
  *inFunction(fn, ctx) {
    for (const call of ctx.calls) {
      const [pid, signal] = call.args;
      if (call.name !== 'kill' || pid === undefined || signal === undefined) continue;
      if (constantOf(ctx.value(signal.expr)) === 0n) continue;
      const from = ctx.paths(call.expr)?.resource(pid.expr);
      if (from?.kind !== 'call' || from.via !== 'result') continue;
      const made = from.syscall;
      if (made !== undefined && FORKS.includes(made.name) && made.via === 'libc') {
        if (!mayHaveFailed(fn, made, call, ctx)) continue;
        const name = nameOf(pid.expr);
        yield {
          message: 'all',
          data: { fork: made.name, pid: name ?? 'the result' },
          span: pid,
          call,
          related: [{ span: made.nameSpan, text: 'its failure is not tested for' }],
          fixes: name === undefined ? [] : fixesFor(fn, call, name, ctx),
        };
      } else if (/^ato[il]$/.test(from.name) && !isTested(fn, pid)) {
        yield {
          message: 'group',
          data: { from: from.name },
          span: pid,
          call,
          severity: 'warning',
          related: [{ span: span(from.expr), text: 'the process id comes from here' }],
        };
      }
    }
  },
});

const span = ({ start, end }: CallExpr): { start: number; end: number } => ({ start, end });

/** True when no test keeps the -1 of a failed fork away from the call. */
function mayHaveFailed(
  fn: FunctionIr,
  made: SyscallCall,
  call: SyscallCall,
  ctx: FunctionContext,
): boolean {
  const states = ctx.paths(call.expr)?.testedBefore(made.expr, call.expr);
  if (states === undefined || states.size === 0) return false;
  if ([...states].every((s) => s === 'failed')) return true;
  return !states.has('ok') && forkUse(fn, made, ctx)?.failure === 'ignored';
}

/** True when the function compares the variable with anything. */
function isTested(fn: FunctionIr, pid: Argument): boolean {
  const name = nameOf(uncast(pid.expr));
  if (name === undefined) return false;
  let tested = false;
  walk(fn.body, (n) => {
    if (n.kind !== 'name' || n.name !== name) return;
    const p = around(fn, n, true);
    if (p?.kind === 'binary' || p?.kind === 'if' || p?.kind === 'switch') tested = true;
    if (p?.kind === 'unary' && (p.op === '!' || p.op === '&')) tested = true;
  });
  return tested;
}

function fixesFor(fn: FunctionIr, call: SyscallCall, pid: string, ctx: FunctionContext): Fix[] {
  const statement = statementOf(fn, call.expr);
  if (statement === undefined) return [];
  const indent = indentAt(fn, statement.start, (s) => ctx.text(s));
  const at = { start: statement.start, end: statement.start };
  const step = indent.includes('\t') ? '\t' : '    ';
  return [
    {
      title: `Test ${pid} > 0 first`,
      safety: 'unsafe',
      edits: [{ span: at, newText: `if (${pid} > 0)\n${indent}${step}` }],
    },
  ];
}
