//- /origin.c
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/shm.h>
#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#define BASE 0x7f0000000000
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

struct region {
    char *base;
    unsigned long size;
};

void constants(unsigned long n)
{
    mmap((void *)BASE, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
//                                          ^^^^^^^^^ warning: MAP_FIXED replaces whatever is mapped at this fixed address: use MAP_FIXED_NOREPLACE and check the result.
    mmap((void *)0x10000, n, PROT_READ, MAP_FIXED | ANON, -1, 0);
//                                      ^^^^^^^^^ warning: MAP_FIXED replaces whatever is mapped at this fixed address: use MAP_FIXED_NOREPLACE and check the result.
    mmap((void *)(BASE + 0x1000), n, PROT_READ, ANON | MAP_FIXED_NOREPLACE, -1, 0);
    mmap((void *)BASE, n, PROT_READ, ANON, -1, 0);
}

int renew(char *p, unsigned long n)
{
    if (munmap(p, n) != 0)
        return -1;
    return mmap(p, n, PROT_READ, ANON | MAP_FIXED, -1, 0) == MAP_FAILED ? -1 : 0;
//                                      ^^^^^^^^^ warning: Another thread may map here after munmap(): drop the munmap(), MAP_FIXED replaces the range in one step.
}

char *moved(char *p, char *q, unsigned long n)
{
    munmap(p, n);
    p = q;
    return mmap(p, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
}

void swap(char *p, char *q, unsigned long n)
{
    munmap(p, n);
    mremap(q, n, n, MREMAP_MAYMOVE | MREMAP_FIXED, p);
    mmap(p, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
}

/* All of these may lie in a reservation of this program. */
void *reserved(struct region *r, char *at, uintptr_t where, unsigned long n)
{
    char *p = mmap(NULL, 16 * n, PROT_NONE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    mmap(p, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    mmap(p + n, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    mmap(r->base, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    mmap(at, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    mmap((void *)where, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    mmap((void *)((uintptr_t)p & ~4095UL), n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    void *s = shmat(3, NULL, 0);
    mmap(s, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    return p;
}

void *parameter_flags(int flags, unsigned long n)
{
    return mmap((void *)BASE, n, PROT_READ, ANON | flags, -1, 0);
}
//- /fallback.c
#include <sys/mman.h>

void *place(unsigned long n)
{
#ifdef MAP_FIXED_NOREPLACE
    return mmap((void *)0x40000000, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
#else
    return mmap((void *)0x40000000, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
#endif
}
//- /wrapper.c
#include <stddef.h>
#include <sys/mman.h>

static void *place(void *at, unsigned long n, int more)
{
    return mmap(at, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | more, -1, 0);
}

void *twice(void *at, unsigned long n)
{
    place((void *)0x40000000, n, 0);
    place(at, n, MAP_FIXED);
    return place((void *)0x40000000, n, MAP_FIXED);
//                                      ^^^^^^^^^ warning: MAP_FIXED replaces whatever is mapped at this fixed address: use MAP_FIXED_NOREPLACE and check the result.
}
