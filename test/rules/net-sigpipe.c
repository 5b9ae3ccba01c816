//- /quiet.c set:net/sigpipe=on
#define _GNU_SOURCE
#include <netinet/in.h>
#include <sys/socket.h>

ssize_t reply(int fd, const char *text, size_t n)
{
    return send(fd, text, n, 0);
//                           ^ information: When the peer has gone, send() ends the program with SIGPIPE: add MSG_NOSIGNAL, it then fails with EPIPE.
}

ssize_t more(int fd, const struct msghdr *msg)
{
    int flags = MSG_DONTWAIT | MSG_MORE;

    return sendmsg(fd, msg, flags);
//                          ^^^^^ information: When the peer has gone, sendmsg() ends the program with SIGPIPE: add MSG_NOSIGNAL, it then fails with EPIPE.
}

ssize_t right(int fd, const char *text, size_t n)
{
    return send(fd, text, n, MSG_NOSIGNAL | MSG_MORE);
}

/* Perhaps. */
ssize_t perhaps(int fd, const char *text, size_t n, int flags)
{
    return send(fd, text, n, flags);
}

/* Datagrams have no other end that could be closed. */
ssize_t datagram(const struct sockaddr_in *to, const char *text, size_t n)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    if (fd < 0 || connect(fd, (const struct sockaddr *)to, sizeof(*to)) < 0)
        return -1;
    return send(fd, text, n, 0);
}
//- /handled.c set:net/sigpipe=on
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>

void prepare(void)
{
    signal(SIGPIPE, SIG_IGN);
}

ssize_t reply(int fd, const char *text, size_t n)
{
    return send(fd, text, n, 0);
}
//- /off.c
#include <sys/socket.h>

/* Not unless the settings say so. */
ssize_t reply(int fd, const char *text, size_t n)
{
    return send(fd, text, n, 0);
}
