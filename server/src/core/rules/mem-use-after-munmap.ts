/** `mem/use-after-munmap`: memory read or written after it was unmapped. */
import type { LaterUse } from '../c/path-facts.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, type Expr, type FunctionIr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { walk, type Node } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { argumentOfKind } from './support/arguments.ts';
import { TOUCHES } from './support/mapped-memory.ts';
import { parentMap } from './support/parents.ts';

export const memUseAfterMunmap = defineRule({
  meta: {
    id: 'mem/use-after-munmap',
    summary: 'Memory used after munmap()',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-416'],
    others: ['cppcheck:deallocuse'],
    messages: {
      used: '{name} points to memory that munmap() gave back before: use it first, or unmap later.',
      again:
        '{name} is unmapped already: a second munmap() may take what somebody else was given there.',
    },
    docs: {
      why: `After munmap() the address belongs to nobody. An access ends with SIGSEGV; or, once another thread or
library has been given the range, it silently reads and writes memory of theirs. A second munmap() of the range
succeeds, and takes that memory away from them.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

int first(int fd, unsigned long n)
{
    unsigned char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    munmap(p, n);
    return p[0];
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

int first(int fd, unsigned long n)
{
    unsigned char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    int value = p[0];
    munmap(p, n);
    return value;
}
`,
      ],
      limits: `Only accesses to the first page of what was unmapped, on every way that leads there, with nothing
assigned in between and nothing mapped anew. Silent in functions that handle SIGSEGV or SIGBUS: tests fault on
purpose.`,
      references: ['man:munmap(2)', 'CWE-416', 'CERT:MEM30-C'],
    },
  },
  on: ['munmap'],
  *check(call, ctx) {
    const { fn } = call;
    if (fn === undefined || call.via !== 'libc') return;
    if (['SIGSEGV', 'SIGBUS', 'sigsetjmp', 'setjmp'].some((w) => ctx.mentions(w, call))) return;
    // A length of 0 fails and unmaps nothing.
    const length = argumentOfKind(call, 'length');
    if (length !== undefined && constantOf(ctx.value(length.expr)) === 0n) return;
    const [addr] = call.args;
    if (addr === undefined || !isMentionedLater(call, addr.expr, fn, ctx)) return;
    const paths = ctx.paths(call);
    const uses = paths?.usedAfter(call.expr).filter((u) => u.certain) ?? [];
    if (uses.length === 0) return;
    const mapped = paths?.mayAfter(call.expr).filter((c) => MAPS.has(c.name ?? '')) ?? [];
    const parents = parentMap(fn);
    for (const use of uses) {
      if (mapped.some((c) => c.expr.start < use.expr.start || c.expr === use.call)) continue;
      const message = kindOf(use, parents, ctx);
      const states = paths?.testedBefore(call.expr, use.call ?? use.expr);
      if (message === undefined || (states?.size === 1 && states.has('failed'))) continue;
      yield {
        message,
        data: { name: ctx.text(use.expr) },
        span: use.call ?? use.expr,
        related: [{ span: call, text: 'unmapped here' }],
      };
      return;
    }
  },
});

/** A cheap look whether the pointer comes up again, or the call stands in a loop. */
function isMentionedLater(
  call: SyscallCall,
  addr: Expr,
  fn: FunctionIr,
  ctx: RuleContext,
): boolean {
  const name = /\w+/.exec(ctx.text(uncast(addr)))?.[0];
  if (name === undefined) return false;
  let again = false;
  walk(fn.body, (n) => {
    if (n.kind === 'name' && n.name === name && n.start >= call.end) again = true;
    if (n.kind === 'loop' && n.start <= call.start && call.end <= n.end) again = true;
  });
  return again;
}

const MAPS = new Set(['mmap', 'mmap64', 'mremap', 'shmat']);

/** `&p->next`: nothing is read. */
function isAddressed(access: Node, parents: ReadonlyMap<Node, Node>): boolean {
  let p = parents.get(access);
  while (p?.kind === 'member' || p?.kind === 'index' || p?.kind === 'paren') p = parents.get(p);
  return p?.kind === 'unary' && p.op === '&';
}

function kindOf(
  use: LaterUse,
  parents: ReadonlyMap<Node, Node>,
  ctx: RuleContext,
): 'used' | 'again' | undefined {
  if (use.kind === 'dereferenced') {
    const parent = parents.get(use.expr);
    if (parent !== undefined && isAddressed(parent, parents)) return undefined;
    if (parent?.kind !== 'index') return 'used';
    // Behind a constant below 4096 lies the first page, whatever was unmapped.
    const at = constantOf(ctx.value(parent.index));
    return at !== undefined && at < 512n ? 'used' : undefined;
  }
  const name = use.call && nameOf(use.call.callee);
  if (name === 'munmap') return 'again';
  return name !== undefined && TOUCHES.has(name) ? 'used' : undefined;
}
