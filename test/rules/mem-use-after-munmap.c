//- /a.c
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct entry {
    int id;
    size_t size;
    struct entry *next;
};

int read_after(int fd, size_t n)
{
    unsigned char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    munmap(p, n);
    return p[0] + p[1];
//         ^ error: p points to memory that munmap() gave back before: use it first, or unmap later.
}

void release(struct entry *e)
{
    munmap(e, e->size);
    e->next = NULL;
//  ^ error: e points to memory that munmap() gave back before: use it first, or unmap later.
}

void report(char *text, size_t n, FILE *out)
{
    munmap(text, n);
    fputs(text, out);
//  ^^^^^^^^^^^^^^^^ error: text points to memory that munmap() gave back before: use it first, or unmap later.
}

int twice(char *p, size_t n)
{
    if (munmap(p, n) < 0)
        perror("munmap");
    return munmap(p, n);
//         ^^^^^^^^^^^^ error: p is unmapped already: a second munmap() may take what somebody else was given there.
}

/* Given another value in between, or used before. */
void walk(struct entry *e)
{
    while (e != NULL) {
        struct entry *next = e->next;
        munmap(e, e->size);
        e = next;
    }
}

int renew(char *p, size_t n)
{
    munmap(p, n);
    p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    return p[0];
}

int in_place(char *p, size_t n)
{
    munmap(p, n);
    mmap(p, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return p[0];
}

/* The rest is still there. */
int head(char *p, size_t n, size_t page)
{
    munmap(p, page);
    munmap(p + 2 * page, n - 2 * page);
    return p[4096] + p[page];
}

/* Only on one of the ways. */
int maybe(char *p, size_t n, int done)
{
    if (done)
        munmap(p, n);
    else
        p[0] = 1;
    printf("%p\n", (void *)p);
    return 0;
}

/* Only its address. */
struct entry **link_of(struct entry *e)
{
    munmap(e, e->size);
    return &e->next;
}

/* Still mapped: munmap() failed, or was asked for nothing. */
int failed(char *p, size_t n)
{
    if (munmap(p, n) < 0)
        return p[0];
    return 0;
}

int nothing(char *p)
{
    munmap(p, 0);
    return p[0];
}

static sigjmp_buf back;

/* A test that wants the fault. */
int faults(char *p, size_t n)
{
    munmap(p, n);
    if (sigsetjmp(back, 1) == 0)
        return p[0];
    return 0;
}
//- /map.cc lang:cpp
#include <cstddef>
#include <sys/mman.h>

struct Entry {
    Entry *next;
    std::size_t size;
};

Entry *drop(Entry *e)
{
    munmap(e, e->size);
    return e->next;
//         ^ error: e points to memory that munmap() gave back before: use it first, or unmap later.
}

/* A reference parameter: who is called may give it another value. */
bool renew(Entry *&e);

std::size_t again(Entry *e)
{
    munmap(e, e->size);
    if (!renew(e))
        return 0;
    return e->size;
}
