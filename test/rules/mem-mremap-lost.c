#define _GNU_SOURCE
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct buffer {
    char *data;
    size_t size;
};

int grow(struct buffer *b, size_t to)
{
    b->data = mremap(b->data, b->size, to, MREMAP_MAYMOVE);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: When mremap() fails, the old mapping stays and b->data becomes MAP_FAILED: keep the result apart first.
    if (b->data == MAP_FAILED)
        return -1;
    b->size = to;
    return 0;
}

char *resize(size_t from, size_t to)
{
    char *p = mmap(NULL, from, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    p = (char *)mremap(p, from, to, MREMAP_MAYMOVE);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: When mremap() fails, the old mapping stays and p becomes MAP_FAILED: keep the result apart first.
    if (p == MAP_FAILED) {
        perror("mremap");
        return NULL;
    }
    return p;
}

static char *pool;

char *tested(size_t from, size_t to)
{
    if ((pool = mremap(pool, from, to, MREMAP_MAYMOVE)) == MAP_FAILED)
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: When mremap() fails, the old mapping stays and pool becomes MAP_FAILED: keep the result apart first.
        return NULL;
    return pool;
}

/* Kept apart, or still known by another name. */
int apart(struct buffer *b, size_t to)
{
    void *moved = mremap(b->data, b->size, to, MREMAP_MAYMOVE);
    if (moved == MAP_FAILED)
        return -1;
    b->data = moved;
    char *old = b->data;
    b->data = mremap(b->data, b->size, to, MREMAP_MAYMOVE);
    if (b->data == MAP_FAILED) {
        b->data = old;
        return -1;
    }
    return 0;
}

/* The program ends: there is nothing left to lose. */
char *or_die(size_t from, size_t to)
{
    pool = mremap(pool, from, to, MREMAP_MAYMOVE);
    if (pool == MAP_FAILED) {
        perror("mremap");
        exit(1);
    }
    return pool;
}

/* The caller still has the old address. */
char *passed(char *p, size_t from, size_t to)
{
    p = mremap(p, from, to, MREMAP_MAYMOVE);
    return p;
}

void asserted(struct buffer *b, size_t to)
{
    b->data = mremap(b->data, b->size, to, MREMAP_MAYMOVE);
    assert(b->data != MAP_FAILED);
}

int in_place(char *p, size_t from, size_t to)
{
    return mremap(p, from, to, 0) == MAP_FAILED;
}
