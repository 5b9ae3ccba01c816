#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define RW (PROT_READ | PROT_WRITE)

struct state {
    int version;
};

int *counter(void)
{
    int fd = memfd_create("counter", MFD_CLOEXEC);
    if (fd < 0)
        return NULL;
    int *p = mmap(NULL, 4096, RW, MAP_SHARED, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return NULL;
    p[0] = 1;
//  ^^^^ warning: The file behind this mapping is new and has 0 bytes: the first access gives SIGBUS, ftruncate() it first.
    return p;
}

struct state *shared(const char *name, size_t n)
{
    int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    struct state *s = mmap(NULL, n, RW, MAP_SHARED, fd, 0);
    if (s == MAP_FAILED)
        return NULL;
    s->version = 1;
//  ^^^^^^^^^^ warning: The file behind this mapping is new and has 0 bytes: the first access gives SIGBUS, ftruncate() it first.
    return s;
}

int truncated(const char *path, const char *text, size_t n)
{
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd < 0)
        return -1;
    char *p = mmap(NULL, n, RW, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    memcpy(p, text, n);
//  ^^^^^^^^^^^^^^^^^^ warning: The file behind this mapping is new and has 0 bytes: the first access gives SIGBUS, ftruncate() it first.
    return munmap(p, n);
}

int fill(int fd, size_t n);

/* Given a size, before or after the mapping, by whatever means. */
int sized(size_t n, const char *text)
{
    int fd = memfd_create("sized", 0);
    if (fd < 0 || ftruncate(fd, n) < 0)
        return -1;
    char *p = mmap(NULL, n, RW, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    p[0] = 1;
    int later = memfd_create("later", 0);
    char *q = mmap(NULL, n, RW, MAP_SHARED, later, 0);
    if (q == MAP_FAILED || ftruncate(later, n) < 0)
        return -1;
    q[0] = 1;
    int own = memfd_create("own", 0);
    if (fill(own, n) < 0)
        return -1;
    char *r = mmap(NULL, n, RW, MAP_SHARED, own, 0);
    if (r == MAP_FAILED)
        return -1;
    return r[0];
}

/* There may be a file of that name, with a size. */
int old(const char *name, size_t n)
{
    int fd = shm_open(name, O_RDWR | O_CREAT, 0600);
    char *p = mmap(NULL, n, RW, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    int file = open(name, O_RDWR);
    char *q = mmap(NULL, n, RW, MAP_SHARED, file, 0);
    if (q == MAP_FAILED)
        return -1;
    return p[0] + q[0];
}

/* Whoever gets the mapping may give the file its size first. */
void *unused(int *out, size_t n)
{
    int fd = memfd_create("unused", 0);
    *out = fd;
    return mmap(NULL, n, RW, MAP_SHARED, fd, 0);
}
