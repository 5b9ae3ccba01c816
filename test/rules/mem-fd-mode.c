//- /a.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#define READING (O_RDONLY | O_CLOEXEC)
#define RW (PROT_READ | PROT_WRITE)

void *shared_read_only(const char *path, int dir)
{
    int fd = open(path, O_RDONLY);
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
//                                                     ^^^^^^^^^^ error: mmap() fails with EACCES: a shared writable mapping needs a descriptor opened with O_RDWR, not O_RDONLY.
    fd = openat(dir, path, READING);
    if (p == MAP_FAILED)
        p = mmap(NULL, 4096, RW, MAP_SHARED_VALIDATE, fd, 0);
//                               ^^^^^^^^^^^^^^^^^^^ error: mmap() fails with EACCES: a shared writable mapping needs a descriptor opened with O_RDWR, not O_RDONLY.
    int shm = shm_open("/state", O_RDONLY, 0);
    if (p == MAP_FAILED)
        p = mmap(NULL, 4096, PROT_WRITE, MAP_SHARED | MAP_POPULATE, shm, 0);
//                                       ^^^^^^^^^^^^^^^^^^^^^^^^^ error: mmap() fails with EACCES: a shared writable mapping needs a descriptor opened with O_RDWR, not O_RDONLY.
    return p;
}

void *unreadable(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    void *p = mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, fd, 0);
//                                                     ^^ error: mmap() fails with EACCES: every mapping needs a readable descriptor, and open() opens this one write-only.
    int out = creat(path, 0600);
    if (p == MAP_FAILED)
        p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, out, 0);
//                                                   ^^^ error: mmap() fails with EACCES: every mapping needs a readable descriptor, and creat() opens this one write-only.
    return p;
}

void *path_only(const char *path)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    return mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
//                                                  ^^ error: mmap() fails with EBADF: a descriptor opened with O_PATH cannot be mapped.
}

/* Allowed: both ways, a private copy, reading only. */
void *right(const char *path)
{
    int fd = open(path, O_RDWR);
    int ro = open(path, O_RDONLY);
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, ro, 0);
    mmap(NULL, 4096, PROT_READ, MAP_SHARED, ro, 0);
    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, ro, 0);
    return p;
}

/* The way it is opened depends on the caller, or on the path. */
void *either(const char *path, int flags, int writable, int prot, int given)
{
    int fd = open(path, writable ? O_RDWR : O_RDONLY);
    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    int other = open(path, O_RDONLY | flags);
    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, other, 0);
    int ro = open(path, O_RDONLY);
    mmap(NULL, 4096, PROT_READ | prot, MAP_SHARED, ro, 0);
    int again = open(path, O_RDWR);
    if (again < 0)
        again = open(path, O_RDONLY);
    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0);
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, given, 0);
}
//- /map.cc lang:cpp
#include <fcntl.h>
#include <sys/mman.h>

void *map(const char *path)
{
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
//                                                       ^^^^^^^^^^ error: mmap() fails with EACCES: a shared writable mapping needs a descriptor opened with O_RDWR, not O_RDONLY.
}

void *keep(const char *path)
{
    const int fd = ::open(path, O_RDWR | O_CLOEXEC);
    return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}
//- /wrapper.c
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>

static void *map_fd(int fd, int prot)
{
    return mmap(NULL, 4096, prot, MAP_SHARED, fd, 0);
}

/* The wrapper decides that it is shared, its caller that it is written. */
void *through(const char *path)
{
    int fd = open(path, O_RDONLY);
    int other = open(path, O_RDWR);
    map_fd(other, PROT_READ | PROT_WRITE);
    map_fd(fd, PROT_READ);
    return map_fd(fd, PROT_READ | PROT_WRITE);
//         ^^^^^^ error: mmap() fails with EACCES: a shared writable mapping needs a descriptor opened with O_RDWR, not O_RDONLY.
}
