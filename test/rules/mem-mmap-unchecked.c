//- /a.c
#define _GNU_SOURCE
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define CHECK(x) do { if (!(x)) abort(); } while (0)

struct arena {
    char *base;
    size_t used;
};

int direct(size_t n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    p[0] = 1;
//  ^^^^ warning: p is MAP_FAILED when mmap() failed, and nothing looked yet: compare it with MAP_FAILED first.
    return munmap(p, n);
}

int in_structure(struct arena *a, size_t n)
{
    a->base = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    memset(a->base, 0, n);
//  ^^^^^^^^^^^^^^^^^^^^^ warning: a->base is MAP_FAILED when mmap() failed, and nothing looked yet: compare it with MAP_FAILED first.
    return 0;
}

struct arena *by_member(size_t n)
{
    struct arena *a;
    a = (struct arena *)mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    a->used = sizeof *a;
//  ^^^^^^^ warning: a is MAP_FAILED when mmap() failed, and nothing looked yet: compare it with MAP_FAILED first.
    if (a == MAP_FAILED)
        return NULL;
    return a;
}

int others(void *old, size_t n, int id)
{
    char *p = mremap(old, n, 2 * n, MREMAP_MAYMOVE);
    *p = 0;
//  ^^ warning: p is MAP_FAILED when mremap() failed, and nothing looked yet: compare it with MAP_FAILED first.
    char *q = shmat(id, NULL, 0);
    return strlen(q) > n;
//         ^^^^^^^^^ warning: q is (void *)-1 when shmat() failed, and nothing looked yet: compare it with (void *)-1 first.
}

int guard(char *page, size_t n)
{
    mmap(page, n, PROT_NONE, ANON | MAP_FIXED, -1, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Nobody looks whether mmap() failed, and nothing was mapped then: compare its result with MAP_FAILED.
    (void)mmap(page + n, n, PROT_NONE, ANON | MAP_FIXED, -1, 0);
    return 0;
}

/* Looked at, in whatever way. */
int checked(size_t n, void *want)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    p[0] = 1;
    char *q = mmap(want, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (q != want)
        return -1;
    q[0] = 1;
    char *r = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    assert(r != MAP_FAILED);
    r[0] = 1;
    char *s = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    CHECK(s != MAP_FAILED);
    s[0] = 1;
    char *t = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if ((intptr_t)t < 0)
        return -1;
    t[0] = 1;
    char *u;
    if ((u = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0)) == MAP_FAILED)
        return -1;
    return u[0];
}

#define NO_MEMORY ((void *)-1)
#define IS_ERR(p) ((unsigned long)(p) > -4096UL)
#define assert_se(x) do { if (!(x)) abort(); } while (0)

int by_macro(size_t n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == NO_MEMORY)
        return -1;
    p[0] = 1;
    char *q = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (IS_ERR(q))
        return -1;
    q[0] = 1;
    char *r;
    assert_se((r = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0)) != MAP_FAILED);
    r[0] = 1;
    return 0;
}

int failed(void *p);

/* Somebody else looks. */
char *handed_on(struct arena *a, size_t n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (failed(p))
        return NULL;
    p[0] = 1;
    a->base = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    return mmap(NULL, n, PROT_READ, ANON, -1, 0);
}

/* Another value on the other way. */
int either(size_t n, char *given)
{
    char *p = given;
    if (p == NULL)
        p = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p != MAP_FAILED)
        p[0] = 1;
    return sizeof(p[0]);
}
//- /map.cc lang:cpp
#include <cstddef>
#include <sys/mman.h>

struct Header {
    unsigned version;
};

struct Pool {
    char *base = nullptr;
    bool grow(std::size_t n);
};

unsigned version(int fd)
{
    auto *h = static_cast<Header *>(::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE, fd, 0));
    return h->version;
//         ^^^^^^^^^^ warning: h is MAP_FAILED when mmap() failed, and nothing looked yet: compare it with MAP_FAILED first.
}

bool Pool::grow(std::size_t n)
{
    base = static_cast<char *>(mmap(nullptr, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    if (base == MAP_FAILED)
        return false;
    return base[0] == 0;
}

/* A lambda may have looked. */
int checked(int fd)
{
    void *p = mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    auto good = [&] { return p != MAP_FAILED; };
    if (!good())
        return -1;
    return *static_cast<int *>(p);
}
