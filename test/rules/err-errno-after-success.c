#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int swapped(const char *path)
{
    if (mkdir(path, 0700) == 0) {
        perror("mkdir");
//      ^^^^^^^^^^^^^^^ warning: mkdir() has succeeded here, so perror() tells nothing about it: read errno in the failing branch.
        return -1;
    }
    return 0;
}

int behind(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    return -errno;
//          ^^^^^ warning: open() has succeeded here, so errno tells nothing about it: read errno in the failing branch.
}

int branch(int fd, char *to, size_t n)
{
    ssize_t got = read(fd, to, n);
    if (got >= 0) {
        fprintf(stderr, "read: %s\n", strerror(errno));
//                                             ^^^^^ warning: read() has succeeded here, so errno tells nothing about it: read errno in the failing branch.
        return -1;
    }
    return 0;
}

/* The way of failure, or both. */
int right(const char *path, char *to, size_t n)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        perror(path);
        return -errno;
    }
    ssize_t got = read(fd, to, n);
    if (got != (ssize_t)n)
        fprintf(stderr, "%zd of %zu: %s\n", got, n, strerror(errno));
    if (close(fd) == 0)
        return 0;
    return -errno;
}

/* Kept for the caller. */
int keeps(int fd, const char *path)
{
    int saved = errno;
    if (unlink(path) == 0)
        saved = errno;
    errno = saved;
    return close(fd);
}

/* An argument that a macro of another file runs when it likes, and a number that is told beside others. */
#define FOR_EACH(item, list, failed) for (item = list; item; item = item - 1)
int macros(const char *path, int n)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int item;
    FOR_EACH(item, n, return -errno)
    {
        if (lseek(fd, item, SEEK_SET) >= 0)
            printf("%d %d\n", fd, errno);
    }
    return fd;
}

/* Asked after something else. */
int last(const char *path)
{
    if (access(path, F_OK) == 0) {
        if (unlink(path) < 0)
            return errno;
        return 0;
    }
    return errno;
}
