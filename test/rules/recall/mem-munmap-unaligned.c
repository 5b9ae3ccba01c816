#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 77;
    return munmap(p + 16, 4096) == -1 && errno == EINVAL ? 0 : 1;
}
