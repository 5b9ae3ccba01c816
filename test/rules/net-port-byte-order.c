//- /port.c
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#define HTTP 80
#define RAW_PORT htons(631)

int serve(int fd, struct sockaddr_in6 *v6)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = HTTP };
//                                                                 ^^^^ warning: sin_port is in network byte order: HTTP means port 20480 here. Write htons(HTTP).
    int local = 0x1f90;

    v6->sin6_port = (in_port_t)local;
//                             ^^^^^ warning: sin6_port is in network byte order: local means port 36895 here. Write htons(local).
    if (addr.sin_port == 443)
//                       ^^^ warning: sin_port is in network byte order: 443 means port 47873 here. Write htons(443).
        return -1;
    return bind(fd, (struct sockaddr *)&addr, sizeof(addr));
}

void by_caller(struct sockaddr_in *addr, int port, const char *text)
{
    addr->sin_port = port;
//                   ^^^^ information: sin_port is in network byte order, and port is a plain number: write htons(port).
    addr->sin_port = atoi(text);
//                   ^^^^^^^^^^ warning: sin_port is in network byte order, and atoi(text) is a plain number: write htons(atoi(text)).
    long number = strtol(text, NULL, 10);
    addr->sin_port = number;
//                   ^^^^^^ warning: sin_port is in network byte order, and number is a plain number: write htons(number).
}

/* Converted, on the spot or before; 0 lets the kernel choose; 0x0101 reads the same both ways. */
void right(struct sockaddr_in *addr, int port, const char *text)
{
    uint16_t wanted = htons(port);

    addr->sin_port = htons(80);
    addr->sin_port = htons(HTTP);
    addr->sin_port = RAW_PORT;
    addr->sin_port = wanted;
    addr->sin_port = 0;
    addr->sin_port = 0x0101;
    addr->sin_port = htons(atoi(text));
    port = htons(port);
    addr->sin_port = port;
}

/* 16 bits may be in either order already, and so may what comes from elsewhere. */
void unknown(struct sockaddr_in *addr, in_port_t port, const struct sockaddr_in *other, int index)
{
    addr->sin_port = port;
    addr->sin_port = other->sin_port;
    addr->sin_port = index;
}

/* Takes the order of the network, as its name says. */
void set_net_port(struct sockaddr_in *addr, int port)
{
    addr->sin_port = port;
}

/* The address beside it comes in the order of the network too. */
void both(struct sockaddr_in *sin, int port, in_addr_t address)
{
    sin->sin_port = port;
    sin->sin_addr.s_addr = address;
}

/* Looked at first, and converted where it stands. */
void in_place(struct sockaddr_in *sin, const char *text)
{
    sin->sin_port = atoi(text);
    if (sin->sin_port == 0)
        sin->sin_port = htons(80);
    else
        sin->sin_port = htons(sin->sin_port);
}

int same(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
    return ntohs(a->sin_port) == 80 && a->sin_port == b->sin_port && a->sin_port != 0;
}
//- /port.cc lang:cpp
#include <arpa/inet.h>
#include <netinet/in.h>

void set(sockaddr_in &addr, unsigned port)
{
    addr.sin_port = static_cast<in_port_t>(port);
//                                         ^^^^ information: sin_port is in network byte order, and port is a plain number: write htons(port).
    addr.sin_port = static_cast<in_port_t>(htons(port));
    addr.sin_port = port;
//                  ^^^^ information: sin_port is in network byte order, and port is a plain number: write htons(port).
}
