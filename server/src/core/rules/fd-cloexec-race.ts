/** `fd/cloexec-race`: close-on-exec set one call too late. */
import { hasBits } from '../c/value.ts';
import { defineRule, type Fix } from './rule.ts';
import { argumentTaking, isClear } from './support/arguments.ts';
import { CLOEXEC_FLAGS, WITHOUT_FLAG } from './support/cloexec-table.ts';
import { argumentOf, FCNTL } from './support/fcntl.ts';
import { withName } from './support/flag-edits.ts';
import { siblingFix } from './support/siblings.ts';

export const fdCloexecRace = defineRule({
  meta: {
    id: 'fd/cloexec-race',
    summary: 'FD_CLOEXEC set after the descriptor was made, in a program with threads',
    severity: 'hint',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-362'],
    messages: {
      race: 'Another thread may fork and exec before this: {instead} when the descriptor is made.',
    },
    docs: {
      why: `Between the call that makes the descriptor and this fcntl(), another thread may fork and start a program. The
child has the descriptor without the mark, and the program inherits it. The flag of the call itself leaves no gap.`,
      bad: [
        `#include <fcntl.h>
#include <pthread.h>

int journal(const char *path)
{
    int fd = open(path, O_WRONLY | O_APPEND);
    if (fd >= 0)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

int start(pthread_t *id, void *(*work)(void *))
{
    return pthread_create(id, NULL, work, NULL);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <pthread.h>

int journal(const char *path)
{
    return open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

int start(pthread_t *id, void *(*work)(void *))
{
    return pthread_create(id, NULL, work, NULL);
}
`,
      ],
      limits: `Only where the program is known to create threads and the function itself made the descriptor.`,
      references: ['man:open(2)', 'man:fcntl(2)', 'CWE-362'],
    },
  },
  on: FCNTL,
  *check(call, ctx) {
    const flags = argumentOf(call, 'F_SETFD', ctx);
    const fd = call.args[0];
    if (flags === undefined || fd === undefined || ctx.project.has('threads') !== 'yes') return;
    if (!hasBits(ctx.value(flags.expr), 1n)) return;
    const { absent } = ctx.guards(call);
    if ([...absent].some((macro) => macro.includes('CLOEXEC'))) return;
    const from = ctx.paths(call)?.resource(fd.expr);
    const made = from?.kind === 'call' ? from.syscall : undefined;
    if (made === undefined || made.via === 'wrapper') return;
    const flag = CLOEXEC_FLAGS[made.name];
    const target = flag === undefined ? undefined : argumentTaking(made, flag, ctx);
    let fix: Fix | undefined;
    if (flag !== undefined && target !== undefined) {
      if (!isClear(ctx.value(target.expr), flag, ctx)) return;
      fix = { title: `Add ${flag}`, safety: 'safe', edits: withName(target.expr, flag, 'back') };
    } else if (WITHOUT_FLAG.has(made.name) && made.via === 'libc') {
      fix = siblingFix(made.name, made.expr, made.fn, ctx);
    }
    if (fix === undefined) return;
    yield {
      message: 'race',
      data: { instead: fix.title.replace(/^Add/, 'add').replace(/^Use/, 'use') },
      span: call.nameSpan,
      related: [{ span: made.nameSpan, text: 'made here' }],
      fixes: [fix],
    };
  },
});
