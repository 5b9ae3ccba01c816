#define _GNU_SOURCE
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/select.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#define TWO_SECONDS 2000000000L
#define MILLISECONDS 1000000

int wrong(int fd, struct pollfd *fds)
{
    struct timespec a = {0, 1500000000};
//                          ^^^^^^^^^^ error: tv_nsec is 1500000000, so nanosleep() fails with EINVAL: it must be 0 to 999999999. Carry into tv_sec.
    struct timespec b = {.tv_nsec = TWO_SECONDS};
//                                  ^^^^^^^^^^^ error: tv_nsec is 2000000000, so clock_nanosleep() fails with EINVAL: it must be 0 to 999999999. Carry into tv_sec.
    struct timespec c;
    struct timespec d = {.tv_sec = 1, .tv_nsec = -1};
//                                               ^^ error: tv_nsec is -1, so nanosleep() fails with EINVAL: it must be 0 to 999999999. Carry into tv_sec.
    struct timeval e = {0, 1000000};
//                         ^^^^^^^ error: tv_usec is 1000000, so setsockopt() fails with EDOM: it must be 0 to 999999. Carry into tv_sec.
    int failed = nanosleep(&a, NULL);
    failed |= clock_nanosleep(CLOCK_MONOTONIC, 0, &b, NULL);
    c.tv_sec = 0;
    c.tv_nsec = 1200 * MILLISECONDS;
//              ^^^^^^^^^^^^^^^^^^^ error: tv_nsec is 1200000000, so ppoll() fails with EINVAL: it must be 0 to 999999999. Carry into tv_sec.
    failed |= ppoll(fds, 1, &c, NULL) < 0;
    failed |= syscall(SYS_nanosleep, &d, NULL);
    return failed || setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &e, sizeof(e));
}

void add(struct timespec *ts, long ns);

int right(int fd, long ns)
{
    struct timespec a = {1, 999999999};
    struct timespec b = {0, 0};
    struct timespec c = {0, 1500000000};
    struct timespec d = {0, 1500000000};
    struct timeval e = {0, 1500000};
    int failed = nanosleep(&a, NULL);
    b.tv_nsec = ns;
    failed |= nanosleep(&b, NULL);
    /* Carried before the call; somebody else may do so. */
    while (c.tv_nsec >= 1000000000) {
        c.tv_nsec -= 1000000000;
        c.tv_sec++;
    }
    failed |= nanosleep(&c, NULL);
    add(&d, 1);
    failed |= nanosleep(&d, NULL);
    /* select() carries by itself. */
    return failed || select(0, NULL, NULL, NULL, &e) < 0;
}
