/** `err/call-in-assert`: a system call that a build with NDEBUG leaves out. */
import type { SyscallCall } from '../c/call-site.ts';
import type { CallExpr } from '../c/ir.ts';
import { defineFileRule } from './rule.ts';
import type { Fix, FunctionSite } from './rule.ts';
import { indentAt } from './support/error-style.ts';
import { parentMap, placeInBlock } from './support/parents.ts';

/** Calls that only ask. */
const ASKS =
  /^(?:get(?:e?[ug]id|p?pid|pgid|pgrp|sid|tid|priority)|(?:f|l)?access|faccessat2?|sched_get\w+|time)$/;

export const errCallInAssert = defineFileRule({
  meta: {
    id: 'err/call-in-assert',
    summary: 'A system call inside of assert()',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-617'],
    others: ['clang-tidy:bugprone-assert-side-effect'],
    messages: {
      gone: 'With NDEBUG the compiler leaves out assert() and this {call}() with it: call before, assert the result.',
    },
    docs: {
      why: `assert is a macro that is empty when NDEBUG is defined, as in most release builds. What stands inside is not
even evaluated then: the file is never locked, the pipe never made, and only in the build that customers get.`,
      bad: [
        `#include <assert.h>
#include <sys/file.h>

void lock(int fd)
{
    assert(flock(fd, LOCK_EX) == 0);
}
`,
      ],
      good: [
        `#include <assert.h>
#include <sys/file.h>

void lock(int fd)
{
    int rc = flock(fd, LOCK_EX);
    assert(rc == 0);
    (void)rc;
}
`,
        `#include <assert.h>
#include <unistd.h>

void child_only(pid_t parent)
{
    assert(getpid() != parent);
}
`,
      ],
      limits: `Only for assert itself: assert_se and other macros always evaluate. Silent in a file that mentions NDEBUG,
an information in one with a main function, which may be a test program.`,
      references: ['man:assert(3)', 'CWE-617', 'CERT:PRE31-C'],
    },
  },
  words: ['assert'],
  *inFile(ctx) {
    let told: boolean | undefined;
    for (const site of ctx.functionsBesideCalls('assert(')) {
      const { calls } = site.ctx;
      if (calls.length === 0) continue;
      for (const assert of site.ctx.library('assert')) {
        const call = calls.find((c) => isInside(c, assert) && c.via !== 'wrapper' && acts(c, site));
        if (!call) continue;
        told ??= ctx.places('NDEBUG').length === 0;
        if (!told) return;
        const fix = hoisted(call, assert, site);
        yield {
          message: 'gone',
          data: { call: call.name },
          span: { start: call.start + site.base, end: call.end + site.base },
          ...(ctx.functionNamed('main') ? { severity: 'information' as const } : {}),
          fixes: fix ? [fix] : [],
        };
      }
    }
  },
});

function isInside(call: SyscallCall, outer: CallExpr): boolean {
  return outer.start < call.start && call.end < outer.end;
}

/** The call changes something, or fills something in. */
function acts(call: SyscallCall, { ctx }: FunctionSite): boolean {
  if (ASKS.test(call.name)) return false;
  const command = call.args[1] && ctx.text(call.args[1]);
  if (call.name === 'fcntl' && /^F_GET(?:FD|FL|PIPE_SZ|OWN|SIG)$/.test(command ?? '')) return false;
  return !(call.name === 'kill' && command === '0');
}

/** The call in a variable before the assertion, where it is run in any case. */
function hoisted(
  call: SyscallCall,
  assert: CallExpr,
  { fn, ctx, base }: FunctionSite,
): Fix | undefined {
  const parents = parentMap(fn);
  for (let p = parents.get(call.expr); p && p !== assert; p = parents.get(p)) {
    if (p.kind !== 'paren' && p.kind !== 'cast' && p.kind !== 'binary') return undefined;
    if (p.kind === 'binary' && /^(?:&&|\|\|)$/.test(p.op)) return undefined;
  }
  const statement = placeInBlock(fn, assert);
  if (!statement || parents.get(statement)?.kind === 'case' || ctx.mentions('rc', call))
    return undefined;
  const indent = indentAt(fn, statement.start, (s) => ctx.text(s));
  const at = statement.start + base;
  return {
    title: 'Call before the assertion',
    safety: 'unsafe',
    edits: [
      {
        span: { start: at, end: at },
        newText: `${call.info.ret} rc = ${ctx.text(call)};\n${indent}`,
      },
      { span: { start: call.start + base, end: call.end + base }, newText: 'rc' },
    ],
  };
}
