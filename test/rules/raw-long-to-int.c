//- /a.c
#define _GNU_SOURCE
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

void *map(size_t n)
{
    int at = syscall(SYS_mmap, 0, n, 3, 0x22, -1, 0);
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: syscall() returns a long, and an int cuts the address that mmap returns to 32 bits: use long.
    if (at == -1)
        return NULL;
    return (void *)(intptr_t)at;
}

static int end_of(int fd)
{
    return syscall(SYS_lseek, fd, 0, SEEK_END);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: syscall() returns a long, and an int cuts the offset that lseek returns to 32 bits: use long.
}

int grow(unsigned long to)
{
    unsigned int now, before = end_of(0);
    now = syscall(SYS_brk, to);
//        ^^^^^^^^^^^^^^^^^^^^ warning: syscall() returns a long, and an int cuts the address that brk returns to 32 bits: use long.
    return now - before;
}

/* Wide enough, or no more than a descriptor, an id or a count. */
long right(int fd, void *buf, size_t n)
{
    long end = syscall(SYS_lseek, fd, 0, SEEK_END);
    int got = syscall(SYS_read, fd, buf, n);
    int id = syscall(SYS_gettid);
    int other = lseek(fd, 0, SEEK_SET);
    return end + got + id + other;
}

/* Nothing but success and failure is looked at. */
int rewind_it(int fd)
{
    int failed = syscall(SYS_lseek, fd, 0, SEEK_SET);
    return failed == -1;
}
//- /narrow.c arch:i386
#include <sys/syscall.h>
#include <unistd.h>

long narrow(unsigned long to)
{
    int now = syscall(SYS_brk, to);
    return now ? now : -1;
}
