/** `mem/zero-length`: a length of 0 where the kernel wants at least one byte. */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';

/** Length that may not be 0, per call. madvise, mlock, mprotect, mseal, msync and munlock do accept 0. */
const LENGTHS: Readonly<Record<string, number>> = {
  mmap: 1,
  mmap2: 1,
  mremap: 2,
  munmap: 1,
  remap_file_pages: 1,
};

export const memZeroLength = defineRule({
  meta: {
    id: 'mem/zero-length',
    summary: 'A length of 0 for mmap, munmap, mremap or remap_file_pages',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-131'],
    others: ['cppcheck:invalidFunctionArg', 'clang-tidy:clang-analyzer-unix.StdCLibraryFunctions'],
    messages: {
      zero: '{call}() fails with EINVAL for a length of 0: pass the size in bytes.',
    },
    docs: {
      why: `A mapping of nothing does not exist: mmap, munmap, remap_file_pages and the new size of mremap answer
a length of 0 with EINVAL. Usually two arguments have changed places, or a size was computed from a file that is
empty.

mprotect, msync, madvise, mlock and munlock take 0 and do nothing; an old size of 0 means something to mremap.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *reserve(void)
{
    return mmap(NULL, 0, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
        `#include <sys/mman.h>

int release(void *p)
{
    return munmap(p, 0);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *reserve(unsigned long n)
{
    return mmap(NULL, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      limits: `Only a length that is 0 on every path. Where it comes from a macro or a variable the finding is a
hint: another configuration may set it.`,
      references: [
        'man:mmap(2)',
        'man:mremap(2)',
        'kernel:mm/mmap.c',
        'kernel:mm/mremap.c',
        'kernel:mm/vma.c',
        'CWE-131',
      ],
    },
  },
  on: Object.keys(LENGTHS),
  *check(call, ctx) {
    const length = call.args[LENGTHS[call.name] ?? -1];
    if (length === undefined || constantOf(ctx.value(length.expr)) !== 0n) return;
    const named = /[A-Za-z_]/.test(ctx.text(length).replace(/\b0[xX]0*\b|\b0[uUlL]+\b/g, ''));
    yield {
      message: 'zero',
      data: { call: call.name },
      span: length,
      ...(named ? { severity: 'hint' as const } : {}),
    };
  },
});
