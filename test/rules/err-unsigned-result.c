//- /first.c
#include <fcntl.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

int length(int fd, char *to, size_t n)
{
    size_t got = read(fd, to, n);
    if (got < 0)
//      ^^^^^^^ error: got is size_t, so 'got < 0' misses the -1 of read(): declare it ssize_t.
        return -1;
    return got == n;
}

int in_place(int fd, char *to, size_t n)
{
    unsigned got;
    while ((got = recv(fd, to, n, 0)) > 0)
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: got is unsigned, so '(got = recv(fd, to, n, 0)) > 0' misses the -1 of recv(): declare it ssize_t.
        to[got - 1] = 0;
    return 0;
}

int descriptor(const char *path)
{
    unsigned int fd;
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (0 > fd)
//      ^^^^^^ error: fd is unsigned int, so '0 > fd' misses the -1 of open(): declare it int.
        return -1;
    return (int)fd;
}

int narrow(const char *path)
{
    uint8_t fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd == -1)
//      ^^^^^^^^ error: fd is uint8_t, so 'fd == -1' misses the -1 of open(): declare it int.
        return -1;
    return fd;
}

int link_of(const char *path, char *to, size_t n)
{
    size_t len = readlink(path, to, n - 1);
    if (len >= 0)
//      ^^^^^^^^ error: len is size_t, so 'len >= 0' misses the -1 of readlink(): declare it ssize_t.
        to[len] = 0;
    return 0;
}

/* As wide as an int: -1 is converted as well, and found. */
int wide(int fd, char *to, size_t n)
{
    size_t got = read(fd, to, n);
    if (got == -1)
        return -1;
    if (got > 0)
        to[0] = 0;
    unsigned other = read(fd, to, n);
    if (other == (unsigned)-1 || other < 1)
        return -1;
    return other > 0;
}

/* Signed again before the comparison. */
int cast(int fd, char *to, size_t n)
{
    size_t got = read(fd, to, n);
    if ((ssize_t)got < 0)
        return -1;
    return got == n;
}

/* Signed, or of a type that this file does not tell. */
int fine(int fd, char *to, size_t n, off_t *end)
{
    ssize_t got = read(fd, to, n);
    if (got < 0)
        return -1;
    *end = lseek(fd, 0, SEEK_END);
    if (*end < 0)
        return -1;
    int rest = n - got;
    return rest < 0;
}

/* More than was asked for is what this one looks for. */
int bounded(int fd, char *to, size_t n)
{
    size_t got = read(fd, to, n);
    if (got > n)
        return -1;
    return got > 0;
}
//- /macro.c
#include <unistd.h>
#define FAILED(x) ((x) < 0)
typedef unsigned long word;

int start(int fd, char *to, word n)
{
    word got = read(fd, to, n);
    if (FAILED(got))
        return -1;
    unsigned long left = write(fd, to, n);
    if (left < 0 || left < n)
//      ^^^^^^^^ error: left is unsigned long, so 'left < 0' misses the -1 of write(): declare it ssize_t.
        return -1;
    unsigned long sent = write(fd, to, n);
    return sent < 0 ? -1 : 0;
//         ^^^^^^^^ error: sent is unsigned long, so 'sent < 0' misses the -1 of write(): declare it ssize_t.
}
