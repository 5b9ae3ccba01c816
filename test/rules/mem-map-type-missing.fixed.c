//- /flags.c
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#ifndef MAP_DROPPABLE
#define MAP_DROPPABLE 0x08
#endif
#define OURS (MAP_ANONYMOUS | MAP_NORESERVE)

void anonymous(unsigned long n, int extra, int large)
{
    int flags = MAP_ANONYMOUS;
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | OURS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | flags, -1, 0);
    mmap(NULL, n, PROT_READ, large ? MAP_ANONYMOUS | MAP_HUGETLB : MAP_ANONYMOUS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_ANONYMOUS | extra, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_DROPPABLE | MAP_ANONYMOUS, -1, 0);
    flags |= large ? MAP_SHARED : MAP_PRIVATE;
    mmap(NULL, n, PROT_READ, flags, -1, 0);
}

void *file(int fd, unsigned long n)
{
    void *p = mmap(NULL, n, PROT_READ, 0, fd, 0);
    if (p == MAP_FAILED)
        p = mmap(NULL, n, PROT_READ, MAP_POPULATE, fd, 0);
    if (p == MAP_FAILED)
        p = mmap(NULL, n, PROT_READ, MAP_SHARED_VALIDATE, fd, 0);
    return p == MAP_FAILED ? mmap(NULL, n, PROT_READ, 4, fd, 0) : p;
}
//- /tests.c
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

int is_refused(void)
{
    return mmap(NULL, 4096, PROT_READ, MAP_ANONYMOUS, -1, 0) == MAP_FAILED && errno == EINVAL;
}
//- /raw.c
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

long raw(unsigned long n)
{
    return syscall(SYS_mmap, 0, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
