/** `fd/toctou`: a file tested by its path, and then used by its path. */
import type { SyscallCall } from '../c/call-site.ts';
import { walk, type Node } from '../c/walk.ts';
import { hasBits } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { argumentOfKind, bitsOf } from './support/arguments.ts';
import { nameOfCall } from './support/failing.ts';

const GUARDS = new Set(['access', 'stat', 'lstat']);

export const fdToctou = defineRule({
  meta: {
    id: 'fd/toctou',
    summary: 'A file tested by its path before it is opened or changed by its path',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-367'],
    others: ['codeql:cpp/toctou-race-condition'],
    messages: {
      race: 'What {guard}() saw may be another file by now: {remedy}.',
    },
    docs: {
      why: `Between the test and the use, somebody who may write to the directory can put another file, or a symbolic link
to one, in the place of the first. The test then says nothing about what is opened, truncated or given away. Open first
and ask the descriptor: fstat, fchmod and fchown cannot be led astray; O_EXCL and O_NOFOLLOW say no by themselves.`,
      bad: [
        `#include <sys/stat.h>
#include <unistd.h>

int give(const char *path, int uid)
{
    struct stat st;
    if (lstat(path, &st) < 0 || S_ISLNK(st.st_mode))
        return -1;
    return chown(path, uid, -1);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int give(const char *path, int uid)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int rc = fchown(fd, uid, -1);
    close(fd);
    return rc;
}
`,
        `#include <fcntl.h>
#include <unistd.h>

int load(const char *path)
{
    if (access(path, F_OK) < 0)
        return -1;
    return open(path, O_RDONLY | O_CLOEXEC);
}
`,
      ],
      limits: `A warning where access() asks for the user of a program that changes its user or group in the same file; a
hint elsewhere, where the race does harm only in a folder that others may write to. Opening for reading is reported only
there. Silent where fstat() looks at the descriptor afterwards. Asking whether a file is there before reading it is not reported otherwise: the
open tells the same. Needs the same path in both calls, unchanged between.`,
      references: ['man:open(2)', 'man:access(2)', 'CWE-367', 'CERT:FIO01-C', 'CERT:POS35-C'],
    },
  },
  on: ['open', 'creat', 'chmod', 'chown', 'truncate'],
  *check(call, ctx) {
    const path = argumentOfKind(call, 'path');
    if (!call.fn || !path || call.via === 'wrapper' || path.expr.kind === 'string') return;
    const remedy = remedyFor(call, ctx);
    if (remedy === undefined && !ctx.project.here('setid')) return;
    const text = ctx.text(path);
    const guard = ctx
      .before(call)
      .findLast(
        (g) => GUARDS.has(g.name) && g.args[0] !== undefined && ctx.text(g.args[0]) === text,
      );
    if (!guard || isAsserted(guard) || isChanged(text, guard, call, ctx)) return;
    if (isLookedAt(call, ctx)) return;
    const states = ctx.paths(call)?.testedBefore(guard.expr, call.expr);
    if (states?.size !== 1 || (!states.has('ok') && !states.has('failed'))) return;
    const asksForUser = guard.name === 'access' && ctx.project.here('setid');
    if (remedy === undefined && !asksForUser) return;
    yield {
      message: 'race',
      data: {
        guard: guard.name,
        remedy: remedy ?? 'open first and ask the descriptor with fstat()',
      },
      span: call.expr,
      ...(asksForUser ? {} : { severity: 'hint' as const }),
      related: [{ span: guard.expr, text: 'tested here' }],
    };
  },
});

/** `fstat()` on the descriptor: the code knows that it may be another file. */
function isLookedAt(call: SyscallCall, ctx: RuleContext): boolean {
  const { variable } = ctx.result(call);
  return (
    variable !== undefined &&
    (call.fn?.calls ?? []).some(
      ({ expr }) =>
        expr.start > call.end &&
        /^fstat(?:64)?$/.test(nameOfCall(expr) ?? '') &&
        expr.args[0] !== undefined &&
        ctx.text(expr.args[0]) === variable,
    )
  );
}

/** A test program looks whether the file is as it left it. */
function isAsserted(guard: SyscallCall): boolean {
  return (guard.fn?.calls ?? []).some(
    ({ expr }) =>
      expr.start < guard.start &&
      guard.end < expr.end &&
      /assert|expect|check/i.test(nameOfCall(expr) ?? ''),
  );
}

/** What to do instead; `undefined` for a use that does no harm but where the caller lacks the rights of the program. */
function remedyFor(call: SyscallCall, ctx: RuleContext): string | undefined {
  if (call.name === 'chmod') return 'open the file and use fchmod()';
  if (call.name === 'chown') return 'open the file and use fchown()';
  if (call.name === 'truncate') return 'open the file and use ftruncate()';
  if (call.name === 'creat') return 'open it with O_EXCL, or ask the descriptor';
  const flags = call.args[1] && ctx.value(call.args[1].expr);
  if (!flags) return undefined;
  const has = (name: string): boolean => {
    const bits = bitsOf(name, ctx);
    return bits !== undefined && hasBits(flags, bits);
  };
  if (has('O_EXCL')) return undefined;
  if (has('O_CREAT')) return 'add O_EXCL, or ask the descriptor with fstat()';
  if (has('O_TRUNC')) return 'open without O_TRUNC, ask fstat(), then ftruncate()';
  return undefined;
}

/** A part of the path may have got another value between the two calls. */
function isChanged(path: string, guard: SyscallCall, call: SyscallCall, ctx: RuleContext): boolean {
  const names = new Set(path.match(/[A-Za-z_]\w*/g) ?? []);
  const between = (n: Node): boolean => n.start >= guard.end && n.end <= call.start;
  let changed = false;
  const named = (n: Node): boolean =>
    (ctx.text(n).match(/[A-Za-z_]\w*/g) ?? []).some((w) => names.has(w));
  if (call.fn) {
    walk(call.fn.body, (n) => {
      if (!between(n)) return;
      if (n.kind === 'assign' && named(n.left)) changed = true;
      if (n.kind === 'unary' && ['++', '--', '&'].includes(n.op) && named(n.operand))
        changed = true;
      const first = n.kind === 'call' ? n.args[0] : undefined;
      if (
        n.kind === 'call' &&
        first &&
        named(first) &&
        /cpy|cat|printf|memset|free/.test(nameOfCall(n) ?? '')
      )
        changed = true;
      // The file may be made anew in between.
      if (
        n.kind === 'call' &&
        /^(?:unlink|remove|rename|mkdir|rmdir)$/.test(nameOfCall(n) ?? '') &&
        named(n)
      )
        changed = true;
    });
  }
  return changed;
}
