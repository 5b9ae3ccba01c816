//- /null.c
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

void *anywhere(unsigned long n, void *hint, int flags)
{
    void *p = NULL;
    void *a = mmap(NULL, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
//                                                                   ^^^^^^^^^ 💡 error: MAP_FIXED with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.
    void *b = mmap(0, n, PROT_NONE, MAP_FIXED_NOREPLACE | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
//                                  ^^^^^^^^^^^^^^^^^^^ 💡 error: MAP_FIXED_NOREPLACE with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.
    void *c = mmap(p, n, PROT_NONE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
//                                  ^^^^^^^^^ 💡 error: MAP_FIXED with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.
    /* Not certain, or not null. */
    void *d = mmap(hint, n, PROT_NONE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    void *e = mmap(NULL, n, PROT_NONE, flags | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    void *f = mmap(NULL, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (hint != NULL)
        p = hint;
    void *g = mmap(p, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | (p ? MAP_FIXED : 0), -1, 0);
    return a && b && c && d && e && f ? g : p;
}

void map_low_memory(void)
{
    mmap(0, 0x100000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
//                                                                          ^^^^^^^^^ hint: MAP_FIXED with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.
}

void guest(void)
{
    /* The BIOS data area lies in page 0. */
    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
//                                                                         ^^^^^^^^^ hint: MAP_FIXED with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.
}

void guest_page(void)
{
    char *p = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
//                                                                   ^^^^^^^^^ hint: MAP_FIXED with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.
    if (p == NULL)
        *p = 1;
}
//- /test.c
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

void refused(void)
{
    assert(mmap(NULL, 1, 1, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED);
//                                                        ^^^^^^^^^ warning: MAP_FIXED with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.
}
