#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    struct timespec ts = {0, 1};
    timer_t timer;
    if (timerfd_create(CLOCK_MONOTONIC_RAW, 0) != -1 || errno != EINVAL)
        return 1;
    if (clock_nanosleep(CLOCK_MONOTONIC_RAW, 0, &ts, NULL) != EOPNOTSUPP)
        return 2;
    if (clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &ts, NULL) != EINVAL)
        return 3;
    if (timer_create(CLOCK_MONOTONIC_COARSE, NULL, &timer) != -1 || errno != EOPNOTSUPP)
        return 4;
    return clock_settime(CLOCK_MONOTONIC, &ts) != -1 || errno != EINVAL;
}
