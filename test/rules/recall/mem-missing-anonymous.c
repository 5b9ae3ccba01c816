#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1, 0);
    return p == MAP_FAILED && errno == EBADF ? 0 : 1;
}
