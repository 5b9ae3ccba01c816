/** `proc/sigset-uninit`: a signal set used before it was emptied or filled. */
import type { CallExpr, FunctionIr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { indentAt } from './support/error-style.ts';
import { callName } from './support/library.ts';
import { uninitialised, usesOf } from './support/object-uses.ts';
import { placeInBlock } from './support/parents.ts';
import { READS_SET } from './support/sigset-table.ts';

const READERS = Object.keys(READS_SET);

export const procSigsetUninit = defineFunctionRule({
  meta: {
    id: 'proc/sigset-uninit',
    summary: 'A signal set that was neither emptied nor filled',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-457'],
    messages: {
      uninit:
        '{name} was never emptied or filled, {call}() finds random signals in it: call {first}() before.',
    },
    docs: {
      why: `A sigset_t on the stack holds whatever was there before. sigaddset() changes one bit and leaves the others
random, so the program blocks or waits for signals nobody named, on some runs only. Every set starts with sigemptyset()
or sigfillset().`,
      bad: [
        `#include <signal.h>
#include <stddef.h>

int block_child(void)
{
    sigset_t set;
    sigaddset(&set, SIGCHLD);
    return sigprocmask(SIG_BLOCK, &set, NULL);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <stddef.h>

int block_child(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    return sigprocmask(SIG_BLOCK, &set, NULL);
}
`,
        `#include <signal.h>
#include <stddef.h>

int is_blocked(int sig)
{
    sigset_t now;
    if (sigprocmask(SIG_BLOCK, NULL, &now) != 0)
        return -1;
    return sigismember(&now, sig);
}
`,
      ],
      limits: `Looks at automatic sets that are declared without a value. Silent as soon as, on some way to the place,
another function gets the address of the set, and where the set is assigned or its address kept.`,
      references: ['man:sigsetops(3)', 'man:sigprocmask(2)', 'CWE-457'],
    },
  },
  words: ['sigset_t'],
  *inFunction(fn, ctx) {
    for (const { variable, by } of uninitialised(fn, /^sigset_t$/)) {
      const { name } = variable;
      const call = firstUnset(fn, name, ctx);
      if (call === undefined) continue;
      const first = callName(call) === 'sigdelset' ? 'sigfillset' : 'sigemptyset';
      const index = READS_SET[callName(call)]?.[0] ?? 0;
      yield {
        message: 'uninit',
        data: { name, call: callName(call), first },
        span: call.args[index] ?? call,
        related: [{ span: { start: by.start, end: by.end }, text: 'declared without a value' }],
        fixes: fixesFor(fn, call, `${first}(&${name});`, ctx),
      };
    }
  },
});

/** The first call that reads the set although nothing can have filled it before. */
function firstUnset(fn: FunctionIr, name: string, ctx: FunctionContext): CallExpr | undefined {
  const known = new Set(ctx.library(...READERS));
  const readers: CallExpr[] = [];
  const writers = new Set<CallExpr>();
  for (const use of usesOf(fn, name)) {
    if (use.kind === 'size') continue;
    if (use.kind !== 'address' || use.call === undefined) return undefined;
    const reads = known.has(use.call) && READS_SET[callName(use.call)]?.includes(use.index ?? -1);
    if (reads === true) readers.push(use.call);
    else writers.add(use.call);
  }
  return readers.find((call) => {
    if (writers.has(call)) return false;
    const paths = ctx.paths(call);
    if (paths?.certainlyBefore(call) === undefined) return false;
    return !paths.mayBefore(call).some(({ expr }) => writers.has(expr));
  });
}

function fixesFor(fn: FunctionIr, call: CallExpr, text: string, ctx: FunctionContext): Fix[] {
  const statement = placeInBlock(fn, call);
  if (statement === undefined) return [];
  const indent = indentAt(fn, statement.start, (span) => ctx.text(span));
  const at = { start: statement.start, end: statement.start };
  const edits = [{ span: at, newText: `${text}\n${indent}` }];
  return [{ title: `Call ${text.slice(0, -1)} before`, safety: 'unsafe', edits }];
}
