//- /options.c
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdint.h>
#include <sys/socket.h>
#define QUICK TCP_NODELAY

int set(int fd)
{
    int on = 1;
    int level = IPPROTO_TCP;

    setsockopt(fd, SOL_SOCKET, QUICK, &on, sizeof on);
//                 ^^^^^^^^^^ error: TCP_NODELAY is an option of IPPROTO_TCP; at SOL_SOCKET its number means SO_DEBUG. Write IPPROTO_TCP.
    setsockopt(fd, level, SO_REUSEADDR, &on, sizeof on);
//                 ^^^^^ error: SO_REUSEADDR is an option of SOL_SOCKET; at IPPROTO_TCP its number means TCP_MAXSEG. Write SOL_SOCKET.
    setsockopt(fd, IPPROTO_IP, IPV6_V6ONLY, &on, sizeof on);
//                 ^^^^^^^^^^ error: IPV6_V6ONLY is an option of IPPROTO_IPV6; at IPPROTO_IP its number means IP_RECVERR_RFC4884. Write IPPROTO_IPV6.
    setsockopt(fd, SOL_SOCKET, IPV6_V6ONLY, &on, sizeof on);
//                 ^^^^^^^^^^ error: IPV6_V6ONLY is an option of IPPROTO_IPV6; at SOL_SOCKET its number means SO_ATTACH_FILTER. Write IPPROTO_IPV6.
    setsockopt(fd, IPPROTO_TCP, SO_RCVBUFFORCE, &on, sizeof on);
//                 ^^^^^^^^^^^ error: SO_RCVBUFFORCE is an option of SOL_SOCKET; at IPPROTO_TCP its number means TCP_FASTOPEN_KEY. Write SOL_SOCKET.
    setsockopt(fd, IPPROTO_UDP, TCP_CONGESTION, &on, sizeof on);
//                 ^^^^^^^^^^^ error: TCP_CONGESTION is an option of IPPROTO_TCP, not of IPPROTO_UDP: write IPPROTO_TCP.
    return setsockopt(fd, IPPROTO_IPV6, IP_TOS, &on, sizeof on);
//                        ^^^^^^^^^^^^ error: IP_TOS is an option of IPPROTO_IP; at IPPROTO_IPV6 its number means IPV6_ADDRFORM. Write IPPROTO_IP.
}

int get(int fd)
{
    int error;
    socklen_t len = sizeof error;

    if (getsockopt(fd, IPPROTO_TCP, SO_ERROR, &error, &len) < 0)
//                     ^^^^^^^^^^^ error: SO_ERROR is an option of SOL_SOCKET; at IPPROTO_TCP its number means TCP_KEEPIDLE. Write SOL_SOCKET.
        return -1;
    return error;
}

/* Each at its own level, by any of its names. */
int right(int fd, int v6)
{
    int on = 1;
    struct group_req group = { 0 };

    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    setsockopt(fd, SOL_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &on, sizeof on);
    setsockopt(fd, SOL_IP, IP_TTL, &on, sizeof on);
    setsockopt(fd, IPPROTO_UDP, UDP_CORK, &on, sizeof on);
    setsockopt(fd, IPPROTO_IP, MCAST_JOIN_GROUP, &group, sizeof group);
    setsockopt(fd, IPPROTO_IPV6, MCAST_JOIN_GROUP, &group, sizeof group);
    setsockopt(fd, IPPROTO_RAW, IPV6_CHECKSUM, &on, sizeof on);
    return setsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_UNICAST_HOPS : IP_TTL, &on, sizeof on);
}

/* Unknown level, unknown option, a number. */
int unknown(int fd, int level, int option)
{
    int on = 1;

    setsockopt(fd, level, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, option, &on, sizeof on);
    return setsockopt(fd, IPPROTO_TCP, 2, &on, sizeof on);
}
//- /own.c
#include <sys/socket.h>
#define TCP_NODELAY SO_KEEPALIVE

/* The program's own name for something else. */
int set(int fd)
{
    int on = 1;

    return setsockopt(fd, SOL_SOCKET, TCP_NODELAY, &on, sizeof on);
}
