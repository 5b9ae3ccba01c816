#define _GNU_SOURCE
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE_ALIGNED __attribute__((aligned(4096)))

int heap(size_t n)
{
    char *p = malloc(n);
    if (p == NULL)
        return -1;
    memset(p, 0, n);
    if (mprotect(p, n, PROT_READ) != 0)
//               ^ error: mprotect() wants the start of a page and fails with EINVAL: malloc() does not align, mmap() does.
        return -1;
    void *q = calloc(1, n);
    return madvise((void *)q, n, MADV_DONTDUMP);
//                 ^^^^^^^^^ error: madvise() wants the start of a page and fails with EINVAL: calloc() does not align, mmap() does.
}

int objects(void)
{
    char page[8192];
    static unsigned long table[1024];
    if (mprotect(page, sizeof page, PROT_READ | PROT_EXEC) < 0)
//               ^^^^ error: mprotect() wants the start of a page and fails with EINVAL: page is not aligned to one.
        return -1;
    return msync(&table[0], sizeof table, MS_SYNC);
//               ^^^^^^^^^ error: msync() wants the start of a page and fails with EINVAL: table is not aligned to one.
}

int inside(size_t n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    if (mprotect(p + 64, n - 64, PROT_READ) < 0)
//               ^^^^^^ error: mprotect() wants the start of a page and fails with EINVAL: 64 bytes into a mapping is none.
        return -1;
    return mprotect(&p[100], n - 100, PROT_NONE);
//                  ^^^^^^^ error: mprotect() wants the start of a page and fails with EINVAL: 100 bytes into a mapping is none.
}

/* Aligned by hand, by the allocator or by the compiler. */
int aligned(size_t n)
{
    static char pool[8192] PAGE_ALIGNED;
    char mine[8192] __attribute__((aligned(4096)));
    void *p;
    if (posix_memalign(&p, 4096, n) != 0)
        return -1;
    mprotect(p, n, PROT_READ);
    p = memalign(sysconf(_SC_PAGESIZE), n);
    mprotect(p, n, PROT_READ);
    p = aligned_alloc(4096, n);
    mprotect(p, n, PROT_READ);
    mprotect(pool, sizeof pool, PROT_READ);
    mprotect(mine, sizeof mine, PROT_READ);
    char *raw = malloc(n + 4096);
    char *start = (char *)(((uintptr_t)raw + 4095) & ~4095UL);
    mprotect((void *)((uintptr_t)raw & ~4095UL), 4096, PROT_READ);
    return mprotect(start, n, PROT_READ);
}

/* Whole pages further on, or by an amount that nobody knows here. */
int guards(size_t n, size_t page)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    mprotect(p + 4096, 4096, PROT_NONE);
    mprotect(p + page, page, PROT_NONE);
    uint32_t *words = (uint32_t *)p;
    mprotect(words + 1024, 4096, PROT_NONE);
    return mprotect(p, 100, PROT_READ);
}

/* mlock() rounds; and where it came from is the caller's business. */
int others(void *given, size_t n, int big)
{
    char *p = big ? mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : malloc(n);
    mprotect(p, n, PROT_READ);
    char *secret = malloc(64);
    mlock(secret, 64);
    return mprotect(given, n, PROT_READ);
}
