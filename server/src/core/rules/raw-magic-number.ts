/** `raw/magic-number`: syscall() with a literal number. */
import { uncast } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix } from './rule.ts';

export const rawMagicNumber = defineFunctionRule({
  meta: {
    id: 'raw/magic-number',
    summary: 'A literal number of a system call',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-1106'],
    messages: {
      named:
        '{number} is {call} on {arch}, and other architectures number their calls differently: write SYS_{call}.',
      nothing:
        '{number} is no system call on {arch}: write the SYS_ name of the call that is meant.',
    },
    docs: {
      why: `Each architecture has its own table: 39 is getpid on x86_64, umount2 on arm64 and mkdir on 32-bit x86.
Built for another machine, the code makes another call with the same arguments, and nothing warns. \`SYS_getpid\`
is right everywhere it exists, and does not compile where it does not.`,
      bad: [
        `#define _GNU_SOURCE
#include <unistd.h>

long own_id(void)
{
    return syscall(39);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

long own_id(void)
{
    return syscall(SYS_getpid);
}
`,
      ],
      limits: `Only the first argument of syscall(), written as a number. Tables of numbers, macros of your own and
negative numbers, which ask for ENOSYS on purpose, are left alone.`,
      references: ['man:syscall(2)', 'man:syscalls(2)', 'CWE-1106'],
    },
  },
  words: ['syscall'],
  *inFunction(_fn, ctx) {
    const { arch } = ctx.target;
    for (const { args } of ctx.library('syscall')) {
      const [first] = args;
      const written = first && uncast(first);
      if (first === undefined || written?.kind !== 'number') continue;
      const number = constantOf(ctx.value(written));
      if (number === undefined) continue;
      const call = ctx.kb.byNumber(arch, Number(number))?.name;
      const data = { number: ctx.text(written), arch, call: call ?? '' };
      const fix: Fix = {
        title: `Write SYS_${call ?? ''}`,
        safety: 'unsafe',
        edits: [{ span: first, newText: `SYS_${call ?? ''}` }],
        include: 'sys/syscall.h',
      };
      // The highest number of any table is below 7000, ABI bases included: a larger one asks for ENOSYS.
      if (call === undefined && number > 10000n) continue;
      yield call === undefined
        ? { message: 'nothing', data, span: first }
        : { message: 'named', data, span: first, fixes: [fix] };
    }
  },
});
