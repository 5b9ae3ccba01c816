/** `proc/clone-no-sigchld`: waiting for a child of clone that reports its end with no SIGCHLD. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { shift } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import type { FileContext, FunctionContext } from './rule.ts';
import { argumentTaking, isClear } from './support/arguments.ts';
import { withName } from './support/flag-edits.ts';
import { EXEC_CALLS } from './support/library.ts';

/** Bits of the flags that hold the signal (CSIGNAL of <sched.h>). */
const SIGNAL = 0xffn;

export const procCloneNoSigchld = defineFileRule({
  meta: {
    id: 'proc/clone-no-sigchld',
    summary: 'Waiting for a child of clone that sends no SIGCHLD, without __WALL',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      unseen:
        'A child of clone() without SIGCHLD is invisible here (ECHILD): add __WALL, or SIGCHLD to the clone.',
    },
    docs: {
      why: `The low byte of the flags of clone() is the signal that tells the parent of the child's end. For children with
another signal than SIGCHLD, or none, the wait calls act as if they did not exist, unless __WALL or __WCLONE is given:
waitpid() fails with ECHILD while the child runs.`,
      bad: [
        `#define _GNU_SOURCE
#include <sched.h>
#include <sys/wait.h>

int child(void *arg);

int run(char *stack_end, void *arg)
{
    int status;
    int pid = clone(child, stack_end, CLONE_NEWPID, arg);
    if (pid < 0)
        return -1;
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>

int child(void *arg);

int run(char *stack_end, void *arg)
{
    int status;
    int pid = clone(child, stack_end, CLONE_NEWPID | SIGCHLD, arg);
    if (pid < 0)
        return -1;
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}
`,
      ],
      limits: `Reported where flags and options are fully known and the wait is for this very child. Silent with
CLONE_THREAD and CLONE_PARENT, and where the function of the child replaces the program: from then on the kernel sends
SIGCHLD.`,
      references: ['man:clone(2)', 'man:wait(2)', 'kernel:kernel/exit.c'],
    },
  },
  words: ['clone'],
  *inFile(ctx) {
    for (const { ctx: inside, base } of ctx.functions('clone')) {
      for (const wait of inside.calls) {
        if (!/^wait(?:4|pid)$/.test(wait.name) || wait.args.length < 3) continue;
        const clone = clonedFor(wait, inside);
        const flags = clone && argumentTaking(clone, 'CLONE_VM', inside);
        const options = argumentTaking(wait, 'WNOHANG', inside);
        if (clone === undefined || !flags || !options || mayExec(clone, ctx)) continue;
        const value = constantOf(inside.value(flags.expr));
        if (value === undefined || (value & SIGNAL) !== 0n) continue;
        const v = inside.value(flags.expr);
        const alone = ['CLONE_THREAD', 'CLONE_PARENT', 'CLONE_VFORK'] as const;
        if (!alone.every((name) => isClear(v, name, inside))) continue;
        const chosen = inside.value(options.expr);
        if (!isClear(chosen, '__WALL', inside) || !isClear(chosen, '__WCLONE', inside)) continue;
        yield {
          message: 'unseen',
          span: shift(wait.nameSpan, base),
          related: [{ span: shift(flags, base), text: 'no signal among these flags' }],
          fixes: [
            {
              title: 'Add SIGCHLD to the flags of clone()',
              safety: 'unsafe',
              edits: withName(flags.expr, 'SIGCHLD', 'back').map((e) => ({
                span: shift(e.span, base),
                newText: e.newText,
              })),
              include: 'signal.h',
            },
          ],
        };
      }
    }
  },
});

/** The clone() whose result a wait call waits for, by the library's function. */
function clonedFor(wait: SyscallCall, ctx: FunctionContext): SyscallCall | undefined {
  const pid = wait.args[0];
  const from = pid && ctx.paths(wait.expr)?.resource(pid.expr);
  if (from?.kind !== 'call' || from.via !== 'result') return undefined;
  return from.syscall?.name === 'clone' && from.syscall.via === 'libc' ? from.syscall : undefined;
}

/** True when the child may run another program; a function of another file is not looked into. */
function mayExec(clone: SyscallCall, ctx: FileContext): boolean {
  const first = clone.args[0] && uncast(clone.args[0].expr);
  const e = first?.kind === 'unary' && first.op === '&' ? first.operand : first;
  const name = e && nameOf(e);
  const child = name === undefined ? undefined : ctx.functionNamed(name);
  return child !== undefined && EXEC_CALLS.some((exec) => child.ctx.mentions(exec, child.fn.body));
}
