/** `fd/short-buffer`: fewer bytes than a record of an eventfd, timerfd, signalfd or inotify has. */
import type { SyscallCall } from '../c/call-site.ts';
import { signedOf } from '../c/value.ts';
import { shift } from '../text/span.ts';
import { defineFileRule, type FunctionSite } from './rule.ts';
import { RECORDS, type Records } from './support/event-fd-table.ts';
import { fieldsGivenBy } from './support/fields-given.ts';
import { uncast } from '../c/ir.ts';

const WORDS = [...RECORDS.keys()];

export const fdShortBuffer = defineFileRule({
  meta: {
    id: 'fd/short-buffer',
    summary: 'A read that is smaller than a record of the descriptor',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-131'],
    messages: {
      short:
        '{call}() of {n} on {what} fails with EINVAL: it takes {least} bytes or more; pass {type}.',
      name: 'An event of a folder carries a name; one that does not fit into {n} bytes is EINVAL: pass {type}.',
    },
    docs: {
      why: `These descriptors hand out whole records. eventfd and timerfd count in 8 bytes, whatever the counter holds;
signalfd gives 128 bytes a signal. A read() of fewer bytes fails with EINVAL, every time, and so does a write() to an
eventfd. A program that wakes a thread with one byte, as with a pipe, never wakes it.

An event of inotify has 16 bytes and, for a watched folder, a name of up to 256; a buffer that the next event does not
fit into is refused with EINVAL. Where the 16 bytes fit, the finding is a warning.`,
      bad: [
        `#include <sys/eventfd.h>
#include <unistd.h>

int wait_for_wakeup(void)
{
    char token;
    int fd = eventfd(0, EFD_CLOEXEC);
    if (fd < 0)
        return -1;
    return (int)read(fd, &token, 1);
}
`,
        `#include <sys/eventfd.h>
#include <unistd.h>

struct loop {
    int wakeup;
};

void start(struct loop *l)
{
    l->wakeup = eventfd(0, EFD_CLOEXEC);
}

int wake(struct loop *l)
{
    return (int)write(l->wakeup, "", 1);
}
`,
      ],
      good: [
        `#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int wait_for_wakeup(void)
{
    uint64_t count;
    int fd = eventfd(0, EFD_CLOEXEC);
    if (fd < 0)
        return -1;
    if (read(fd, &count, sizeof count) != sizeof count)
        count = 0;
    close(fd);
    return count > 0;
}
`,
      ],
      limits: `The descriptor must be made in the same function, or be a field that this file gives nothing else to. A
field named fd says too little and is left alone.`,
      references: [
        'man:eventfd(2)',
        'man:timerfd_create(2)',
        'man:signalfd(2)',
        'man:inotify(7)',
        'kernel:fs/eventfd.c',
        'CWE-131',
      ],
    },
  },
  words: WORDS,
  *inFile(ctx) {
    if (!WORDS.some((word) => ctx.places(word).length > 0)) return;
    const fields = fieldsGivenBy(ctx, RECORDS);
    for (const site of ctx.functions('read', 'write')) {
      const { fn, base } = site;
      const known = [...WORDS, ...fields.keys()];
      if (!known.some((word) => site.ctx.mentions(word, fn))) continue;
      for (const call of site.ctx.calls) {
        if (call.name !== 'read' && call.name !== 'write') continue;
        const records = recordsOf(call, site, fields);
        const count = call.args[2];
        if (records === undefined || count === undefined) continue;
        if (call.name === 'write' && records.written !== true) continue;
        const paths = site.ctx.paths(call.expr);
        const n = paths?.constantLength(count.expr) ?? signedOf(site.ctx.value(count.expr));
        if (n === undefined || n < 0n) continue;
        const { what, least, type, enough } = records;
        const short = n < BigInt(least);
        if (!short && (enough === undefined || n >= BigInt(enough))) continue;
        yield {
          message: short ? 'short' : 'name',
          data: {
            call: call.name,
            n: short ? `${String(n)} byte${n === 1n ? '' : 's'}` : String(n),
            what,
            least: String(least),
            type,
          },
          span: shift(count, base),
          ...(short ? {} : { severity: 'warning' as const }),
        };
      }
    }
  },
});

/** What the descriptor of a call hands out, when it is certain which one it is. */
function recordsOf(
  call: SyscallCall,
  site: FunctionSite,
  fields: ReadonlyMap<string, Records>,
): Records | undefined {
  const fd = call.args[0];
  if (fd === undefined) return undefined;
  const e = uncast(fd.expr);
  if (e.kind === 'member') return fields.get(e.name);
  const from = site.ctx.paths(call.expr)?.resource(e);
  return from?.kind === 'call' && from.via === 'result' && from.syscall
    ? RECORDS.get(from.syscall.name)
    : undefined;
}
