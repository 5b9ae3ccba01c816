//- /server.c
#define _GNU_SOURCE
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

struct peer {
    struct sockaddr_storage addr;
    socklen_t len;
};

int next(int fd)
{
    struct sockaddr_in peer;
    socklen_t len;

    return accept(fd, (struct sockaddr *)&peer, &len);
//                                              ^^^^ warning: len tells accept() how much room there is, and nobody has set it: write the size of the buffer first.
}

ssize_t receive(int fd, char *buf, size_t size)
{
    struct sockaddr_storage from;
    socklen_t room;
    ssize_t n;

    for (;;) {
        n = recvfrom(fd, buf, size, 0, (struct sockaddr *)&from, &room);
//                                                               ^^^^^ warning: room tells recvfrom() how much room there is, and nobody has set it: write the size of the buffer first.
        if (n != 0)
            return n;
        room = sizeof(from);
    }
}

int pending(int fd)
{
    int error;
    unsigned int size;

    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, (socklen_t *)&size) < 0)
//                                                   ^^^^^^^^^^^^^^^^^^ warning: size tells getsockopt() how much room there is, and nobody has set it: write the size of the buffer first.
        return -1;
    return error;
}

int each_its_own(int fd, int peer)
{
    struct sockaddr_in addr;

    if (peer) {
        socklen_t len = sizeof(addr);

        return getpeername(fd, (struct sockaddr *)&addr, &len);
    } else {
        socklen_t len;

        return getsockname(fd, (struct sockaddr *)&addr, &len);
//                                                       ^^^^ warning: len tells getsockname() how much room there is, and nobody has set it: write the size of the buffer first.
    }
}

int right(int fd)
{
    struct sockaddr_in6 addr;
    socklen_t len = sizeof(addr), later;

    if (getpeername(fd, (struct sockaddr *)&addr, &len) == 0)
        return ntohs(addr.sin6_port);
    later = sizeof(addr);
    if (getsockname(fd, (struct sockaddr *)&addr, &later) == 0)
        return ntohs(addr.sin6_port);
    return -1;
}

/* Nobody wants the address, so the length is not read. */
int anonymous(int fd)
{
    socklen_t len;

    return accept4(fd, NULL, &len, SOCK_CLOEXEC);
}

static void prepare(struct sockaddr_in *addr, socklen_t *len)
{
    memset(addr, 0, sizeof(*addr));
    *len = sizeof(*addr);
}

/* Set by somebody else. */
int prepared(int fd)
{
    struct sockaddr_in addr;
    socklen_t len;

    prepare(&addr, &len);
    return getsockname(fd, (struct sockaddr *)&addr, &len);
}

/* Members, objects that live on, and those of the caller. */
int elsewhere(int fd, struct peer *p, socklen_t *room)
{
    static socklen_t kept;

    if (accept(fd, (struct sockaddr *)&p->addr, &p->len) < 0)
        return -1;
    if (getsockname(fd, (struct sockaddr *)&p->addr, room) < 0)
        return -1;
    return getpeername(fd, (struct sockaddr *)&p->addr, &kept);
}

int either(int fd, int local)
{
    struct sockaddr_in addr;
    socklen_t len;

    if (local)
        len = sizeof(addr);
    return getsockname(fd, (struct sockaddr *)&addr, &len);
}
//- /server.cc lang:cpp
#include <netinet/in.h>
#include <sys/socket.h>

int next(int fd)
{
    sockaddr_in peer{};
    socklen_t braces{sizeof(peer)}, parens(sizeof(peer)), none;
    auto len = static_cast<socklen_t>(sizeof(peer));

    if (accept(fd, reinterpret_cast<sockaddr *>(&peer), &braces) >= 0)
        return 0;
    if (accept(fd, reinterpret_cast<sockaddr *>(&peer), &parens) >= 0)
        return 0;
    if (accept(fd, nullptr, &none) >= 0)
        return 0;
    if (accept(fd, reinterpret_cast<sockaddr *>(&peer), &len) >= 0)
        return 0;
    return accept(fd, reinterpret_cast<sockaddr *>(&peer), &none);
}
