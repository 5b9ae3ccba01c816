//- /first.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#define STATE 3

struct source {
    int fd;
    int fds[2];
};

void notify(struct source *s);

int plain(int fd, int failed)
{
    close(fd);
    if (failed) {
        close(fd);
//      ^^^^^^^^^ error: fd is closed already: close() fails with EBADF, or closes what was opened since. Close it once.
        return -1;
    }
    return 0;
}

int cleanup(const char *path)
{
    char c;
    int rc = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (read(fd, &c, 1) != 1) {
        close(fd);
        goto out;
    }
    rc = c;
    close(fd);
out:
    close(fd);
//  ^^^^^^^^^ error: fd is closed already: close() fails with EBADF, or closes what was opened since. Close it once.
    return rc;
}

int checked(int fd)
{
    if (close(fd) < 0) {
        close(fd);
//      ^^^^^^^^^ error: fd is closed already: close() fails with EBADF, or closes what was opened since. Close it once.
        return -1;
    }
    return 0;
}

void members(struct source *s)
{
    close(s->fds[0]);
    close(s->fds[1]);
    close(s->fds[0]);
//  ^^^^^^^^^^^^^^^^ error: s->fds[0] is closed already: close() fails with EBADF, or closes what was opened since. Close it once.
}

/* Given another value, or perhaps one. */
int renewed(struct source *s, const char *path, int spare)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    close(fd);
    fd = -1;
    close(fd);
    close(s->fd);
    notify(s);
    close(s->fd);
    close(fd);
    if (dup3(spare, fd, O_CLOEXEC) < 0)
        return -1;
    close(fd);
    close(s->fds[0]);
    if (pipe2(s->fds, O_CLOEXEC) < 0)
        return -1;
    return close(s->fds[0]);
}

/* Closed on one way only. */
int perhaps(int fd, int early)
{
    if (early)
        close(fd);
    if (!early)
        close(fd);
    return 0;
}

/* Another element each time. */
void all(int *fds, int n)
{
    for (int i = 0; i < n; i++)
        close(fds[i]);
    int k = 0;
    close(fds[k]);
    k++;
    close(fds[k]);
}

/* The next open gets the number again. */
void numbers(const char *path)
{
    close(0);
    if (open(path, O_RDONLY) != 0)
        abort();
    close(0);
    close(STDIN_FILENO);
    if (open(path, O_RDONLY) != STDIN_FILENO)
        abort();
    close(STDIN_FILENO);
    close(STATE);
    if (open(path, O_RDONLY) != STATE)
        abort();
    close(STATE);
}

/* Parent and child have one each. */
int both(int fd)
{
    if (fork() == 0) {
        close(fd);
        _exit(0);
    }
    close(fd);
    return 0;
}
//- /lens.cpp lang:cpp
#include <unistd.h>

struct holder {
    int fd;
    void reset(int other);
};

void by_reference(int &fd);

int twice(int fd)
{
    ::close(fd);
    return ::close(fd);
//         ^^^^^^^^^^^ error: fd is closed already: close() fails with EBADF, or closes what was opened since. Close it once.
}

int perhaps(int fd)
{
    ::close(fd);
    by_reference(fd);
    return ::close(fd);
}
