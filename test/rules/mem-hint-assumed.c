#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define TABLE 0x700000000UL

int assumed(size_t n)
{
    char *want = (char *)TABLE;
    void *p = mmap(want, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    memset(want, 1, n);
//  ^^^^^^^^^^^^^^^^^^ information: Without MAP_FIXED the kernel may map somewhere else than at want: use the address that mmap() returns.
    return 0;
}

int discarded(void)
{
    int *cell = (int *)0x200000000;
    mmap(cell, 4096, PROT_READ | PROT_WRITE, ANON, -1, 0);
    return cell[0];
//         ^^^^^^^ information: Without MAP_FIXED the kernel may map somewhere else than at cell: use the address that mmap() returns.
}

/* The result, a fixed place, or one that was compared. */
int right(size_t n)
{
    char *want = (char *)TABLE;
    char *p = mmap(want, n, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    p[0] = 1;
    char *fixed = (char *)0x300000000;
    if (mmap(fixed, n, PROT_READ, ANON | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED)
        return -1;
    char *same = (char *)0x400000000;
    if (mmap(same, n, PROT_READ, ANON, -1, 0) != same)
        return -1;
    char *own = (char *)0x500000000;
    own = mmap(own, n, PROT_READ, ANON, -1, 0);
    if (own == MAP_FAILED)
        return -1;
    return fixed[0] + same[0] + own[0];
}

/* Perhaps there is something already. */
int given(char *at, size_t n)
{
    if (mmap(at, n, PROT_READ, ANON, -1, 0) == MAP_FAILED)
        return -1;
    return at[0];
}
