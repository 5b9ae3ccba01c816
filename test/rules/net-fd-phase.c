//- /phase.c
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int twice(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    if (bind(fd, (const struct sockaddr *)a, sizeof(*a)) < 0)
        return -1;
    if (bind(fd, (const struct sockaddr *)b, sizeof(*b)) < 0)
//      ^^^^ warning: The socket is bound already, so bind() fails with EINVAL: make a new socket for a second address.
        return -1;
    return fd;
}

int both(int fd, const struct sockaddr_in *to)
{
    if (connect(fd, (const struct sockaddr *)to, sizeof(*to)) < 0)
        return -1;
    if (listen(fd, 5) < 0)
//      ^^^^^^ warning: The socket is connected, so listen() fails with EINVAL: make a new one for this.
        return -1;
    return fd;
}

int back(int fd, const struct sockaddr_in *to)
{
    if (listen(fd, 5) < 0)
        return -1;
    return connect(fd, (const struct sockaddr *)to, sizeof(*to));
//         ^^^^^^^ warning: The socket listens for connections, so connect() fails with EISCONN: make a new one for this.
}

int deaf(const struct sockaddr_un *addr)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    if (bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0) {
        perror("bind");
        close(fd);
        return -1;
    }
    return accept4(fd, NULL, NULL, SOCK_CLOEXEC);
//         ^^^^^^^ warning: Nothing made this socket listen, so accept4() fails with EINVAL: call listen() before.
}

int echo(int fd, char *buf, size_t size)
{
    int peer;
    ssize_t n;

    if (listen(fd, 1) < 0)
        return -1;
    peer = accept(fd, NULL, NULL);
    if (peer < 0)
        return -1;
    n = recv(fd, buf, size, 0);
//      ^^^^ warning: A socket that listens carries no data, so recv() fails: use the one that accept() has returned.
    if (n > 0)
        n = send(peer, buf, n, MSG_NOSIGNAL);
    if (listen(peer, 1) < 0)
//      ^^^^^^ warning: accept() has returned this connection, so listen() fails with EINVAL: use the socket that listens.
        close(peer);
    return n < 0 ? -1 : 0;
}

/* In order; listen() alone has the kernel choose a port. */
int right(const struct sockaddr_in *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int peer;

    if (fd < 0 || bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    if (listen(fd, 5) < 0)
        return -1;
    peer = accept(fd, NULL, NULL);
    close(fd);
    return peer;
}

int any_port(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || listen(fd, 5) < 0)
        return -1;
    return accept(fd, NULL, NULL);
}

/* Bound first, for the address it connects from; one address after the other until one works. */
int from(const struct sockaddr_in *source, const struct sockaddr_in *to, int n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || bind(fd, (const struct sockaddr *)source, sizeof(*source)) < 0)
        return -1;
    for (int i = 0; i < n; i++)
        if (connect(fd, (const struct sockaddr *)&to[i], sizeof(to[i])) == 0)
            return fd;
    close(fd);
    return -1;
}

/* Nobody there: be the one who listens. */
int first_or_later(int fd, const struct sockaddr_un *addr)
{
    if (connect(fd, (const struct sockaddr *)addr, sizeof(*addr)) == 0)
        return 0;
    if (bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    return listen(fd, 1);
}

/* The first address is taken: another one. */
int fallback(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    if (bind(fd, (const struct sockaddr *)a, sizeof(*a)) < 0)
        if (bind(fd, (const struct sockaddr *)b, sizeof(*b)) < 0)
            return -1;
    return fd;
}

int start(int fd);

/* Made to listen elsewhere. */
int elsewhere(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || start(fd) < 0)
        return -1;
    return accept(fd, NULL, NULL);
}

struct server {
    int fd;
};

void prepare(struct server *s);

int kept(struct server *s)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    s->fd = fd;
    prepare(s);
    return accept(fd, NULL, NULL);
}

/* Two sockets. */
int two(int in, int out, const struct sockaddr_in *to)
{
    if (listen(in, 5) < 0)
        return -1;
    return connect(out, (const struct sockaddr *)to, sizeof(*to));
}
