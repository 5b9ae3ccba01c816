#include <poll.h>
#include <stddef.h>
#include <sys/epoll.h>
#define BOTH (POLLIN | POLLERR)

struct own {
    short events;
};

int asked(int a, int b, int out)
{
    struct pollfd one = { .fd = a, .events = POLLIN | POLLHUP };
//                                                    ^^^^^^^ 💡 information: POLLHUP in events has no effect: it is always reported in revents, so test it there.
    struct pollfd two[] = {
        { a, POLLIN | POLLERR, 0 },
//                    ^^^^^^^ 💡 information: POLLERR in events has no effect: it is always reported in revents, so test it there.
        { .fd = b, .events = BOTH },
//                           ^^^^ information: POLLERR in events has no effect: it is always reported in revents, so test it there.
    };
    struct pollfd many[4];
    struct pollfd *p = many;
    short wanted = POLLIN | POLLNVAL;
    many[0].events = POLLERR | POLLOUT | POLLHUP;
//                   ^^^^^^^ 💡 information: POLLERR in events has no effect: it is always reported in revents, so test it there.
//                                       ^^^^^^^ 💡 information: POLLHUP in events has no effect: it is always reported in revents, so test it there.
    p->events = wanted;
//              ^^^^^^ information: POLLNVAL in events has no effect: it is always reported in revents, so test it there.
    many[1].events |= POLLIN | POLLHUP;
//                             ^^^^^^^ 💡 information: POLLHUP in events has no effect: it is always reported in revents, so test it there.
    *p = (struct pollfd){ .fd = b, .events = POLLHUP | POLLIN };
//                                           ^^^^^^^ 💡 information: POLLHUP in events has no effect: it is always reported in revents, so test it there.
    return poll(&one, 1, -1) + poll(two, 2, out);
}

int watched(int ep, int fd)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLERR, .data.fd = fd };
//                                                ^^^^^^^^ 💡 information: EPOLLERR in events has no effect: it is always reported in the events that come back, so test it there.
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) < 0)
        return -1;
    ev.events = EPOLLIN | EPOLLET | EPOLLHUP;
//                                  ^^^^^^^^ 💡 information: EPOLLHUP in events has no effect: it is always reported in the events that come back, so test it there.
    return epoll_ctl(ep, EPOLL_CTL_MOD, fd, &ev);
}

int answers(struct pollfd *p, struct own *own, int extra)
{
    struct epoll_event ev = { EPOLLIN | EPOLLRDHUP, { 0 } };
    struct pollfd attribute = { .fd = extra, .events = POLLPRI | POLLERR };
    struct pollfd end = { .fd = extra, .events = POLLHUP };
    /* Tested in the answer; only the end is waited for; sysfs; a structure of the program's own; unknown. */
    own->events = POLLIN | POLLERR;
    p->events = POLLIN | extra;
    p->revents = POLLIN | POLLERR;
    if (poll(&end, 1, -1) < 0 || poll(&attribute, 1, -1) < 0)
        return -1;
    return (p->revents & (POLLERR | POLLHUP | POLLNVAL)) != 0 || ev.events == EPOLLERR;
}

int also_quiet(struct pollfd p)
{
    return (p.revents & POLLHUP) != 0;
}
