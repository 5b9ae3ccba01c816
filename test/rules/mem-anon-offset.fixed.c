#include <stddef.h>
#include <sys/mman.h>
#define HALF 0x8000

void memory(unsigned long n, int fd, long at)
{
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, HALF);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, at);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 4096);
    /* Not aligned: an error, told by another rule. */
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 100);
}
