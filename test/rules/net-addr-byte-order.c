//- /addr.c
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>
#define HERE 0x7f000001

int serve(int fd)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_addr = { .s_addr = INADDR_LOOPBACK } };
//                                                                             ^^^^^^^^^^^^^^^ warning: INADDR_LOOPBACK is in host byte order: s_addr becomes 1.0.0.127 with it. Write htonl(INADDR_LOOPBACK).
    struct ip_mreq group;

    group.imr_multiaddr.s_addr = (in_addr_t)INADDR_ALLHOSTS_GROUP;
//                                          ^^^^^^^^^^^^^^^^^^^^^ warning: INADDR_ALLHOSTS_GROUP is in host byte order: s_addr becomes 1.0.0.224 with it. Write htonl(INADDR_ALLHOSTS_GROUP).
    addr.sin_addr.s_addr = HERE;
//                         ^^^^ warning: HERE is in host byte order: s_addr becomes 1.0.0.127 with it. Write htonl(HERE).
    return bind(fd, (struct sockaddr *)&addr, sizeof(addr));
}

int is_local(const struct sockaddr_in *peer)
{
    return peer->sin_addr.s_addr == INADDR_LOOPBACK;
//                                  ^^^^^^^^^^^^^^^ warning: INADDR_LOOPBACK is in host byte order, s_addr is not, so they never match here: write htonl(INADDR_LOOPBACK).
}

/* Converted; the same both ways; a number of somebody who knows; the other side converted. */
int right(struct sockaddr_in *addr, in_addr_t other)
{
    addr->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    addr->sin_addr.s_addr = INADDR_ANY;
    addr->sin_addr.s_addr = INADDR_BROADCAST;
    addr->sin_addr.s_addr = inet_addr("127.0.0.1");
    addr->sin_addr.s_addr = 0x0100007f;
    addr->sin_addr.s_addr = other;
    if (addr->sin_addr.s_addr == INADDR_NONE)
        return -1;
    return ntohl(addr->sin_addr.s_addr) == INADDR_LOOPBACK;
}
//- /own.c
#include <sys/socket.h>
#define INADDR_LOOPBACK 0x0100007f

struct address {
    unsigned s_addr;
};

/* The program's own, written the other way round. */
void here(struct address *a)
{
    a->s_addr = INADDR_LOOPBACK;
}
