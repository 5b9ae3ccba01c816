#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    uint64_t count = 1;
    char buf[64];
    int e = eventfd(1, EFD_NONBLOCK);
    int t = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    if (e < 0 || t < 0)
        return 77;
    if (read(e, buf, 4) != -1 || errno != EINVAL)
        return 1;
    errno = 0;
    if (write(e, &count, 1) != -1 || errno != EINVAL)
        return 2;
    errno = 0;
    if (read(t, buf, 4) != -1 || errno != EINVAL)
        return 3;
    return 0;
}
