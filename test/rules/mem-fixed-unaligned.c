#define _GNU_SOURCE
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define VECTORS 0x20000010UL

void *constants(size_t n)
{
    mmap((void *)0x10000100, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
//       ^^^^^^^^^^^^^^^^^^ error: 0x10000100 is inside of a page, so MAP_FIXED makes mmap fail with EINVAL: use a multiple of 4096.
    mmap((void *)VECTORS, n, PROT_READ, ANON | MAP_FIXED_NOREPLACE, -1, 0);
//       ^^^^^^^^^^^^^^^ error: 0x20000010 is inside of a page, so MAP_FIXED_NOREPLACE makes mmap fail with EINVAL: use a multiple of 4096.
    uintptr_t at = 0x30000000 + 64;
    syscall(SYS_mmap, at, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
//                    ^^ error: 0x30000040 is inside of a page, so MAP_FIXED makes mmap fail with EINVAL: use a multiple of 4096.
    return mmap((char *)(0x400000 | 8), n, PROT_READ, ANON | MAP_FIXED, -1, 0);
//              ^^^^^^^^^^^^^^^^^^^^^^ error: 0x400008 is inside of a page, so MAP_FIXED makes mmap fail with EINVAL: use a multiple of 4096.
}

/* Pages begin there. */
void *aligned(size_t n)
{
    mmap((void *)0x10000000, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    return mmap((void *)(VECTORS & ~0xfffUL), n, PROT_READ, ANON | MAP_FIXED_NOREPLACE, -1, 0);
}

/* Only a hint: the kernel rounds it. */
void *hint(size_t n)
{
    return mmap((void *)0x10000100, n, PROT_READ, ANON, -1, 0);
}

/* Who knows. */
void *unknown(char *base, size_t n, int flags, int high)
{
    mmap(base + 8, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
    mmap((void *)0x10000100, n, PROT_READ, ANON | flags, -1, 0);
    uintptr_t at = high ? 0x10000100 : 0x10000000;
    return mmap((void *)at, n, PROT_READ, ANON | MAP_FIXED, -1, 0);
}
