#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    void *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (p == NULL)
        return 77; /* root, or vm.mmap_min_addr is 0 */
    return p == MAP_FAILED && errno == EPERM ? 0 : 1;
}
