#include <poll.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#define BOTH (POLLIN | POLLERR)

struct own {
    short events;
};

int asked(int a, int b, int out)
{
    struct pollfd one = { .fd = a, .events = POLLIN };
    struct pollfd two[] = {
        { a, POLLIN, 0 },
        { .fd = b, .events = BOTH },
    };
    struct pollfd many[4];
    struct pollfd *p = many;
    short wanted = POLLIN | POLLNVAL;
    many[0].events = POLLOUT;
    p->events = wanted;
    many[1].events |= POLLIN;
    *p = (struct pollfd){ .fd = b, .events = POLLIN };
    return poll(&one, 1, -1) + poll(two, 2, out);
}

int watched(int ep, int fd)
{
    struct epoll_event ev = { .events = EPOLLIN, .data.fd = fd };
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) < 0)
        return -1;
    ev.events = EPOLLIN | EPOLLET;
    return epoll_ctl(ep, EPOLL_CTL_MOD, fd, &ev);
}

int edge(int ep, int listener)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    ev.data.fd = fd;
    return epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
}

int edge_right(int ep, int listener, int given)
{
    struct epoll_event ev, level = { .events = EPOLLIN };
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    int slow = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    /* It does not block; level-triggered; made elsewhere. */
    ev.events = EPOLLIN | EPOLLET;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) < 0)
        return -1;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, slow, &level) < 0)
        return -1;
    return epoll_ctl(ep, EPOLL_CTL_ADD, given, &ev);
}

int edge_set_later(int ep, int listener)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int fd = accept(listener, NULL, NULL);
    if (fd < 0 || fcntl(fd, F_SETFL, O_NONBLOCK) < 0)
        return -1;
    return epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
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
