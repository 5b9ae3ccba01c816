/** `port/removed`: a call that the kernel no longer has. */
import { defineRule } from './rule.ts';

export const portRemoved = defineRule({
  meta: {
    id: 'port/removed',
    summary: 'A call that kernels no longer have',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-477'],
    tags: ['deprecated'],
    messages: {
      gone: 'No current kernel has {call}(): it fails with ENOSYS{instead}.',
      emulated:
        'remap_file_pages() is emulated with slow mmap() calls since Linux 4.0: use mmap().',
    },
    docs: {
      why: `Numbers of calls are never used again, so headers keep names of calls that are gone: sysctl by number went
with Linux 5.5, create_module and query_module with 2.6, nfsservctl with 3.1. The program compiles, and the call fails
with ENOSYS on every kernel that is still maintained.`,
      bad: [
        `#include <sys/syscall.h>
#include <unistd.h>

long random_id(void *args)
{
    return syscall(SYS__sysctl, args);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <unistd.h>

int random_id(void)
{
    return open("/proc/sys/kernel/random/uuid", O_RDONLY | O_CLOEXEC);
}
`,
      ],
      limits: `Inside #ifdef of its number, as programs write that still serve old systems, and where ENOSYS is looked
for, a call is a hint.`,
      references: ['man:syscalls(2)', 'man:sysctl(2)', 'kernel:kernel/sys_ni.c', 'CWE-477'],
    },
  },
  on: (name, kb) => {
    const info = kb.call(name);
    return name === 'remap_file_pages' || (info !== undefined && isGone(info));
  },
  *check(call, ctx) {
    const gone = isGone(call.info);
    if (gone && call.via === 'libc') return;
    const { defined } = ctx.guards(call);
    const careful =
      ctx.mentions('ENOSYS', call) || [...defined].some((m) => m.endsWith(`_${call.name}`));
    const instead = INSTEAD[call.name];
    yield {
      message: gone ? 'gone' : 'emulated',
      data: { call: call.name, instead: instead === undefined ? '' : `. Use ${instead}` },
      span: call.nameSpan,
      ...(careful ? { severity: 'hint' as const } : {}),
    };
  },
});

/** A number that headers still define and no architecture answers to. */
function isGone(info: {
  readonly numbers: Readonly<Record<string, number>>;
  readonly reserved?: Readonly<Record<string, number>>;
}): boolean {
  return Object.keys(info.numbers).length === 0 && Object.keys(info.reserved ?? {}).length > 0;
}

/** What does the same today; pages of the calls in section 2. Sorted. */
const INSTEAD: Readonly<Record<string, string>> = {
  _sysctl: '/proc/sys',
  create_module: 'init_module()',
  get_kernel_syms: '/proc/kallsyms',
  nfsservctl: '/proc/fs/nfsd',
  query_module: '/proc/modules and /sys/module',
  sysfs: '/proc/filesystems',
  uselib: 'dlopen()',
};
