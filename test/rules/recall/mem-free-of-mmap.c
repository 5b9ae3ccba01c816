#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    char *p = malloc(300000);
    if (p == NULL)
        return 77;
    return munmap(p, 300000) == -1 && errno == EINVAL ? 0 : 1;
}
