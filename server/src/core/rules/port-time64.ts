/** `port/time64`: a call with 32-bit seconds by its number, on an architecture with 32-bit `long`. */
import type { SyscallCall } from '../c/call-site.ts';
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';

export const portTime64 = defineRule({
  meta: {
    id: 'port/time64',
    summary: 'A call number with 32-bit seconds on a 32-bit architecture',
    severity: 'information',
    since: '0.1.0',
    cwe: ['CWE-190'],
    messages: {
      seconds:
        '{name} has 32-bit seconds on {arch}, struct timespec may have 64: use SYS_{other} there.',
      missing: 'There is no {name} on {arch}: use SYS_{other}, with 64-bit seconds.',
    },
    docs: {
      why: `On 32-bit architectures each call with a time exists twice: the old one with 32-bit seconds, which end in
2038, and one with 64. The C library picks the one that fits its time_t. \`syscall(SYS_clock_gettime, …)\` always takes the
old one: with a 64-bit time_t it writes half of the structure, and what was in the other half stays. riscv32 has no old ones.

The architectures come from \`target.architectures\` of the project file.`,
      target: { arches: 'x86_64,arm' },
      bad: [
        `#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

long now(struct timespec *ts)
{
    return syscall(SYS_clock_gettime, CLOCK_MONOTONIC, ts);
}
`,
      ],
      good: [
        `#include <time.h>

int now(struct timespec *ts)
{
    return clock_gettime(CLOCK_MONOTONIC, ts);
}
`,
      ],
      limits: `Silent in functions that know the other call, inside #ifdef of a 64-bit architecture or of the call, and
where no time is passed (a null pointer).`,
      references: [
        'man:clock_gettime(2)',
        'man:time(2)',
        'kernel:kernel/time/posix-timers.c',
        'CWE-190',
      ],
    },
  },
  on: (name, kb, target) =>
    TIMES.has(name) && [target.arch, ...target.arches].some((arch) => kb.arch(arch)?.bits === 32),
  *check(call, ctx) {
    const [at, other] = TIMES.get(call.name) ?? [];
    const name = ctx.text(call.nameSpan);
    if (call.via !== 'raw' || at === undefined || other === undefined) return;
    if (ctx.mentions(`SYS_${other}`, call) || ctx.mentions(`__NR_${other}`, call)) return;
    const { defined } = ctx.guards(call);
    if ([...defined].some((m) => WIDE.test(m) || m.includes(call.name))) return;
    if (passesNone(call, at, ctx)) return;
    const { kb, target } = ctx;
    const arch = [target.arch, ...target.arches].find(
      (a) => kb.arch(a)?.bits === 32 && a !== 'x32' && kb.number(other, a) !== undefined,
    );
    if (arch === undefined) return;
    yield {
      message: kb.number(call.name, arch) === undefined ? 'missing' : 'seconds',
      data: { name, arch, other },
      span: call.nameSpan,
    };
  },
});

const WIDE = /^(?:__LP64__|__x86_64__|__aarch64__|__powerpc64__|__riscv_xlen|__s390x__|__mips64)$/;

/** Call → position of its time, and the call with 64-bit seconds. Sorted. */
const TIMES: ReadonlyMap<string, readonly [at: number, other: string]> = new Map([
  ['clock_adjtime', [1, 'clock_adjtime64']],
  ['clock_getres', [1, 'clock_getres_time64']],
  ['clock_gettime', [1, 'clock_gettime64']],
  ['clock_nanosleep', [2, 'clock_nanosleep_time64']],
  ['clock_settime', [1, 'clock_settime64']],
  ['futex', [3, 'futex_time64']],
  ['mq_timedreceive', [4, 'mq_timedreceive_time64']],
  ['mq_timedsend', [4, 'mq_timedsend_time64']],
  ['nanosleep', [0, 'clock_nanosleep_time64']],
  ['ppoll', [2, 'ppoll_time64']],
  ['pselect6', [4, 'pselect6_time64']],
  ['recvmmsg', [4, 'recvmmsg_time64']],
  ['rt_sigtimedwait', [2, 'rt_sigtimedwait_time64']],
  ['sched_rr_get_interval', [1, 'sched_rr_get_interval_time64']],
  ['semtimedop', [3, 'semtimedop_time64']],
  ['timer_gettime', [1, 'timer_gettime64']],
  ['timer_settime', [2, 'timer_settime64']],
  ['timerfd_gettime', [1, 'timerfd_gettime64']],
  ['timerfd_settime', [2, 'timerfd_settime64']],
  ['utimensat', [2, 'utimensat_time64']],
]);

/** True when the argument is missing, or what stands there is certainly a null pointer or no time at all. */
function passesNone(call: SyscallCall, at: number, ctx: RuleContext): boolean {
  const arg = call.args[at];
  if (arg === undefined || arg.param?.ignored === true) return true;
  return arg.param?.undecided === true || constantOf(ctx.value(arg.expr)) === 0n;
}
