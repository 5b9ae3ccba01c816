//- /a.c
#define _GNU_SOURCE
#include <linux/mman.h>
#include <stddef.h>
#include <sys/mman.h>

#define MB (1024 * 1024)
#define HUGE_ANON (MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB)

void *lengths(void)
{
    mmap(NULL, 4096, PROT_READ, HUGE_ANON, -1, 0);
//             ^^^^ warning: 4096 bytes are no multiple of a huge page (2097152): munmap() of it fails with EINVAL, use 2097152.
    mmap(NULL, 3 * MB, PROT_READ, HUGE_ANON, -1, 0);
//             ^^^^^^ warning: 3145728 bytes are no multiple of a huge page (2097152): munmap() of it fails with EINVAL, use 4194304.
    size_t n = 512 * MB;
    return mmap(NULL, n, PROT_READ, HUGE_ANON | MAP_HUGE_1GB, -1, 0);
//                    ^ warning: 536870912 bytes are no multiple of a huge page (1073741824): munmap() of it fails with EINVAL, use 1073741824.
}

int unmapped(void)
{
    char *p = mmap(NULL, 2 * MB, PROT_READ, HUGE_ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    if (p[0] != 0)
        return munmap(p, 2 * MB);
    return munmap(p, 4096);
//                   ^^^^ warning: 4096 bytes are no multiple of a huge page (2097152): munmap() of it fails with EINVAL, use 2097152.
}

/* Whole huge pages, small ones, or a size that nobody knows here. */
void *right(size_t n, int size)
{
    mmap(NULL, 2 * MB, PROT_READ, HUGE_ANON, -1, 0);
    mmap(NULL, 64 * MB, PROT_READ, HUGE_ANON | MAP_HUGE_2MB, -1, 0);
    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(NULL, 4096, PROT_READ, HUGE_ANON | size, -1, 0);
    return mmap(NULL, n, PROT_READ, HUGE_ANON, -1, 0);
}
//- /arm.c arch:aarch64
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

/* The default size is a choice of the kernel's builder there. */
void *arm(void)
{
    return mmap(NULL, 65536, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
}
