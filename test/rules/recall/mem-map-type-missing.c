#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    void *p = mmap(NULL, 4096, PROT_READ, MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED && errno == EINVAL ? 0 : 1;
}
