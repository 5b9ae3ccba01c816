#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct addrinfo *resolve(const char *host)
{
    struct addrinfo *list;

    if (getaddrinfo(host, "http", NULL, &list) != 0) {
        perror("getaddrinfo");
//      ^^^^^^ warning: getaddrinfo() returns its error, so perror() tells an older one: use gai_strerror() on what it returned.
        exit(1);
    }
    return list;
}

int lookup(const char *host, struct addrinfo **list)
{
    int rc;

    rc = getaddrinfo(host, NULL, NULL, list);
    if (rc) {
        fprintf(stderr, "cannot find %s: %s\n", host, strerror(errno));
//                                                             ^^^^^ warning: getaddrinfo() returns its error and leaves errno as it was: use gai_strerror() on what it returned.
        return -1;
    }
    return 0;
}

void show(const struct sockaddr *addr, socklen_t len)
{
    char host[NI_MAXHOST];

    if (getnameinfo(addr, len, host, sizeof(host), NULL, 0, NI_NUMERICHOST))
        err(1, "getnameinfo");
//      ^^^ warning: getnameinfo() returns its error, so err() tells an older one: use gai_strerror() on what it returned.
    puts(host);
}

int code(const char *host, struct addrinfo **list)
{
    return getaddrinfo(host, NULL, NULL, list) == 0 ? 0 : -errno;
//                                                         ^^^^^ warning: getaddrinfo() returns its error and leaves errno as it was: use gai_strerror() on what it returned.
}

int right(const char *host, struct addrinfo **list)
{
    int rc = getaddrinfo(host, NULL, NULL, list);

    if (rc != 0) {
        fprintf(stderr, "%s: %s\n", host, gai_strerror(rc));
        return -1;
    }
    return 0;
}

/* The one error that comes with errno. */
int system_error(const char *host, struct addrinfo **list)
{
    int rc = getaddrinfo(host, NULL, NULL, list);

    if (rc == EAI_SYSTEM)
        perror(host);
    else if (rc != 0)
        fprintf(stderr, "%s: %s\n", host, gai_strerror(rc));
    return rc;
}

/* errno of another call behind it. */
int attach(const char *host)
{
    struct addrinfo *list;
    int fd;

    if (getaddrinfo(host, "http", NULL, &list) != 0)
        return -1;
    fd = socket(list->ai_family, SOCK_STREAM, 0);
    if (fd < 0)
        perror("socket");
    else if (connect(fd, list->ai_addr, list->ai_addrlen) < 0)
        perror("connect");
    freeaddrinfo(list);
    return fd;
}

/* Told to the caller in its way. */
int as_errno(const char *host, struct addrinfo **list)
{
    if (getaddrinfo(host, NULL, NULL, list) != 0) {
        errno = EHOSTUNREACH;
        return -errno;
    }
    return 0;
}

int answer(int out, int rc, int error);

/* Goes along with the result: whoever gets both may know what they mean. */
int along(int out, const char *host, struct addrinfo **list)
{
    int rc = getaddrinfo(host, NULL, NULL, list);

    return answer(out, rc, errno);
}
