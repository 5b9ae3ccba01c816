//- /default.c
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void flags(int fd, unsigned long n, int more)
{
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_DENYWRITE, fd, 0);
//                                         ^^^^^^^^^^^^^ 💡 information: MAP_DENYWRITE is accepted and ignored: drop it.
    mmap(NULL, n, PROT_READ, MAP_EXECUTABLE | MAP_PRIVATE, fd, 0);
//                           ^^^^^^^^^^^^^^ 💡 information: MAP_EXECUTABLE is accepted and ignored: drop it.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_EXECUTABLE | MAP_DENYWRITE, fd, 0);
//                                         ^^^^^^^^^^^^^^ 💡 information: MAP_EXECUTABLE is accepted and ignored: drop it.
//                                                          ^^^^^^^^^^^^^ 💡 information: MAP_DENYWRITE is accepted and ignored: drop it.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
//                                                         ^^^^^^^^^^ information: mmap succeeds with MAP_LOCKED even if pages could not be read in: use mlock() or mlock2() to be told.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | (more ? MAP_DENYWRITE : 0), fd, 0);
    mmap(NULL, n, PROT_READ, 0x802, fd, 0);
}
//- /chosen.c set:mem/obsolete-map-flag=warning
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void *stack(unsigned long n)
{
    void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0);
//                                                                   ^^^^^^^^^^^^^ warning: A MAP_GROWSDOWN mapping stops growing at the next mapping below it: map the whole size instead.
    return p == MAP_FAILED ? mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0) : p;
}
