//- /first.c
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

struct source {
    int fd;
};

void empty_body(int fd)
{
    while (close(fd) == -1 && errno == EINTR)
//         ^^^^^^^^^ warning: Linux has closed the descriptor when close() fails with EINTR: do not call it again.
        ;
}

int counted(struct source *s)
{
    int rc;
    do {
        rc = close(s->fd);
//           ^^^^^^^^^^^^ warning: Linux has closed the descriptor when close() fails with EINTR: do not call it again.
    } while (rc < 0 && errno == EINTR);
    return rc;
}

int leaves(int fd)
{
    while (close(fd) < 0) {
//         ^^^^^^^^^ warning: Linux has closed the descriptor when close() fails with EINTR: do not call it again.
        if (errno != EINTR)
            return -1;
    }
    return 0;
}

int jumps(int fd)
{
    int rc;
again:
    rc = close(fd);
//       ^^^^^^^^^ warning: Linux has closed the descriptor when close() fails with EINTR: do not call it again.
    if (rc == -1 && errno == EINTR)
        goto again;
    return rc;
}

int macro(int fd)
{
    return TEMP_FAILURE_RETRY(close(fd));
//                            ^^^^^^^^^ warning: Linux has closed the descriptor when close() fails with EINTR: do not call it again.
}

/* Closed once: EINTR is no failure. */
int once(int fd)
{
    if (close(fd) == -1 && errno != EINTR)
        return -1;
    return 0;
}

/* Another one each time. */
void all(const int *fds, int n)
{
    for (int i = 0; i < n; i++) {
        if (close(fds[i]) < 0) {
            if (errno == EINTR)
                continue;
            perror("close");
        }
    }
    while (n > 0) {
        int fd = fds[--n];
        if (close(fd) < 0 && errno != EINTR)
            break;
    }
}

/* It is the read that is repeated. */
int read_all(int fd, char *to, size_t n)
{
    ssize_t got;
    do {
        got = read(fd, to, n);
    } while (got < 0 && errno == EINTR);
    return close(fd);
}
//- /other.c
#include <errno.h>
#include <unistd.h>

#ifdef __hpux
/* There it is still open. */
void drop(int fd)
{
    while (close(fd) == -1 && errno == EINTR)
        ;
}
#else
void drop(int fd)
{
    close(fd);
}
#endif
