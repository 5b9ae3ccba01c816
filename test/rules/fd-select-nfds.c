#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <sys/param.h>
#include <sys/select.h>
#include <unistd.h>

struct peer {
    int fd;
};

int one(int fd, struct timeval *tv)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    return select(fd, &set, NULL, NULL, tv);
//                ^^ error: select() looks at descriptors below fd, so fd itself is never watched: write fd + 1.
}

int standard(void)
{
    fd_set in;
    FD_ZERO(&in);
    FD_SET(STDIN_FILENO, &in);
    return select(STDIN_FILENO, &in, NULL, NULL, NULL);
//                ^^^^^^^^^^^^ error: select() looks at descriptors below STDIN_FILENO, so STDIN_FILENO itself is never watched: write STDIN_FILENO + 1.
}

int member(struct peer *p, const sigset_t *mask)
{
    fd_set r, w;
    FD_ZERO(&r);
    FD_ZERO(&w);
    FD_SET(p->fd, &w);
    return pselect(p->fd, &r, &w, NULL, NULL, mask);
//                 ^^^^^ error: pselect() looks at descriptors below p->fd, so p->fd itself is never watched: write p->fd + 1.
}

int larger(int a, int b)
{
    fd_set set;
    int max = a > b ? a : b;
    FD_ZERO(&set);
    FD_SET(a, &set);
    FD_SET(b, &set);
    if (select(max, &set, NULL, NULL, NULL) < 0)
//             ^^^ error: select() looks at descriptors below max, so max itself is never watched: write max + 1.
        return -1;
    int high = MAX(a, b);
    FD_SET(a, &set);
    FD_SET(b, &set);
    return select(high, &set, NULL, NULL, NULL);
//                ^^^^ error: select() looks at descriptors below high, so high itself is never watched: write high + 1.
}

int highest(int a, int b)
{
    fd_set set;
    int max = -1;
    FD_ZERO(&set);
    FD_SET(a, &set);
    if (a > max)
        max = a;
    FD_SET(b, &set);
    if (b > max)
        max = b;
    return select(max, &set, NULL, NULL, NULL);
//                ^^^ error: select() looks at descriptors below max, so max itself is never watched: write max + 1.
}

int beyond(int fd)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    FD_SET(1024, &set);
//         ^^^^ error: FD_SET(1024) is outside of an fd_set, which ends at 1023: use poll().
    /* As code for Windows has it. */
    return select(0, &set, NULL, NULL, NULL);
}

/* One more; the whole set; a count; a sleep; counted up; a set that something else filled. */
int right(int a, int b, int n, const int *fds, fd_set *given)
{
    fd_set set;
    int max = a > b ? a : b;
    int count = b;
    FD_ZERO(&set);
    FD_SET(a, &set);
    FD_SET(b, &set);
    select(a + 1, &set, NULL, NULL, NULL);
    select(max + 1, &set, NULL, NULL, NULL);
    select(FD_SETSIZE, &set, NULL, NULL, NULL);
    select(n, &set, NULL, NULL, NULL);
    select(0, NULL, NULL, NULL, &(struct timeval){ .tv_sec = 1 });
    count++;
    select(count, &set, NULL, NULL, NULL);
    return select(a, given, NULL, NULL, NULL);
}

int all(const int *fds, int n)
{
    fd_set set;
    int i, top = 0;
    FD_ZERO(&set);
    for (i = 0; i < n; i++)
        FD_SET(i, &set);
    if (select(i, &set, NULL, NULL, NULL) < 0)
        return -1;
    for (i = 0; i < n; i++) {
        FD_SET(fds[i], &set);
        if (fds[i] >= top)
            top = fds[i] + 1;
    }
    return select(top, &set, NULL, NULL, NULL);
}

int argument_is_count(int nfds, int fd)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    return select(nfds, &set, NULL, NULL, NULL);
}
