#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    void *p = mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p != MAP_FAILED || errno != EINVAL)
        return 1;
    p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 77;
    return munmap(p, 0) == -1 && errno == EINVAL ? 0 : 1;
}
