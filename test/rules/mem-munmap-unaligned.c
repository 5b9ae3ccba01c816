#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

struct header {
    size_t size;
    char data[];
};

int skipped(size_t n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    if (n > 4096)
        return munmap(p + sizeof(size_t), n);
//                    ^^^^^^^^^^^^^^^^^^ error: munmap() fails with EINVAL 8 bytes into the mapping: pass the address that mmap() returned.
    return munmap(&p[16], n - 16);
//                ^^^^^^ error: munmap() fails with EINVAL 16 bytes into the mapping: pass the address that mmap() returned.
}

int never_mapped(void)
{
    char buffer[8192];
    return munmap(buffer, sizeof buffer);
//                ^^^^^^ error: munmap() fails with EINVAL: buffer was never mapped.
}

/* The beginning, or another page of it. */
int right(size_t n, size_t page)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    munmap(p + 8192, 4096);
    munmap(p + page, page);
    munmap(p + (n & ~4095UL), 4096);
    return munmap(p, n);
}

/* Back to the header that the pointer stands behind. */
int release(void *data)
{
    struct header *h = (struct header *)((char *)data - sizeof(struct header));
    munmap((char *)data - 16, 4096);
    return munmap(h, h->size);
}

/* Elements of eight bytes: 512 of them are a page. */
int elements(size_t n)
{
    uint64_t *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    return munmap(p + 512, n - 4096);
}
