#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

struct table {
    size_t used;
    char data[];
};

int grow(char *p, size_t n)
{
    char *q = mremap(p, n, 2 * n, MREMAP_MAYMOVE);
    if (q == MAP_FAILED)
        return -1;
    memset(p + n, 0, n);
    p[0] = 1;
//  ^^^^ warning: mremap() may have moved the mapping away from p: use its result, q.
    return 0;
}

struct table *move(struct table *t, size_t n, void *to)
{
    struct table *moved = mremap(t, n, n, MREMAP_MAYMOVE | MREMAP_FIXED, to);
    if (moved != MAP_FAILED)
        moved->used = t->used + 1;
//                    ^^^^^^^ warning: mremap() may have moved the mapping away from t: use its result, moved.
    return moved;
}

/* The result, or the old address where nothing has moved. */
int right(char *p, size_t n)
{
    char *q = mremap(p, n, 2 * n, MREMAP_MAYMOVE);
    if (q == MAP_FAILED) {
        p[0] = 0;
        return -1;
    }
    q[n] = 0;
    p = q;
    p[0] = 1;
    char *r = mremap(p, n, 2 * n, 0);
    if (r == MAP_FAILED)
        return -1;
    return p[0];
}

/* Asked for, or left for somebody else to say. */
int kept(char *p, size_t n, int flags)
{
    char *q = mremap(p, n, n, MREMAP_MAYMOVE | MREMAP_DONTUNMAP);
    if (q == MAP_FAILED)
        return -1;
    p[0] = 1;
    char *r = mremap(q, n, n, flags);
    if (r == MAP_FAILED)
        return -1;
    return q[0] + r[0];
}

/* It knows whether it has moved. */
char *stayed(char *p, size_t n)
{
    char *q = mremap(p, n, 2 * n, MREMAP_MAYMOVE);
    if (q == MAP_FAILED)
        return NULL;
    if (q == p)
        p[n] = 0;
    return q;
}

/* Compared, not followed. */
int has_moved(char *p, size_t n)
{
    char *q = mremap(p, n, 2 * n, MREMAP_MAYMOVE);
    if (q == MAP_FAILED)
        return -1;
    return q != p;
}
