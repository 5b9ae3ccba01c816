/** `err/unchecked-return`: the result of a call thrown away whose failure does harm. */
import type { SyscallCall } from '../c/call-site.ts';
import { constantOf, mustTerm } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { checkedCall, isFailureTest } from './support/error-style.ts';
import { parentMap } from './support/parents.ts';
import { isSaidOnPurpose } from './support/said-on-purpose.ts';
import { PROTECTING, UNCHECKED } from './support/unchecked-table.ts';

export const errUncheckedReturn = defineRule({
  meta: {
    id: 'err/unchecked-return',
    summary: 'The result of a call thrown away whose failure does harm',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-252'],
    others: ['clang-tidy:cert-err33-c', 'clang-tidy:bugprone-unused-return-value'],
    messages: {
      unseen: 'When {call}() fails, {harm}, and nobody notices: check its result.',
    },
    docs: {
      why: `Some calls are made for what holds afterwards: a directory, a protection, a size, two descriptors, data on the
disk. When they fail and nobody looks, the program goes on as if it held. A chdir that failed before files are removed by
relative path has cost people their data.`,
      bad: [
        `#include <unistd.h>

int cut(int fd, long size)
{
    ftruncate(fd, size);
    return close(fd);
}
`,
      ],
      good: [
        `#include <unistd.h>

int cut(int fd, long size)
{
    if (ftruncate(fd, size) < 0)
        return -1;
    return close(fd);
}
`,
        `#include <unistd.h>

int cut(int fd, long size)
{
    (void)ftruncate(fd, size);
    return close(fd);
}
`,
      ],
      limits: `Goes by a table of calls; fsync() of a terminal is none of them. A cast to void says that the failure does not matter. A hint where a comment beside it says so, in the branch of
another failure, for chdir("/") and where mprotect only takes rights away; close, unlink and write only where the settings name this rule.
setuid and its kin, and dup2, have rules of their own.`,
      references: [
        'man:ftruncate(2)',
        'man:chdir(2)',
        'man:fsync(2)',
        'CWE-252',
        'CERT:ERR33-C',
        'CERT:POS54-C',
      ],
    },
  },
  on: Object.keys(UNCHECKED),
  *check(call, ctx) {
    const row = UNCHECKED[call.name];
    if (
      !row ||
      !call.fn ||
      call.args.length === 0 ||
      call.via === 'wrapper' ||
      ctx.result(call).kind !== 'discarded'
    )
      return;
    if (isCast(call) || (call.name === 'prctl' && !protects(call, ctx))) return;
    if (SYNCS.has(call.name) && isTerminal(call, ctx)) return;
    const edits = checkedCall(call.fn, call.expr, '< 0', (span) => ctx.text(span));
    const said = isSaidOnPurpose(call, (span) => ctx.text(span));
    const minor = said || inFailure(call) || isMinor(call, ctx);
    const severity = row.level === 'quiet' || minor ? 'hint' : row.level;
    yield {
      message: 'unseen',
      data: { call: call.name, harm: row.harm },
      span: call.expr,
      ...(severity ? { severity } : {}),
      ...(row.level === 'quiet' ? { pedantic: true } : {}),
      fixes: edits ? [{ title: 'Check the result', safety: 'unsafe', edits }] : [],
    };
  },
});

/** `(void)chdir(…)` */
function isCast(call: SyscallCall): boolean {
  const parents = call.fn && parentMap(call.fn);
  for (let p = parents?.get(call.expr); p && p.kind !== 'expr'; p = parents?.get(p)) {
    if (p.kind === 'cast') return true;
  }
  return false;
}

function protects(call: SyscallCall, ctx: RuleContext): boolean {
  const option = call.args[0] && ctx.value(call.args[0].expr);
  if (option === undefined || !PROTECTING.some((n) => mustTerm(option, n) !== undefined))
    return false;
  // PR_SET_DUMPABLE with 1 asks for core files.
  const value = call.args[1] && constantOf(ctx.value(call.args[1].expr));
  return mustTerm(option, 'PR_SET_DUMPABLE') === undefined || value === 0n;
}

const SYNCS: ReadonlySet<string> = new Set(['fdatasync', 'fsync']);
const TERMINAL = /tty|pty|^master$/i;

/** True for a descriptor that is named like a terminal, or comes from a function of such a name: it has no disk. */
function isTerminal(call: SyscallCall, ctx: RuleContext): boolean {
  const fd = call.args[0]?.expr;
  if (fd === undefined) return false;
  if (TERMINAL.test(ctx.text(fd))) return true;
  const from = ctx.paths(fd)?.resource(fd);
  return from?.kind === 'call' && TERMINAL.test(from.name);
}

/** The branch of another failure: there is nothing better to do. */
function inFailure(call: SyscallCall): boolean {
  const parents = call.fn && parentMap(call.fn);
  for (let p = parents?.get(call.expr); p; p = parents?.get(p)) {
    if (
      p.kind === 'if' &&
      isFailureTest(p.test) &&
      p.yes.start <= call.start &&
      call.end <= p.yes.end
    ) {
      return true;
    }
  }
  return false;
}

/** What hardly fails, or is an extra. */
function isMinor(call: SyscallCall, ctx: RuleContext): boolean {
  const last = call.args.at(-1);
  if (call.name === 'chdir') return last !== undefined && ctx.text(last) === '"/"';
  return (
    call.name === 'mprotect' && last !== undefined && /^PROT_(?:NONE|READ)$/.test(ctx.text(last))
  );
}
