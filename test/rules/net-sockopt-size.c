#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

struct tuning {
    uint8_t nodelay;
    int keepalive;
};

int timeouts(int fd, int ms)
{
    uint32_t send_ms = 500;

    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &ms, sizeof ms);
//                                               ^^^^^^^^^ error: SO_RCVTIMEO takes a struct timeval of 16 bytes: with 4, setsockopt() fails with EINVAL.
    return setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, (char *)&send_ms, sizeof(uint32_t));
//                                                                   ^^^^^^^^^^^^^^^^ error: SO_SNDTIMEO takes a struct timeval of 16 bytes: with 4, setsockopt() fails with EINVAL.
}

int bytes(int fd)
{
    unsigned char on = 1;
    short off = 0;
    const socklen_t len = sizeof(on);

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
//                                                ^^^^^^^^^^ error: SO_REUSEADDR takes an int of 4 bytes: with 1, setsockopt() fails with EINVAL.
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &off, sizeof(int));
//                                              ^^^^^^^^^^^ error: SO_LINGER takes a struct linger of 8 bytes: with 4, setsockopt() fails with EINVAL.
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, 1);
//                                                ^ error: TCP_NODELAY takes an int of 4 bytes: with 1, setsockopt() fails with EINVAL.
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, 0);
//                                                ^ error: SO_KEEPALIVE takes an int of 4 bytes: with 0, setsockopt() fails with EINVAL.
    return setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
//                                                         ^^^^^^^^^^^ error: IPV6_V6ONLY takes an int of 4 bytes: with 2, setsockopt() fails with EINVAL.
}

int right(int fd, const char *device, const char *control)
{
    int on = 1;
    long wide = 1;
    unsigned char ttl = 4;
    struct timeval tv = { 5, 0 };
    struct linger linger = { 1, 10 };

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &wide, sizeof(wide));
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
    /* A byte is enough for these. */
    setsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, &ttl, sizeof(ttl));
    setsockopt(fd, IPPROTO_IP, IP_MULTICAST_LOOP, &ttl, 1);
    /* Names: as long as they are. */
    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, 3);
    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "", 0);
    return setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, "bbr", 3);
}

/* Anything unknown. */
int unknown(int fd, int level, int option, socklen_t len, const struct tuning *t)
{
    char on = 1;

    setsockopt(fd, level, SO_REUSEADDR, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, option, &on, sizeof(on));
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &t->nodelay, sizeof(t->nodelay));
    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, len);
}
