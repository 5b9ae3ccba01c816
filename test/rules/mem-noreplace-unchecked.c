//- /old.c kernel:4.14
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

#define AT_ONCE (MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE)

void *trusted(void *want, size_t n)
{
    void *p = mmap(want, n, PROT_READ, AT_ONCE, -1, 0);
//                                     ^^^^^^^ information: Linux before 4.17 takes the address as a hint, and the target is 4.14: compare the result with it.
    if (p == MAP_FAILED)
        return NULL;
    if (mmap((char *)want + n, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED)
//                                                                         ^^^^^^^^^^^^^^^^^^^ information: Linux before 4.17 takes the address as a hint, and the target is 4.14: compare the result with it.
        return NULL;
    return want;
}

/* Compared, or for somebody else to compare. */
void *compared(void *want, size_t n)
{
    void *p = mmap(want, n, PROT_READ, AT_ONCE, -1, 0);
    if (p != want)
        return NULL;
    mmap(want, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return mmap(want, n, PROT_READ, AT_ONCE, -1, 0);
}
//- /new.c kernel:4.17
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

/* The flag does what it says there. */
int reserve(void *want, size_t n)
{
    return mmap(want, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED;
}
//- /unknown.c
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

int reserve(void *want, size_t n)
{
    return mmap(want, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED;
}
