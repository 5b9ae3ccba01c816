#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#define FLAGS (SOCK_CLOEXEC | SOCK_NONBLOCK)

int stream(void)
{
    int type = SOCK_STREAM | FLAGS;

    return socket(AF_INET, type, 0);
}

int datagram(void)
{
    return socket(PF_INET6, SOCK_DGRAM, 0);
}

int ping(void)
{
    if (socket(AF_INET6, SOCK_DGRAM, 0) < 0)
        return -1;
    return (int)syscall(SYS_socket, AF_INET, SOCK_RAW, 0);
}

int local(int sv[2])
{
    return socketpair(AF_UNIX, SOCK_STREAM, 0, sv);
}

/* Looks whether it is refused. */
int probe(void)
{
    if (socket(AF_INET, SOCK_STREAM, IPPROTO_UDP) == -1 && errno == EPROTONOSUPPORT)
        return 0;
    return -1;
}

int right(int family, int type, int protocol, int sv[2])
{
    if (socket(AF_INET, SOCK_STREAM, 0) < 0 || socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) < 0)
        return -1;
    if (socket(AF_INET6, SOCK_STREAM, IPPROTO_SCTP) < 0 || socket(AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP) < 0)
        return -1;
    if (socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP) < 0 || socket(AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6) < 0)
        return -1;
    if (socket(AF_INET, SOCK_RAW, IPPROTO_TCP) < 0 || socket(AF_INET, SOCK_RAW, IPPROTO_RAW) < 0)
        return -1;
    if (socketpair(AF_UNIX, SOCK_STREAM, PF_UNIX, sv) < 0)
        return -1;
    /* Any of the three unknown, or another family: who knows. */
    if (socket(family, SOCK_STREAM, IPPROTO_UDP) < 0 || socket(AF_INET, type, IPPROTO_UDP) < 0)
        return -1;
    if (socket(AF_INET, SOCK_STREAM, protocol) < 0 || socket(AF_PACKET, SOCK_RAW, 0) < 0)
        return -1;
    return socket(AF_NETLINK, SOCK_RAW, 0);
}

/* One of two, each with its own. */
int either(int udp)
{
    return socket(AF_INET, udp ? SOCK_DGRAM : SOCK_STREAM, udp ? IPPROTO_UDP : IPPROTO_TCP);
}
