/** `mem/hugetlb-length`: a length of huge pages that is no multiple of one. */
import { constantOf, fieldOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet, isWritten } from './support/arguments.ts';
import type { Value } from '../c/value.ts';

/** Smallest default size of a huge page, by architecture: Documentation/admin-guide/mm/hugetlbpage.rst. */
const DEFAULT: Readonly<Record<string, bigint>> = { i386: 1n << 21n, x86_64: 1n << 21n };
/** include/uapi/asm-generic/hugetlb_encode.h */
const SHIFT = 26n;

export const memHugetlbLength = defineRule({
  meta: {
    id: 'mem/hugetlb-length',
    summary: 'A length with MAP_HUGETLB that is no multiple of the huge page size',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      length:
        '{length} bytes are no multiple of a huge page ({size}): munmap() of it fails with EINVAL, use {right}.',
    },
    docs: {
      why: `mmap() rounds the length of an anonymous mapping of huge pages up, without a word; for a file on
hugetlbfs it fails with EINVAL. munmap() does not round: given the same length it fails with EINVAL, and the huge
pages, of which there are few, stay taken until the program ends.`,
      bad: [
        `#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void *buffer(void)
{
    return mmap(NULL, 5000000, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void *buffer(void)
{
    return mmap(NULL, 6291456, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
}
`,
      ],
      limits: `Only constant lengths. Without MAP_HUGE_2MB and its kin the size is a setting of the system: 2 MB at
the least on x86, not judged elsewhere.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c', 'kernel:mm/hugetlb.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_HUGETLB', ctx);
    const arg = argumentOfKind(call, 'length');
    if (flags === undefined || arg === undefined) return;
    const value = ctx.value(flags.expr);
    const length = constantOf(ctx.value(arg.expr)) ?? ctx.paths(call)?.constantLength(arg.expr);
    if (length === undefined || length === 0n || !isSet(value, 'MAP_HUGETLB', ctx)) return;
    const size = hugePage(value, ctx);
    if (size === undefined || length % size === 0n) return;
    const right = (length - (length % size) + size).toString();
    const fix: Fix = {
      title: `Map ${right} bytes`,
      safety: 'unsafe',
      edits: [{ span: arg, newText: right }],
    };
    yield {
      message: 'length',
      data: { length: length.toString(), size: size.toString(), right },
      span: arg,
      fixes: isWritten(arg) ? [fix] : [],
    };
  },
});

/** Bytes of the huge page asked for. */
function hugePage(flags: Value, ctx: RuleContext): bigint | undefined {
  const log = fieldOf(flags, 63n << SHIFT);
  if (log === undefined) return undefined;
  return log === 0n ? DEFAULT[ctx.target.arch] : 1n << (log >> SHIFT);
}
