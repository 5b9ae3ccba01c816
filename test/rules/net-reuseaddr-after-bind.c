#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
    int fd;
    struct sockaddr_in addr;
};

int serve(int port)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = htons(port) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;

    if (fd < 0)
        return -1;
    if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0) {
        close(fd);
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
//                             ^^^^^^^^^^^^ warning: SO_REUSEADDR is looked at by bind(), which has already been called: set it before.
    if (listen(fd, 16) < 0)
        abort();
    return fd;
}

int share(struct server *s)
{
    int on = 1;
    int option = SO_REUSEPORT;

    if (bind(s->fd, (struct sockaddr *)&s->addr, sizeof(s->addr)) < 0)
        return -1;
    return setsockopt(s->fd, SOL_SOCKET, option, &on, sizeof(on));
//                                       ^^^^^^ warning: SO_REUSEPORT is looked at by bind(), which has already been called: set it before.
}

int right(int fd, const struct sockaddr_in *addr)
{
    int on = 1;

    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1;
    if (bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    return setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
}

/* When the address is taken, once more and sharing it. */
int again(int fd, const struct sockaddr_in *addr)
{
    int on = 1;

    if (bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) == 0)
        return 0;
    if (errno != EADDRINUSE || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1;
    return bind(fd, (const struct sockaddr *)addr, sizeof(*addr));
}

/* Another socket, or another one by then. */
int two(int a, int b, const struct sockaddr_in *addr)
{
    int on = 1;

    if (bind(a, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    if (setsockopt(b, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1;
    a = socket(AF_INET, SOCK_DGRAM, 0);
    return setsockopt(a, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

/* Not on every way. */
int perhaps(int fd, const struct sockaddr_in *addr)
{
    int on = 1;

    if (addr != NULL && bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}
