/** `proc/clone-stack`: the wrong end of a block, or none, as the stack of clone. */
import type { SyscallCall } from '../c/call-site.ts';
import { uncast } from '../c/ir.ts';
import { argOf, type Argument } from '../c/call-site.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { isClear } from './support/arguments.ts';
import type { Resource } from './support/library.ts';
import { localType } from './support/locals.ts';

/** Stacks grow upwards there. */
const UPWARDS = 'parisc';
const HANDS_OUT =
  /^(?:x?malloc|x?calloc|x?realloc|aligned_alloc|memalign|valloc|posix_memalign|alloca|mmap|mmap64)$/;

export const procCloneStack = defineRule({
  meta: {
    id: 'proc/clone-stack',
    summary: 'clone with the low end of a block, or nothing, as the stack',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-787'],
    messages: {
      low: 'The stack grows down and {stack} is the low end of its block: pass {stack} plus the size.',
      none: 'clone() without a stack fails with EINVAL: pass the high end of a block of memory.',
    },
    docs: {
      why: `clone() takes the place where the stack begins, and on all machines but PA-RISC it grows towards lower
addresses. Given the start of a block, the child writes below it from its first push on: into the header of malloc(),
another variable or a page that is not mapped. Without a stack glibc refuses with EINVAL. clone3() takes the low end and
the size.`,
      bad: [
        `#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

int child(void *arg);

int start(void *arg)
{
    char *stack = malloc(65536);
    if (stack == NULL)
        return -1;
    return clone(child, stack, SIGCHLD, arg);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

int child(void *arg);

int start(void *arg)
{
    char *stack = malloc(65536);
    if (stack == NULL)
        return -1;
    return clone(child, stack + 65536, SIGCHLD, arg);
}
`,
      ],
      limits: `Reported where the block is an array, or comes from malloc(), mmap() and their kin in the same function.
Silent for PA-RISC, for mappings that may be MAP_GROWSDOWN, and for raw system calls, which go on with the stack they
have when given none.`,
      references: ['man:clone(2)', 'CWE-787'],
    },
  },
  on: ['clone'],
  *check(call, ctx) {
    const stack = argOf(call, 'stack') ?? argOf(call, 'newsp');
    if (stack === undefined || [ctx.target.arch, ...ctx.target.arches].includes(UPWARDS)) return;
    if (ctx.conditions(call).some((c) => /hppa|parisc|ia64|STACK_GROW/i.test(c))) return;
    const from = ctx.paths(call.expr)?.resource(stack.expr);
    if (from === undefined) return;
    if (from.kind === 'number') {
      if (from.value === 0n && call.via === 'libc') yield { message: 'none', span: stack };
      return;
    }
    const object = from.kind === 'stack' || from.kind === 'static';
    if (object ? from.size === undefined && !isArray(from, ctx) : !isBlock(from, ctx)) return;
    const declared = from.kind === 'call' ? from.expr : object ? from.declaration : stack;
    yield {
      message: 'low',
      data: { stack: ctx.text(uncast(stack.expr)) },
      span: stack,
      related: [
        { span: { start: declared.start, end: declared.end }, text: 'the block begins here' },
      ],
      fixes: fixesFor(call, stack, from, ctx),
    };
  },
});

/** True for memory of which the call returns the first byte. */
function isBlock(from: Resource, ctx: RuleContext): boolean {
  if (from.kind !== 'call' || !HANDS_OUT.test(from.name)) return false;
  const flags = from.values.get('flags');
  return flags === undefined || isClear(flags, 'MAP_GROWSDOWN', ctx);
}

function isArray(from: Resource, ctx: RuleContext): boolean {
  return (
    (from.kind === 'stack' || from.kind === 'static') && ctx.text(from.declaration).includes('[')
  );
}

/** Adds the size where pointer arithmetic counts bytes and the size is written somewhere. */
function fixesFor(call: SyscallCall, stack: Argument, from: Resource, ctx: RuleContext): Fix[] {
  const e = uncast(stack.expr);
  if (e.kind !== 'name') return [];
  let size: string | undefined;
  const type = localType(call.fn, e.name) ?? '';
  if (from.kind === 'call') {
    const argument = from.name.startsWith('mmap') ? from.expr.args[1] : from.expr.args[0];
    if (/^x?malloc$|^mmap/.test(from.name) && argument) size = ctx.text(argument);
  } else if (type.endsWith('[]')) size = `sizeof(${e.name})`;
  if (size === undefined || !/\b(?:char|void|u?int8_t)\b/.test(type) || type.includes('**'))
    return [];
  const sum = /^\w+(?:\(\w+\))?$/.test(size) ? size : `(${size})`;
  const at = { start: e.end, end: e.end };
  return [
    {
      title: `Pass ${e.name} + ${sum}`,
      safety: 'unsafe',
      edits: [{ span: at, newText: ` + ${sum}` }],
    },
  ];
}
