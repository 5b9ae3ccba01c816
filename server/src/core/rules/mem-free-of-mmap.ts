/** `mem/free-of-mmap`: a mapping given to free(), or memory of malloc() to munmap(). */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, type CallExpr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { Finding, Fix, FunctionContext } from './rule.ts';
import { HEAP } from './support/addresses.ts';
import { argumentOfKind } from './support/arguments.ts';
import { changesOf } from './support/mapped-memory.ts';

const MAPPERS: Readonly<Record<string, string>> = {
  ...{ mmap: 'munmap', mmap2: 'munmap', mremap: 'munmap', shmat: 'shmdt' },
};

export const memFreeOfMmap = defineFunctionRule({
  meta: {
    id: 'mem/free-of-mmap',
    summary: 'A mapping given to free(), or allocated memory to munmap()',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-762'],
    others: ['cppcheck:mismatchAllocDealloc'],
    supersedes: ['mem/munmap-unaligned'],
    messages: {
      freed:
        '{call}() of a mapping of {by}() aborts or corrupts the heap: give it back with {right}().',
      unmapped:
        'munmap() of memory from {by}() fails with EINVAL or punches a hole into the heap: call free().',
    },
    docs: {
      why: `The allocator keeps its bookkeeping in front of each block. free() of a mapping reads what happens to
stand there: with luck glibc aborts with "invalid pointer". munmap() of an allocated block fails with EINVAL, for
the block begins inside of a page, and the memory is lost; rounded to a page it takes neighbouring blocks along.`,
      bad: [
        `#include <stdlib.h>
#include <sys/mman.h>

int scratch(unsigned long n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    p[0] = 1;
    free(p);
    return 0;
}
`,
      ],
      good: [
        `#include <stdlib.h>
#include <sys/mman.h>

int scratch(unsigned long n, int big)
{
    char *p = big ? mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : malloc(n);
    if (p == MAP_FAILED || p == NULL)
        return -1;
    if (big)
        return munmap(p, n);
    free(p);
    return 0;
}
`,
      ],
      limits: `Only where this function shows on every path where the pointer comes from; wrappers that choose by
size stay silent.`,
      references: ['man:munmap(2)', 'man:free(3)', 'man:shmat(2)', 'CWE-762', 'CERT:MEM51-CPP'],
    },
  },
  words: ['mmap', 'mmap64', 'mremap', 'munmap', 'shmat'],
  *inFunction(_fn, ctx) {
    const mapped = ctx.calls.some((c) => c.name in MAPPERS);
    if (mapped) {
      for (const call of ctx.library('free', 'realloc', 'reallocarray', 'cfree')) {
        const found = freed(call, ctx);
        if (found !== undefined) yield found;
      }
    }
    for (const call of ctx.calls) {
      const [first] = call.args;
      if (call.name !== 'munmap' || call.via === 'wrapper' || first === undefined) continue;
      if (![...HEAP].some((name) => ctx.mentions(name, call))) continue;
      const from = ctx.paths(call)?.resource(first.expr);
      if (from?.kind !== 'call' || from.via !== 'result' || !HEAP.has(from.name)) continue;
      if (from.of !== 'memory') continue;
      yield {
        message: 'unmapped',
        data: { by: from.name },
        span: call,
        call,
        related: [{ span: from.expr, text: 'allocated here' }],
        fixes: [rewritten(call.expr, `free(${ctx.text(first)})`, 'free')],
      };
    }
  },
});

function freed(call: CallExpr, ctx: FunctionContext): Finding<'freed'> | undefined {
  const [first] = call.args;
  const from = first && ctx.paths(call)?.resource(first);
  if (from?.kind !== 'call' || from.of !== 'mapping' || from.syscall === undefined)
    return undefined;
  const right = MAPPERS[from.syscall.name];
  if (right === undefined) return undefined;
  return {
    message: 'freed',
    data: { call: nameOf(call.callee) ?? 'free', by: from.name, right },
    span: call,
    related: [{ span: from.expr, text: 'mapped here' }],
    fixes: returned(call, from.syscall, right, ctx),
  };
}

/** The pointer given back as it was taken, where the length that was mapped can be repeated. */
function returned(call: CallExpr, from: SyscallCall, right: string, ctx: FunctionContext): Fix[] {
  const [first] = call.args;
  if (first === undefined || nameOf(call.callee) !== 'free') return [];
  const pointer = ctx.text(first);
  if (right === 'shmdt') return [rewritten(call, `shmdt(${pointer})`, right)];
  const length = from.name === 'mremap' ? from.args[2] : argumentOfKind(from, 'length');
  const text = length && ctx.text(length);
  const name = length && nameOf(length.expr);
  const stable =
    name === undefined || from.fn === undefined || changesOf(from.fn, name).length === 0;
  if (text === undefined || !stable || length?.expr.kind === 'call') return [];
  return [rewritten(call, `munmap(${pointer}, ${text})`, right)];
}

function rewritten(call: CallExpr, newText: string, right: string): Fix {
  const span = { start: call.start, end: call.end };
  return { title: `Call ${right}()`, safety: 'unsafe', edits: [{ span, newText }] };
}
