#define _GNU_SOURCE
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

union address {
    struct sockaddr any;
    struct sockaddr_in6 v6;
};

int local(int fd, const char *path)
{
    struct sockaddr_un addr = { .sun_family = AF_UNIX };

    strncpy(addr.sun_path, path, sizeof(addr.sun_path) - 1);
    if (connect(fd, (struct sockaddr *)&addr, sizeof(struct sockaddr)) == 0)
//                                            ^^^^^^^^^^^^^^^^^^^^^^^ warning: sizeof(struct sockaddr) is 16 bytes and struct sockaddr_un has 110: write sizeof(addr).
        return 0;
    return bind(fd, (const struct sockaddr *)&addr, sizeof(struct sockaddr_un *));
//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: sizeof(struct sockaddr_un *) is the size of a pointer, not of the address: write sizeof(addr).
}

ssize_t datagram(int fd, const struct sockaddr_in6 *to, const char *text)
{
    return sendto(fd, text, strlen(text), 0, (const struct sockaddr *)to, sizeof(to));
//                                                                        ^^^^^^^^^^ warning: sizeof(to) is the size of a pointer, not of the address: write sizeof(*to).
}

int mixed(int fd, int fd6)
{
    struct sockaddr_in v4 = { .sin_family = AF_INET };
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

    if (bind(fd6, (struct sockaddr *)&v6, sizeof(v4)) < 0)
//                                        ^^^^^^^^^^ warning: sizeof(v4) is 16 bytes and struct sockaddr_in6 has 28: write sizeof(v6).
        return -1;
    if (bind(fd, (struct sockaddr *)&v4, sizeof v6) < 0)
//                                       ^^^^^^^^^ warning: sizeof v6 is 28 bytes and struct sockaddr_in has 16: write sizeof(v4).
        return -1;
    return connect(fd, (struct sockaddr *)&v4, sizeof(struct sockaddr));
//                                             ^^^^^^^^^^^^^^^^^^^^^^^ hint: sizeof(struct sockaddr) happens to be as long as struct sockaddr_in: write sizeof(v4).
}

int right(int fd, const struct sockaddr_in *peer, const struct sockaddr *any, socklen_t len)
{
    struct sockaddr_un un = { .sun_family = AF_UNIX };
    struct sockaddr_in in = { .sin_family = AF_INET };
    struct sockaddr_nl nl = { .nl_family = AF_NETLINK };

    if (bind(fd, (struct sockaddr *)&un, sizeof(un)) == 0 || bind(fd, (struct sockaddr *)&in, sizeof(struct sockaddr_in)) == 0)
        return 0;
    if (bind(fd, (struct sockaddr *)&un, offsetof(struct sockaddr_un, sun_path) + 4) == 0)
        return 0;
    if (bind(fd, (struct sockaddr *)&nl, sizeof nl) == 0 || connect(fd, (void *)peer, sizeof(*peer)) == 0)
        return 0;
    return connect(fd, any, len);
}

/* Room for all of them, filled with one. */
int any(int fd, const union address *to)
{
    struct sockaddr_storage storage;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&storage;
    struct sockaddr *head = (struct sockaddr *)&storage;

    memset(&storage, 0, sizeof(storage));
    v6->sin6_family = AF_INET6;
    if (bind(fd, (struct sockaddr *)&storage, sizeof(struct sockaddr_in6)) == 0)
        return 0;
    if (bind(fd, head, sizeof(struct sockaddr_in6)) == 0)
        return 0;
    if (bind(fd, (struct sockaddr *)v6, sizeof(storage)) == 0 || bind(fd, (void *)v6, sizeof(struct sockaddr_storage)) == 0)
        return 0;
    return connect(fd, &to->any, sizeof(to->v6));
}
