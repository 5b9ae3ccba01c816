#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

int datagrams(int port)
{
    int type = SOCK_DGRAM | SOCK_NONBLOCK;
    int fd = socket(AF_INET6, type, 0);

    if (fd < 0)
        return -1;
    if (listen(fd, 5) < 0)
//      ^^^^^^ warning: A SOCK_DGRAM socket has no connections to take, so listen() fails with EOPNOTSUPP: use recvfrom().
        return -1;
    return accept(fd, NULL, NULL);
//         ^^^^^^ warning: A SOCK_DGRAM socket has no connections to take, so accept() fails with EOPNOTSUPP: use recvfrom().
}

int file(const char *path)
{
    int on = 1;
    int fd = open(path, O_RDWR | O_CLOEXEC);

    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)) < 0)
//      ^^^^^^^^^^ warning: open() makes no socket, so setsockopt() fails with ENOTSOCK: use read(), write() or fcntl().
        return -1;
    return fd;
}

ssize_t through_pipe(const char *text, size_t n)
{
    int fds[2];

    if (pipe2(fds, O_CLOEXEC) < 0)
        return -1;
    return send(fds[1], text, n, MSG_NOSIGNAL);
//         ^^^^ warning: pipe2() makes no socket, so send() fails with ENOTSOCK: use read(), write() or fcntl().
}

int event(void)
{
    int fd = eventfd(0, EFD_CLOEXEC);
    char buf[8];

    return recv(fd, buf, sizeof buf, 0);
//         ^^^^ warning: eventfd() makes no socket, so recv() fails with ENOTSOCK: use read(), write() or fcntl().
}

int right(const struct sockaddr_in *to)
{
    int stream = socket(AF_INET, SOCK_STREAM, 0);
    int packets = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    int udp = socket(AF_INET, SOCK_DGRAM, 0);

    if (listen(stream, 5) < 0 || listen(packets, 5) < 0)
        return -1;
    return connect(udp, (const struct sockaddr *)to, sizeof(*to));
}

/* A socket, or perhaps not. */
int either(const char *path)
{
    int fd = path ? open(path, O_RDWR) : socket(AF_INET, SOCK_STREAM, 0);

    return send(fd, "x", 1, MSG_NOSIGNAL);
}

int later(const char *path, int sock)
{
    int fd = open(path, O_RDONLY);

    if (fd >= 0)
        close(fd);
    fd = sock;
    return send(fd, "x", 1, MSG_NOSIGNAL);
}

/* The number of a file, with a socket in its place. */
int replaced(const char *path, int sock)
{
    int fd = open(path, O_RDWR);

    if (fd < 0 || dup2(sock, fd) < 0)
        return -1;
    return send(fd, "x", 1, MSG_NOSIGNAL);
}

/* Any type. */
int unknown(int type, int fd)
{
    int made = socket(AF_INET, type, 0);

    if (listen(made, 5) < 0)
        return -1;
    return listen(fd, 5);
}
