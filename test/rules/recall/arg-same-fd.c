#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

int main(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    int fd = epoll_create1(EPOLL_CLOEXEC);
    if (fd == -1)
        return 77;
    if (dup3(fd, fd, O_CLOEXEC) != -1 || errno != EINVAL)
        return 1;
    return epoll_ctl(fd, EPOLL_CTL_ADD, fd, &event) != -1 || errno != EINVAL;
}
