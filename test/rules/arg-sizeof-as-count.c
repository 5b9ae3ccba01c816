#define _GNU_SOURCE
#include <grp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

int wrong(int fd, gid_t *more)
{
    struct pollfd fds[2] = {{fd, POLLIN, 0}, {0, POLLIN, 0}};
    struct pollfd one = {fd, POLLIN, 0};
    struct epoll_event events[16];
    struct iovec parts[3] = {{0}};
    gid_t groups[2] = {100, 101};
    int failed = poll(fds, sizeof(fds), -1) < 0;
//                         ^^^^^^^^^^^ error: poll() counts elements in nfds, and sizeof counts bytes: divide by the size of one.
    failed |= poll(&one, sizeof one, -1) < 0;
//                       ^^^^^^^^^^ error: poll() counts elements in nfds, and sizeof counts bytes: divide by the size of one.
    failed |= epoll_wait(fd, events, sizeof(events), -1) < 0;
//                                   ^^^^^^^^^^^^^^ error: epoll_wait() counts elements in n, and sizeof counts bytes: divide by the size of one.
    failed |= writev(fd, parts, (int)sizeof(parts)) < 0;
//                              ^^^^^^^^^^^^^^^^^^ error: writev() counts elements in iovcnt, and sizeof counts bytes: divide by the size of one.
    failed |= syscall(SYS_poll, fds, sizeof(fds), -1) < 0;
//                                   ^^^^^^^^^^^ error: poll() counts elements in nfds, and sizeof counts bytes: divide by the size of one.
    return failed || setgroups(sizeof(groups), groups);
//                             ^^^^^^^^^^^^^^ error: setgroups() counts elements in size, and sizeof counts bytes: divide by the size of one.
}

int right(int fd, char *text)
{
    struct pollfd fds[2] = {{fd, POLLIN, 0}, {0, POLLIN, 0}};
    struct epoll_event events[16];
    struct iovec parts[3] = {{0}};
    gid_t groups[2] = {100, 101};
    int failed = poll(fds, sizeof(fds) / sizeof(fds[0]), -1) < 0;
    failed |= poll(fds, COUNT(fds), -1) < 0;
    failed |= epoll_wait(fd, events, 16, -1) < 0;
    failed |= writev(fd, parts, sizeof(parts) / sizeof *parts) < 0;
    /* These do count bytes. */
    failed |= read(fd, events, sizeof(events)) < 0;
    return failed || setgroups(COUNT(groups), groups);
}
