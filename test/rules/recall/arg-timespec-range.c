#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

int main(void)
{
    struct timespec much = {0, 1500000000};
    struct timespec less = {0, -1};
    struct timeval second = {0, 1000000};
    if (nanosleep(&much, NULL) != -1 || errno != EINVAL)
        return 1;
    if (ppoll(NULL, 0, &less, NULL) != -1 || errno != EINVAL)
        return 2;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return 77;
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof(second)) != -1 || errno != EDOM;
}
