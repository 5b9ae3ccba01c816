#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#ifndef MAP_SYNC
#define MAP_SYNC 0x80000
#endif
#ifndef MAP_SHARED_VALIDATE
#define MAP_SHARED_VALIDATE 0x3
#endif

void *pmem(int fd, unsigned long n, int type)
{
    void *p = mmap(NULL, n, PROT_WRITE, MAP_SHARED_VALIDATE | MAP_SYNC, fd, 0);
    if (p == MAP_FAILED)
        p = mmap(NULL, n, PROT_WRITE, MAP_SHARED | MAP_SYNC, fd, 0);
//                                                 ^^^^^^^^ warning: MAP_SYNC may be ignored without an error unless the type is MAP_SHARED_VALIDATE: use that.
    if (p == MAP_FAILED)
        p = mmap(NULL, n, PROT_WRITE, MAP_SYNC | MAP_PRIVATE, fd, 0);
//                                    ^^^^^^^^ warning: MAP_SYNC may be ignored without an error unless the type is MAP_SHARED_VALIDATE: use that.
    if (p == MAP_FAILED)
        p = mmap(NULL, n, PROT_WRITE, MAP_SYNC | type, fd, 0);
    if (p == MAP_FAILED)
        p = mmap(NULL, n, PROT_WRITE, MAP_SHARED, fd, 0);
    return p;
}
