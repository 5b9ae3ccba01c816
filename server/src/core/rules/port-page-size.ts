/** `port/page-size`: 4096 written for the size of a page. */
import { unparen } from '../c/ir.ts';
import type { Expr, NumberExpr } from '../c/ir.ts';
import { partsOf } from '../c/walk.ts';
import { defineRule } from './rule.ts';

export const portPageSize = defineRule({
  meta: {
    id: 'port/page-size',
    summary: '4096 written for the size of a page',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-1102'],
    perFile: 'first',
    messages: {
      size: 'Pages have 4096 bytes on x86, up to 65536 on arm64 and powerpc: ask sysconf(_SC_PAGESIZE).',
    },
    docs: {
      why: `The kernel maps, protects and unmaps whole pages. Where they are larger than the program thinks (16 KiB on
Apple hardware and new Android phones, 64 KiB on powerpc64 and some arm64 servers), an address rounded down to 4096 is
not aligned and mprotect fails with EINVAL, and a guard page of 4096 bytes takes away more than was meant.`,
      bad: [
        `#include <stdint.h>
#include <sys/mman.h>

int unprotect(void *p)
{
    return mprotect((void *)((uintptr_t)p & ~4095UL), 4096, PROT_READ | PROT_WRITE);
}
`,
      ],
      good: [
        `#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int unprotect(void *p)
{
    uintptr_t size = (uintptr_t)sysconf(_SC_PAGESIZE);
    return mprotect((void *)((uintptr_t)p & ~(size - 1)), size, PROT_READ | PROT_WRITE);
}
`,
      ],
      limits: `The number must stand in the argument: 4096 or 4095 in the address or length of mprotect,
madvise, munmap, mremap, msync, mlock and their kin, and in the address alone of mmap, whose length may be any. Macros
are left alone. Silent when the architectures of the target are x86 only.`,
      references: ['man:sysconf(3)', 'man:mprotect(2)', 'man:getpagesize(2)', 'CWE-1102'],
    },
  },
  on: [
    ...['madvise', 'mincore', 'mlock', 'mmap', 'mprotect', 'mremap', 'msync', 'munlock', 'munmap'],
    ...['pkey_mprotect', 'process_madvise', 'remap_file_pages'],
  ],
  *check(call, ctx) {
    const { arches } = ctx.target;
    if (arches.length > 0 && arches.every((arch) => FIXED.has(arch))) return;
    if ([...ctx.guards(call).defined].some((m) => /^__(?:x86_64|i[3-6]86|amd64)/.test(m))) return;
    for (const arg of call.args) {
      const kind = arg.param?.kind;
      if (kind !== 'address' && (kind !== 'length' || call.name === 'mmap')) continue;
      const found = pageIn(arg.expr);
      if (found === undefined || arg.written === false) continue;
      const size = 'sysconf(_SC_PAGESIZE)';
      const newText = found.value === 4096n ? size : `(${size} - 1)`;
      yield {
        message: 'size',
        span: { start: found.start, end: found.end },
        fixes: [
          {
            title: `Ask ${size}`,
            safety: 'unsafe',
            edits: [{ span: { start: found.start, end: found.end }, newText }],
            include: 'unistd.h',
          },
        ],
      };
      return;
    }
  },
});

/** Architectures whose pages have 4096 bytes, always. */
const FIXED = new Set(['i386', 'x32', 'x86_64', 's390', 's390x']);

/** The literal 4096 or 4095 in an expression; not in a call's arguments, an index or a plain product of counts. */
function pageIn(expr: Expr): NumberExpr | undefined {
  const e = unparen(expr);
  if (e.kind === 'number') return e.value === 4096n || e.value === 4095n ? e : undefined;
  if (e.kind === 'call' || e.kind === 'index' || e.kind === 'conditional' || e.kind === 'opaque') {
    return undefined;
  }
  for (const part of partsOf(e)) {
    const found = pageIn(part as Expr);
    if (found !== undefined) return found;
  }
  return undefined;
}
