#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    struct epoll_event events[1];
    struct iovec none[1] = {{events, 1}};
    int fd = epoll_create1(EPOLL_CLOEXEC);
    if (fd == -1)
        return 77;
    if (epoll_create(0) != -1 || errno != EINVAL)
        return 1;
    if (epoll_wait(fd, events, 0, 0) != -1 || errno != EINVAL)
        return 2;
    if (kill(getpid(), 65) != -1 || errno != EINVAL)
        return 3;
    if (prctl(PR_SET_DUMPABLE, 2, 0, 0, 0) != -1 || errno != EINVAL)
        return 4;
    if (socket(0, SOCK_STREAM, 0) != -1 || errno != EAFNOSUPPORT)
        return 5;
    if (fcntl(0, F_DUPFD, -1) != -1 || errno != EINVAL)
        return 6;
    int out = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (out == -1)
        return 77;
    return writev(out, none, 1025) != -1 || errno != EINVAL;
}
