#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#define OUR_CLOCK CLOCK_MONOTONIC_RAW

int wrong(struct timespec *ts, struct sigevent *ev, timer_t *t)
{
    clockid_t clock = CLOCK_MONOTONIC_COARSE;
    int failed = timerfd_create(OUR_CLOCK, TFD_CLOEXEC) < 0;
//                              ^^^^^^^^^ error: timerfd_create() fails with EINVAL for CLOCK_MONOTONIC_RAW: use CLOCK_MONOTONIC or CLOCK_REALTIME.
    failed |= timerfd_create(CLOCK_TAI, 0) < 0;
//                           ^^^^^^^^^ error: timerfd_create() fails with EINVAL for CLOCK_TAI: use CLOCK_MONOTONIC or CLOCK_REALTIME.
    failed |= clock_nanosleep(clock, 0, ts, NULL);
//                            ^^^^^ error: clock_nanosleep() fails with EOPNOTSUPP for CLOCK_MONOTONIC_COARSE: use CLOCK_MONOTONIC or CLOCK_REALTIME.
    failed |= clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, ts, NULL);
//                            ^^^^^^^^^^^^^^^^^^^^^^^ error: clock_nanosleep() fails with EINVAL for CLOCK_THREAD_CPUTIME_ID: use CLOCK_MONOTONIC or CLOCK_REALTIME.
    failed |= syscall(SYS_clock_nanosleep, CLOCK_THREAD_CPUTIME_ID, 0, ts, NULL);
//                                         ^^^^^^^^^^^^^^^^^^^^^^^ error: clock_nanosleep() fails with EOPNOTSUPP for CLOCK_THREAD_CPUTIME_ID: use CLOCK_MONOTONIC or CLOCK_REALTIME.
    failed |= timer_create(CLOCK_MONOTONIC_RAW, ev, t);
//                         ^^^^^^^^^^^^^^^^^^^ error: timer_create() fails with EOPNOTSUPP for CLOCK_MONOTONIC_RAW: use CLOCK_MONOTONIC or CLOCK_REALTIME.
    return failed || clock_settime(CLOCK_MONOTONIC, ts);
//                                 ^^^^^^^^^^^^^^^ error: CLOCK_MONOTONIC cannot be set: clock_settime() fails with EINVAL.
}

int right(struct timespec *ts, struct sigevent *ev, timer_t *t, clockid_t clock, pid_t pid)
{
    int failed = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC) < 0;
    failed |= timer_create(CLOCK_THREAD_CPUTIME_ID, ev, t);
    failed |= clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, ts, NULL);
    failed |= clock_gettime(CLOCK_MONOTONIC_RAW, ts);
    failed |= timerfd_create(clock, 0) < 0;
    failed |= clock_settime(CLOCK_REALTIME, ts);
    /* A clock that only the process knows: of another one, of a device. */
    if (clock_getcpuclockid(pid, &clock))
        return -1;
    return failed || clock_nanosleep(clock, 0, ts, NULL) || clock_settime((clockid_t)-29, ts);
}
