#include <stddef.h>
#include <sys/mman.h>
#define VM_TAG 42

void memory(unsigned long n, int fd, int flags)
{
    int zero = 0;
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_SHARED | MAP_ANON, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    /* -1 in all its forms, variables and macros, and files. */
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, 0xffffffff, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, fd, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, zero, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, VM_TAG, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | flags, 0, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, 0, 0);
}
