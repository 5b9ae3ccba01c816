#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>

int main(void)
{
    void *p = mmap((void *)0x10000100, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (p != MAP_FAILED || errno != EINVAL)
        return 1;
    p = mmap((void *)0x10000100, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    return p == MAP_FAILED && errno == EINVAL ? 0 : 1;
}
