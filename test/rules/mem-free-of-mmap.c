#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

struct buffer {
    char *data;
    size_t size;
    int mapped;
};

int freed(size_t n, int id)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    p[0] = 1;
    free(p);
//  ^^^^^^^ error: free() of a mapping of mmap() aborts or corrupts the heap: give it back with munmap().
    char *q = shmat(id, NULL, 0);
    free(q);
//  ^^^^^^^ error: free() of a mapping of shmat() aborts or corrupts the heap: give it back with shmdt().
    char *r = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    r = realloc(r, 2 * n);
//      ^^^^^^^^^^^^^^^^^ error: realloc() of a mapping of mmap() aborts or corrupts the heap: give it back with munmap().
    return r == NULL;
}

int unmapped(size_t n)
{
    char *p = malloc(n);
    if (p == NULL)
        return -1;
    memset(p, 0, n);
    return munmap(p, n);
//         ^^^^^^^^^^^^ error: munmap() of memory from malloc() fails with EINVAL or punches a hole into the heap: call free().
}

/* Each by its own. */
int right(size_t n)
{
    char *copy = malloc(n);
    char *p = mmap(NULL, n, PROT_READ, ANON, -1, 0);
    if (p == MAP_FAILED) {
        free(copy);
        return -1;
    }
    memcpy(copy, p, n);
    munmap(p, n);
    p = copy;
    free(p);
    return 0;
}

/* Chosen by size: what it is depends on the path. */
void choose(struct buffer *b, size_t n)
{
    char *p;
    if (n > 65536)
        p = mmap(NULL, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    else
        p = malloc(n);
    if (p == MAP_FAILED || p == NULL)
        return;
    b->data = p;
    if (n > 65536)
        munmap(p, n);
    else
        free(p);
}

/* The pointer of the caller. */
void drop(struct buffer *b)
{
    if (b->mapped)
        munmap(b->data, b->size);
    else
        free(b->data);
    b->data = mmap(NULL, b->size, PROT_READ, ANON, -1, 0);
}
