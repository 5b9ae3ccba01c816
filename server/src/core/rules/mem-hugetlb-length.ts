/** `mem/hugetlb-length`: a length of huge pages that is no multiple of one. */
import type { SyscallCall } from '../c/call-site.ts';
import { constantOf, fieldOf, type Value } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Finding, Fix, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet, isWritten } from './support/arguments.ts';

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
    supersedes: ['mem/munmap-size'],
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
  on: ['mmap', 'mmap2', 'munmap'],
  *check(call, ctx) {
    if (call.name === 'munmap') {
      yield* unmapped(call, ctx);
      return;
    }
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

/** munmap() of a mapping of huge pages of this function, which was mapped with another length. */
function* unmapped(call: SyscallCall, ctx: RuleContext): Iterable<Finding<'length'>> {
  const addr = argumentOfKind(call, 'address');
  const arg = argumentOfKind(call, 'length');
  const length = arg && constantOf(ctx.value(arg.expr));
  if (addr === undefined || arg === undefined || length === undefined || length === 0n) return;
  if (!ctx.mentions('mmap', call) && !ctx.mentions('mmap64', call)) return;
  const from = ctx.paths(call)?.resource(addr.expr);
  const mapped = from?.kind === 'call' ? from.syscall : undefined;
  const flags = mapped && argumentTaking(mapped, 'MAP_HUGETLB', ctx);
  const value = flags && ctx.value(flags.expr);
  if (value === undefined || !isSet(value, 'MAP_HUGETLB', ctx)) return;
  const size = hugePage(value, ctx);
  const own = mapped && argumentOfKind(mapped, 'length');
  // The same length is reported where it was mapped.
  if (size === undefined || length % size === 0n) return;
  if (own && constantOf(ctx.value(own.expr)) === length) return;
  const right = (length - (length % size) + size).toString();
  yield {
    message: 'length',
    data: { length: length.toString(), size: size.toString(), right },
    span: arg,
  };
}

/** Bytes of the huge page asked for. */
function hugePage(flags: Value, ctx: RuleContext): bigint | undefined {
  const log = fieldOf(flags, 63n << SHIFT);
  if (log === undefined) return undefined;
  return log === 0n ? DEFAULT[ctx.target.arch] : 1n << (log >> SHIFT);
}
