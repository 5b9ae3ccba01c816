/** `arg/clockid`: a clock that the call does not work with. */
import type { SyscallCall } from '../c/call-site.ts';
import { signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { withNameFor } from './support/flag-edits.ts';
import { groupOf, shownName } from './support/members.ts';

export const argClockid = defineRule({
  meta: {
    id: 'arg/clockid',
    summary: 'A clock that the call does not support',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      fails: '{call}() fails with {errno} for {clock}: use CLOCK_MONOTONIC or CLOCK_REALTIME.',
      set: '{clock} cannot be set: clock_settime() fails with {errno}.',
    },
    docs: {
      why: `Every clock can be read, but few can do more. timerfd_create refuses CLOCK_MONOTONIC_RAW and the coarse
clocks with EINVAL, clock_nanosleep and timer_create do so with EOPNOTSUPP, and only CLOCK_REALTIME can be set.
clock_nanosleep refuses the CPU clock of its own thread, which stands still while the thread sleeps.`,
      bad: [
        `#include <sys/timerfd.h>
#include <time.h>

int ticks(void)
{
    return timerfd_create(CLOCK_MONOTONIC_RAW, TFD_CLOEXEC);
}
`,
      ],
      good: [
        `#include <sys/timerfd.h>
#include <time.h>

int ticks(void)
{
    return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
}
`,
        `#include <time.h>

int now(struct timespec *ts)
{
    return clock_gettime(CLOCK_MONOTONIC_RAW, ts);
}
`,
      ],
      limits: `Clocks of processes and devices (clock_getcpuclockid, /dev/ptp0) are numbers that nobody knows before:
only the named clocks are looked at.`,
      references: [
        'man:timerfd_create(2)',
        'man:clock_nanosleep(2)',
        'man:clock_settime(2)',
        'kernel:kernel/time/posix-timers.c',
      ],
    },
  },
  on: (name, kb) =>
    name !== 'clock_adjtime' &&
    (kb.call(name)?.params.some((p) => p.group !== undefined && GROUPS.has(p.group)) ?? false),
  *check(call, ctx) {
    const arg = call.args.find((a) => GROUPS.has(a.param?.group ?? ''));
    const group = arg && groupOf(arg, ctx);
    const number = arg && signedOf(ctx.value(arg.expr));
    if (arg === undefined || group === undefined || number === undefined || number < 0n) return;
    if (group.members.some((m) => ctx.kb.value(m.name, ctx.target.arch) === number)) return;
    const clock = ctx.kb
      .group('clock-id')
      ?.members.find((m) => ctx.kb.value(m.name, ctx.target.arch) === number)?.name;
    if (clock === undefined) return;
    const edit = withNameFor(arg.expr, clock, 'CLOCK_MONOTONIC');
    const fixes: readonly Fix[] =
      edit === undefined || group.id === 'clock-set'
        ? []
        : [{ title: 'Use CLOCK_MONOTONIC', safety: 'unsafe', edits: [edit] }];
    yield {
      message: group.id === 'clock-set' ? 'set' : 'fails',
      data: {
        call: shownName(call),
        clock,
        errno: errnoOf(clock, group.id, call),
      },
      span: arg,
      fixes,
    };
  },
});

const GROUPS = new Set(['clock-set', 'clock-sleep', 'clock-timer', 'timerfd-clock']);

/** kernel:kernel/time/posix-timers.c; the C libraries refuse to sleep on a thread's clock themselves. */
function errnoOf(clock: string, group: string, call: SyscallCall): string {
  if (group === 'clock-set' || group === 'timerfd-clock') return 'EINVAL';
  return clock.endsWith('CPUTIME_ID') && call.via !== 'raw' ? 'EINVAL' : 'EOPNOTSUPP';
}
