#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

static int refused(int result)
{
    return result == -1 && errno == EINVAL;
}

int main(void)
{
    unsigned char state[2];
    char *p = malloc(300000);
    char *q = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == NULL || q == MAP_FAILED)
        return 77;
    if (!refused(mprotect(p, 4096, PROT_READ)) || !refused(madvise(p, 4096, MADV_DONTNEED)))
        return 1;
    if (!refused(msync(p, 4096, MS_SYNC)) || !refused(mincore(p, 4096, state)))
        return 1;
    if (mremap(p, 4096, 8192, MREMAP_MAYMOVE) != MAP_FAILED || errno != EINVAL)
        return 1;
    return refused(mprotect(q + 64, 4096, PROT_READ)) ? 0 : 1;
}
