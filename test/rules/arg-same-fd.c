#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

struct connection {
    int in;
    int out;
};

int next_fd(void);

int wrong(int fd, struct connection *c, int epfd, struct epoll_event *ev)
{
    int failed = dup3(fd, fd, O_CLOEXEC) < 0;
//                        ^^ error: dup3() of a descriptor onto itself fails with EINVAL: use dup2(), or fcntl(F_SETFD) for the flag.
    failed |= dup3(c->in, (c->in), 0) < 0;
//                        ^^^^^^^ error: dup3() of a descriptor onto itself fails with EINVAL: use dup2(), or fcntl(F_SETFD) for the flag.
    failed |= syscall(SYS_dup3, 1, 1, 0) < 0;
//                                 ^ error: dup3() of a descriptor onto itself fails with EINVAL: use dup2(), or fcntl(F_SETFD) for the flag.
    return failed || epoll_ctl(epfd, EPOLL_CTL_ADD, epfd, ev);
//                                                  ^^^^ error: An epoll instance cannot watch itself: epoll_ctl() fails with EINVAL.
}

int right(int fd, struct connection *c, int epfd, int *fds, int i, struct epoll_event *ev)
{
    int failed = dup3(fd, STDOUT_FILENO, O_CLOEXEC) < 0;
    failed |= dup3(c->in, c->out, O_CLOEXEC) < 0;
    /* Nothing happens, without an error. */
    failed |= dup2(fd, fd) < 0;
    /* Evaluated twice these may differ. */
    failed |= dup3(next_fd(), next_fd(), O_CLOEXEC) < 0;
    failed |= dup3(fds[i++], fds[i++], O_CLOEXEC) < 0;
    return failed || epoll_ctl(epfd, EPOLL_CTL_ADD, fd, ev);
}
