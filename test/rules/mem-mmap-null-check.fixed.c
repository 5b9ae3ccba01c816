//- /tests.c
#define _GNU_SOURCE
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/shm.h>
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

struct arena {
    char *base;
};

void *equal(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    return p;
}

void *not_equal(size_t n)
{
    char *p;
    p = (char *)mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if (MAP_FAILED != p)
        return p;
    abort();
}

void *negated(struct arena *a, size_t n)
{
    a->base = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if (a->base == MAP_FAILED)
        return NULL;
    return a->base;
}

void *bare(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    return p != MAP_FAILED ? p : NULL;
}

void *in_place(size_t n)
{
    void *p;
    if ((p = mmap(NULL, n, PROT_READ, ANON, -1, 0)) == MAP_FAILED)
        abort();
    if ((p = mmap(NULL, n, PROT_READ, ANON, -1, 0)) == MAP_FAILED)
        abort();
    if (mmap(p, n, PROT_READ, ANON, -1, 0) == MAP_FAILED)
        abort();
    return p;
}

void *negative(size_t n)
{
    char *p = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if (p == MAP_FAILED)
        abort();
    return p;
}

void *twice(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    if (p != MAP_FAILED)
        return p;
    return NULL;
}

void *others(void *old, size_t n, int id)
{
    void *p = mremap(old, n, 2 * n, MREMAP_MAYMOVE);
    if (p == MAP_FAILED)
        abort();
    void *s = shmat(id, NULL, 0);
    if (s == (void *)-1)
        abort();
    return s != (void *)-1 ? p : s;
}

/* Tested right, perhaps after something else. */
void *right(size_t n, void *want)
{
    void *p = mmap(want, n, PROT_READ, ANON, -1, 0);
    if (p == MAP_FAILED || p == NULL)
        return NULL;
    void *q = mmap(want, n, PROT_READ, ANON, -1, 0);
    if (q != want)
        return NULL;
    long r = (long)mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if (r < 0)
        return NULL;
    void *s = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if ((intptr_t)s < 0)
        return NULL;
    return mmap(NULL, n, PROT_READ, ANON, -1, 0);
}

/* Another value may reach the test. */
void *mixed(size_t n, int big)
{
    void *p = NULL;
    if (big)
        p = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    else
        p = malloc(n);
    if (p == NULL)
        return NULL;
    void *q = NULL;
    if (big)
        goto out;
    q = mmap(NULL, n, PROT_READ, ANON, -1, 0);
out:
    if (q)
        munmap(q, n);
    return p;
}

static void *map(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

void *wrapped(size_t n)
{
    void *p = map(n);
    if (p == NULL)
        abort();
    return p;
}

/* Asked for address 0, or perhaps for it: NULL is what it may get. */
void *page_zero(char *at, int fixed)
{
    char *p = mmap(0, 4096, PROT_READ, ANON | MAP_FIXED, -1, 0);
    if (p != NULL)
        return NULL;
    char *q = mmap(at, 4096, PROT_READ, ANON | fixed, -1, 0);
    return q == NULL ? p : q;
}
//- /own.c
#include <stddef.h>
#define PROT_READ 1

static char pool[65536];

/* Not the system call: a function of this file with its own failure value. */
static void *mmap(void *addr, size_t n, int prot, int flags, int fd, long offset)
{
    return n < sizeof pool ? pool : NULL;
}

void *own(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ, 2, -1, 0);
    if (p == NULL)
        return NULL;
    return p;
}
