/** `fd/close-retry`: close() repeated after EINTR. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, type BinaryExpr, type Expr, type Stmt } from '../c/ir.ts';
import { walk, type Node } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { around, parentMap } from './support/parents.ts';

const RETRIES = /^(?:TEMP_FAILURE_RETRY|HANDLE_EINTR|RETRY_ON_EINTR|NO_EINTR|EINTR_RETRY)$/;

export const fdCloseRetry = defineFunctionRule({
  meta: {
    id: 'fd/close-retry',
    summary: 'close() repeated after EINTR',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-675'],
    supersedes: ['fd/double-close'],
    messages: {
      retry: 'Linux has closed the descriptor when close() fails with EINTR: do not call it again.',
    },
    docs: {
      why: `Linux releases the number before anything that could be interrupted: after EINTR the descriptor is closed.
The second call fails with EBADF, or closes what another thread has opened in between, which may have got the same
number. Call close once and take EINTR for a success.`,
      bad: [
        `#include <errno.h>
#include <unistd.h>

void drop(int fd)
{
    while (close(fd) == -1 && errno == EINTR)
        ;
}
`,
        `#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

int drop(int fd)
{
    return TEMP_FAILURE_RETRY(close(fd));
}
`,
      ],
      good: [
        `#include <errno.h>
#include <unistd.h>

int drop(int fd)
{
    if (close(fd) == -1 && errno != EINTR)
        return -1;
    return 0;
}
`,
      ],
      limits: `For Linux. HP-UX leaves the descriptor open after EINTR; code for it alone is not reported. Follows a loop
or a jump back in the same function.`,
      references: ['man:close(2)', 'kernel:fs/open.c', 'CWE-675'],
    },
  },
  words: ['close'],
  *inFunction(fn, ctx) {
    for (const call of ctx.calls) {
      if (call.name !== 'close') continue;
      const macro = around(fn, call.expr, true);
      if (macro?.kind === 'call' && RETRIES.test(nameOf(macro.callee) ?? '')) {
        const edits = [{ span: macro, newText: ctx.text(call) }];
        yield report(call, macro, [{ title: 'Call close() once', safety: 'unsafe', edits }]);
        continue;
      }
      const test = ctx.mentions('EINTR', call) ? retest(call, ctx) : undefined;
      if (test) yield report(call, test, []);
    }
  },
});

function report(call: SyscallCall, test: Node, fixes: readonly Fix[]) {
  return {
    message: 'retry' as const,
    span: call.expr,
    ...(fixes.length > 0 ? {} : { related: [{ span: test, text: 'called again after EINTR' }] }),
    fixes,
  };
}

/** The comparison of this call's errno with EINTR that leads back to it, with the same descriptor. */
function retest(call: SyscallCall, ctx: RuleContext): BinaryExpr | undefined {
  const { fn } = call;
  const fd = call.args[0]?.expr;
  if (!fn || !fd) return undefined;
  let found: BinaryExpr | undefined;
  walk(fn.body, (n) => {
    if (found || n.kind !== 'binary' || (n.op !== '==' && n.op !== '!=')) return;
    const other = [n.left, n.right].find((e) => nameOf(uncast(e)) !== 'EINTR');
    if (!other || (nameOf(uncast(n.left)) !== 'EINTR' && nameOf(uncast(n.right)) !== 'EINTR'))
      return;
    const region = repeated(n, call, ctx);
    if (!region || changes(region, fd, call)) return;
    const owner = ctx.paths(n)?.errnoOwner(uncast(other));
    if (owner?.kind === 'call' && owner.call.expr === call.expr) found = n;
  });
  return found;
}

/** The loop, or the stretch between label and goto, that EINTR makes run again. */
function repeated(test: BinaryExpr, call: SyscallCall, ctx: RuleContext): Node | undefined {
  const { fn } = call;
  if (!fn) return undefined;
  let head = around(fn, test);
  let n: Node = test;
  // Only conjunctions: with || something else decides as well.
  while (head?.kind === 'binary' && head.op === '&&') {
    n = head;
    head = around(fn, head);
  }
  const loop = loopAround(call, fn);
  if (head?.kind === 'loop') return test.op === '==' && head === loop ? loop : undefined;
  if (head?.kind !== 'if' || n.start > head.yes.start) return undefined;
  const last = lastOf(head.yes);
  if (test.op === '!=')
    return n === test && loop && leaves(last) && holds(loop, head) ? loop : undefined;
  if (last?.kind === 'continue') return loop && holds(loop, head) ? loop : undefined;
  if (last?.kind !== 'goto') return undefined;
  let region: Node | undefined;
  walk(fn.body, (x) => {
    if (x.kind === 'label' && x.name === last.label && x.start <= call.start && !region) {
      // What stands between the label and the jump.
      region =
        ctx.text({ start: x.start, end: last.end }) === ''
          ? undefined
          : stretch(x, last, fn.body.body);
    }
  });
  return region;
}

function stretch(label: Node, jump: Node, body: readonly Stmt[]): Node {
  const { start } = label;
  const { end } = jump;
  const inside = body.filter((s) => s.start < end && start < s.end);
  return { kind: 'block', body: inside, start, end };
}

function loopAround(call: SyscallCall, fn: NonNullable<SyscallCall['fn']>): Node | undefined {
  const parents = parentMap(fn);
  for (let p = parents.get(call.expr); p; p = parents.get(p)) if (p.kind === 'loop') return p;
  return undefined;
}

const holds = (outer: Node, inner: Node): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

function lastOf(s: Stmt): Stmt | undefined {
  return s.kind === 'block' ? s.body.at(-1) : s;
}

function leaves(s: Stmt | undefined): boolean {
  return s?.kind === 'break' || s?.kind === 'return' || s?.kind === 'goto';
}

/** True when a variable of the descriptor's expression gets another value in the region. */
function changes(region: Node, fd: Expr, call: SyscallCall): boolean {
  const names = new Set<string>();
  walk(fd, (n) => {
    if (n.kind === 'name') names.add(n.name);
  });
  let changed = false;
  walk(region, (n) => {
    const target =
      n.kind === 'assign'
        ? n.left
        : n.kind === 'unary' && ['++', '--', '&'].includes(n.op)
          ? n.operand
          : undefined;
    if (n.kind === 'decl' && n.vars.some((v) => names.has(v.name))) changed = true;
    if (!target || holds(call.expr, n)) return;
    walk(target, (x) => {
      if (x.kind === 'name' && names.has(x.name)) changed = true;
    });
  });
  return changed;
}
