//- /arm.c arches:x86_64,arm
#define _GNU_SOURCE
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

long wrong(struct timespec *ts, int *word)
{
    long failed = syscall(SYS_clock_gettime, CLOCK_MONOTONIC, ts);
//                        ^^^^^^^^^^^^^^^^^ information: SYS_clock_gettime has 32-bit seconds on arm, struct timespec may have 64: use SYS_clock_gettime64 there.
    failed |= syscall(__NR_nanosleep, ts, NULL);
//                    ^^^^^^^^^^^^^^ information: __NR_nanosleep has 32-bit seconds on arm, struct timespec may have 64: use SYS_clock_nanosleep_time64 there.
    return failed | syscall(SYS_futex, word, FUTEX_WAIT, 0, ts, NULL, 0);
//                          ^^^^^^^^^ information: SYS_futex has 32-bit seconds on arm, struct timespec may have 64: use SYS_futex_time64 there.
}

long right(struct timespec *ts, int *word)
{
    long failed = clock_gettime(CLOCK_MONOTONIC, ts);
    /* No time is passed. */
    failed |= syscall(SYS_futex, word, FUTEX_WAIT, 0, NULL, NULL, 0);
    failed |= syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
#ifdef __LP64__
    failed |= syscall(SYS_clock_gettime, CLOCK_MONOTONIC, ts);
#endif
    return failed;
}

long knows_both(struct timespec *ts)
{
#ifdef SYS_clock_gettime64
    return syscall(SYS_clock_gettime64, CLOCK_MONOTONIC, ts);
#else
    return syscall(SYS_clock_gettime, CLOCK_MONOTONIC, ts);
#endif
}
//- /wide.c arches:x86_64,aarch64
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

long there(struct timespec *ts)
{
    return syscall(SYS_clock_gettime, CLOCK_MONOTONIC, ts);
}
