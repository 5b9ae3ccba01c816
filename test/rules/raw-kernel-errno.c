//- /a.c
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define INTERRUPTED(n) ((n) == -EINTR)

int wait_for(struct pollfd *p, int fd, void *buf, size_t n)
{
    int ready = poll(p, 1, -1);
    if (ready == -EINTR)
//      ^^^^^^^^^^^^^^^ error: poll() fails with -1 and sets errno, so it never returns -EINTR: test errno == EINTR.
        return 0;
    ssize_t got;
    if ((got = recv(fd, buf, n, 0)) == -EAGAIN)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: recv() fails with -1 and sets errno, so it never returns -EAGAIN: test errno == EAGAIN.
        return 0;
    got = read(fd, buf, n);
    if (got < 0 && got != -EINTR)
//                 ^^^^^^^^^^^^^ error: read() fails with -1 and sets errno, so it never returns -EINTR: test errno == EINTR.
        return -1;
    return got;
}

int feature(void)
{
    long r = syscall(SYS_membarrier, 0, 0);
    if (-ENOSYS == r)
//      ^^^^^^^^^^^^ error: syscall() fails with -1 and sets errno, so it never returns -ENOSYS: test errno == ENOSYS.
        return 0;
    if (syscall(SYS_getrandom, 0, 0, 0) == -ENOSYS)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: syscall() fails with -1 and sets errno, so it never returns -ENOSYS: test errno == ENOSYS.
        return 0;
    return r;
}

/* Compared as the C library's calls must be. */
int right(struct pollfd *p)
{
    int ready = poll(p, 1, -1);
    if (ready == -1 && errno == EINTR)
        return 0;
    if (ready < 0)
        return -errno;
    return ready;
}

/* By then it is the kernel's way of saying it. */
int converted(struct pollfd *p)
{
    int ready = poll(p, 1, -1);
    if (ready < 0)
        ready = -errno;
    if (ready == -EINTR)
        return 0;
    int again = poll(p, 1, 0) < 0 ? -errno : 0;
    return again == -EINTR ? 0 : ready;
}

/* Functions of other people have ways of their own. */
int my_read(int fd, void *buf, size_t n);
int others(int fd, void *buf, size_t n)
{
    int got = my_read(fd, buf, n);
    return got == -EINTR ? (int)read(fd, buf, n) : got;
}

/* Another value may reach the comparison. */
int either(struct pollfd *p, int later)
{
    int ready = -EINTR;
    if (!later)
        ready = poll(p, 1, 0);
    return ready == -EINTR;
}
//- /inside.c
#include <errno.h>
#include <sys/syscall.h>

/* A raw call that returns what the kernel returned. */
long syscall(long number, ...);
static long __syscall(long number, long a, long b, long c)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(number), "D"(a), "S"(b), "d"(c)
                     : "rcx", "r11", "memory");
    return r;
}

int raw(int fd, void *buf)
{
    long n = __syscall(SYS_read, fd, (long)buf, 1);
    if (n == -EINTR)
        return 0;
    return syscall(SYS_close, fd) == -1 && errno == EINTR;
}
//- /raw.cc lang:cpp
#include <cerrno>
#include <sys/syscall.h>
#include <unistd.h>

bool missing()
{
    auto r = ::syscall(SYS_membarrier, 0, 0);
    return r == -ENOSYS;
//         ^^^^^^^^^^^^ error: syscall() fails with -1 and sets errno, so it never returns -ENOSYS: test errno == ENOSYS.
}

bool absent()
{
    return ::syscall(SYS_membarrier, 0, 0) == -1 && errno == ENOSYS;
}
