/** `port/feature-macro`: a function that headers declare only with _GNU_SOURCE, which the file does not define. */
import { defineFileRule } from './rule.ts';
import type { FileContext, Fix } from './rule.ts';
import { shift } from '../text/span.ts';

/** Functions that glibc 2.36 declares with _GNU_SOURCE alone: tried with gcc, header by header. Sorted. */
const NEEDS_GNU_SOURCE: readonly string[] = [
  ...['accept4', 'clone', 'close_range', 'copy_file_range', 'dup3', 'execveat', 'fallocate'],
  ...['getcpu', 'getresgid', 'getresuid', 'gettid', 'memfd_create', 'mlock2', 'mremap'],
  ...['name_to_handle_at', 'open_by_handle_at', 'pipe2', 'pkey_alloc', 'pkey_free'],
  ...['pkey_mprotect', 'ppoll', 'preadv2', 'process_vm_readv', 'process_vm_writev', 'pwritev2'],
  ...['readahead', 'recvmmsg', 'renameat2', 'sched_getaffinity', 'sched_setaffinity'],
  ...['semtimedop', 'sendmmsg', 'setns', 'setresgid', 'setresuid', 'splice', 'statx'],
  ...['sync_file_range', 'syncfs', 'tee', 'tgkill', 'unshare', 'vmsplice'],
];

export const portFeatureMacro = defineFileRule({
  meta: {
    id: 'port/feature-macro',
    summary: 'A function that headers declare only with _GNU_SOURCE',
    severity: 'off',
    fix: 'unsafe',
    since: '0.1.0',
    perFile: 'first',
    messages: {
      missing:
        'Headers declare {call}() only with _GNU_SOURCE: define it above the first #include.',
      late: '_GNU_SOURCE stands below an #include, where headers no longer look: {call}() stays undeclared.',
    },
    docs: {
      why: `glibc and musl declare what is not in POSIX only where _GNU_SOURCE is defined before the first header. Without
the declaration an older compiler takes every argument and the result for int: a pointer that mremap returns loses its
upper half. Newer compilers refuse the file.`,
      bad: [
        `#include <unistd.h>
#include <fcntl.h>

int pipe2(int fds[2], int flags);

int make_pipe(int fds[2])
{
    return pipe2(fds, O_CLOEXEC);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int make_pipe(int fds[2])
{
    return pipe2(fds, O_CLOEXEC);
}
`,
      ],
      limits: `Off, because most projects define the macro on the command line or in a header, which is not seen here.
Silent in C++, where the compiler defines it, in files whose first #include is one of their own, and without any.`,
      references: ['man:feature_test_macros(7)', 'man:pipe(2)'],
    },
  },
  words: NEEDS_GNU_SOURCE,
  *inFile(ctx) {
    const { macros, late, configured } = ctx.file.features();
    if (ctx.file.language !== 'c' || configured || macros.has('_GNU_SOURCE')) return;
    if (!beginsWithSystemHeader(ctx)) return;
    for (const word of NEEDS_GNU_SOURCE) {
      if (ctx.places(word).length === 0) continue;
      for (const { ctx: within, base } of ctx.functions(word)) {
        for (const call of within.calls) {
          if (call.spelled !== word || call.via !== 'libc') continue;
          yield {
            message: late.has('_GNU_SOURCE') ? 'late' : 'missing',
            data: { call: word },
            span: shift(call.nameSpan, base),
            fixes: late.has('_GNU_SOURCE') ? [] : defining(ctx),
          };
        }
      }
    }
  },
});

/** True when the first #include names a header of the system: one of the program's own may define the macro. */
function beginsWithSystemHeader({ file }: FileContext): boolean {
  const first = file.inclusions()[0];
  return first !== undefined && !first.quoted && !first.conditional;
}

function defining({ file }: FileContext): readonly Fix[] {
  const at = file.text().search(/^[ \t]*#[ \t]*include\b/m);
  if (at < 0) return [];
  return [
    {
      title: 'Define _GNU_SOURCE at the top',
      safety: 'unsafe',
      edits: [{ span: { start: at, end: at }, newText: '#define _GNU_SOURCE\n' }],
    },
  ];
}
