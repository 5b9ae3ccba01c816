/** `err/errno-after-success`: errno read where the call succeeded. */
import { nameOf, type Expr, type FunctionIr } from '../c/ir.ts';
import type { Node } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import { errnoReads } from './support/failing.ts';
import { parentMap } from './support/parents.ts';

export const errErrnoAfterSuccess = defineFunctionRule({
  meta: {
    id: 'err/errno-after-success',
    summary: 'errno read where the call has succeeded',
    severity: 'warning',
    since: '0.1.0',
    others: ['clang-tidy:clang-analyzer-unix.Errno'],
    messages: {
      success:
        '{call}() has succeeded here, so {read} tells nothing about it: read errno in the failing branch.',
    },
    docs: {
      why: `A call that succeeds leaves in errno whatever was there, or anything else. Read on the way of success it
reports an error that did not happen, often that of a call long ago. Mostly the two branches of a test are the wrong way
round.`,
      bad: [
        `#include <stdio.h>
#include <sys/stat.h>

int make(const char *path)
{
    if (mkdir(path, 0700) == 0) {
        perror("mkdir");
        return -1;
    }
    return 0;
}
`,
      ],
      good: [
        `#include <stdio.h>
#include <sys/stat.h>

int make(const char *path)
{
    if (mkdir(path, 0700) != 0) {
        perror("mkdir");
        return -1;
    }
    return 0;
}
`,
      ],
      limits: `Only where every way to the place has tested the result and found a success, and silent in functions that
set errno themselves: they keep it for somebody. Arguments of macros and numbers in messages are left alone.`,
      references: ['man:errno(3)', 'CERT:ERR30-C'],
    },
  },
  words: [],
  beside: ['errno', 'perror'],
  *inFunction(fn, ctx) {
    for (const { expr, text } of errnoReads(fn, ctx) ?? []) {
      if (isNoted(expr, fn)) continue;
      const paths = ctx.paths(expr);
      const owner = paths?.errnoOwner(expr);
      if (owner?.kind !== 'call' || owner.call.name === undefined) continue;
      const states = paths?.testedBefore(owner.call.expr, expr);
      if (states?.size !== 1 || !states.has('ok')) continue;
      yield {
        message: 'success',
        data: { call: owner.call.name, read: text },
        span: expr,
        related: [{ span: owner.call.expr, text: 'the call' }],
      };
    }
  },
});

/** An argument of a macro, which may run it elsewhere, or a number that a message tells beside others. */
function isNoted(read: Expr, fn: FunctionIr): boolean {
  const parents = parentMap(fn);
  let direct: Node = read;
  for (let p = parents.get(read); p; p = parents.get(p)) {
    if (p.kind === 'call' && p.callee !== direct) {
      const name = nameOf(p.callee) ?? '';
      if (/^[A-Z0-9_]+$|assert/.test(name)) return true;
      const format = p.args.findIndex((a) => a.kind === 'string');
      if (format >= 0 && direct === read && p.args.some((a, i) => a === read && i > format))
        return true;
    }
    direct = p;
  }
  return false;
}
