#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int wrong(char *p, size_t n)
{
    return mprotect((void *)((uintptr_t)p & ~0xfffUL), 4096, PROT_READ);
//                                           ^^^^^^^ hint: Pages have 4096 bytes on x86, up to 65536 on arm64 and powerpc: ask sysconf(_SC_PAGESIZE).
}

int right(char *p, size_t n)
{
    size_t page = sysconf(_SC_PAGESIZE);
    int failed = mprotect((void *)((uintptr_t)p & ~(page - 1)), page, PROT_READ);
    /* A buffer may have any length. */
    return failed || mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}
//- /guard.c
#include <sys/mman.h>
#define SIZE 65536

int guard(char *stack)
{
    int failed = mprotect(stack, 4096, PROT_NONE);
//                               ^^^^ hint: Pages have 4096 bytes on x86, up to 65536 on arm64 and powerpc: ask sysconf(_SC_PAGESIZE).
    failed |= munmap(stack + 4096, SIZE);
    /* A size of the program's own. */
    return failed || munmap(stack, SIZE);
}
//- /x86.c arches:x86_64,i386
#include <sys/mman.h>

int guard(char *stack)
{
    return mprotect(stack, 4096, PROT_NONE);
}
