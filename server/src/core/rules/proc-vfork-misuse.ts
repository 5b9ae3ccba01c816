/** `proc/vfork-misuse`: what the child of vfork must not do while it borrows its parent's memory. */
import { walk } from '../c/walk.ts';
import { nameOf } from '../c/ir.ts';
import type { CallExpr, FunctionIr, ReturnStmt } from '../c/ir.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { callName } from './support/library.ts';
import { UNSAFE_CALLS } from './support/unsafe-calls-table.ts';

export const procVforkMisuse = defineFunctionRule({
  meta: {
    id: 'proc/vfork-misuse',
    summary: 'The child of vfork returns, exits or calls what changes its parent',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-242'],
    others: ['clang-tidy:clang-analyzer-unix.Vfork'],
    messages: {
      returns:
        'The child of vfork() returns from the function whose stack its parent still needs: use _exit().',
      exits: '{call}() in the child of vfork() runs the exit handlers of its parent: use _exit().',
      changes:
        '{call}() in the child of vfork() changes the memory of its parent: use fork() or posix_spawn().',
    },
    docs: {
      why: `Until it calls exec or _exit(), the child of vfork() runs in the memory and on the stack of its parent, which
waits. If the child returns, the parent wakes up in a stack frame that is gone. exit() flushes the parent's files and
runs its exit handlers; printf() or malloc() leave locks and buffers as the child had them.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

pid_t start(char *const argv[])
{
    pid_t pid = vfork();
    if (pid == 0) {
        execv(argv[0], argv);
        return -1;
    }
    if (pid < 0)
        return -1;
    return pid;
}
`,
        `#include <stdlib.h>
#include <unistd.h>

int start(char *const argv[])
{
    switch (vfork()) {
    case -1:
        return -1;
    case 0:
        execv(argv[0], argv);
        exit(127);
    default:
        return 0;
    }
}
`,
      ],
      good: [
        `#include <sys/types.h>
#include <unistd.h>

pid_t start(char *const argv[])
{
    pid_t pid = vfork();
    if (pid == 0) {
        execv(argv[0], argv);
        _exit(127);
    }
    if (pid < 0)
        return -1;
    return pid;
}
`,
      ],
      limits: `POSIX forbids anything but _exit() and exec, and every assignment. Linux allows what is async-signal-safe,
and programs rely on it to set up descriptors, so close(), dup2() and assignments are not reported. Only the code that
certainly runs in the child alone is looked at.`,
      references: ['man:vfork(2)', 'man:posix_spawn(3)', 'CWE-242', 'CERT:POS33-C'],
    },
  },
  words: ['vfork'],
  *inFunction(fn, ctx) {
    const vfork = ctx.calls.find((c) => c.name === 'vfork' && c.via === 'libc');
    if (vfork === undefined) return;
    const related = [{ span: vfork.nameSpan, text: 'the child begins here' }];
    const returns: ReturnStmt[] = [];
    walk(fn.body, (n) => {
      if (n.kind === 'return') returns.push(n);
    });
    for (const r of returns) {
      if (!isVforks(r, ctx)) continue;
      yield { message: 'returns', span: { start: r.start, end: r.end }, related };
    }
    let changed = false;
    for (const call of ctx.library(...UNSAFE_CALLS, 'quick_exit')) {
      const name = callName(call);
      const exits = name.endsWith('exit');
      if ((changed && !exits) || !isVforks(call, ctx) || isOwnMemory(call, vfork, fn)) continue;
      changed ||= !exits;
      yield {
        message: exits ? 'exits' : 'changes',
        data: { call: name },
        span: call.callee,
        related,
        ...(exits ? {} : { severity: 'warning' as const }),
        fixes: exits
          ? [
              {
                title: 'Use _exit()',
                safety: 'unsafe',
                edits: [{ span: call.callee, newText: '_exit' }],
                include: 'unistd.h',
              },
            ]
          : [],
      };
    }
  },
});

function isVforks(node: CallExpr | ReturnStmt, ctx: FunctionContext): boolean {
  return ctx.paths(node)?.inChildOf(node)?.name === 'vfork';
}

/** `free()` of what a variable of the child's own holds: as much is taken as given back. */
function isOwnMemory(call: CallExpr, vfork: SyscallCall, fn: FunctionIr): boolean {
  const name = callName(call) === 'free' ? call.args[0] && nameOf(call.args[0]) : undefined;
  if (name === undefined) return false;
  let own = false;
  walk(fn.body, (n) => {
    if (n.kind === 'decl' && n.start > vfork.end && n.vars.some((v) => v.name === name)) own = true;
  });
  return own;
}
