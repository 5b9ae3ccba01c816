//- /used.c
#include <stddef.h>
#include <sys/mman.h>

void *code(unsigned long n)
{
    // syscall-lens-ignore mem/write-exec: patched at run time
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(p, n, 7); // syscall-lens-ignore mem/write-exec, port/magic-flags
    return p;
}
//- /unused.c
#include <sys/mman.h>

int fine(void *p, unsigned long n)
{
    int a = munmap(p, n);
    int b = mlock(p, n);
    // syscall-lens-ignore mem/zero-length: only one of them
    int c = munmap(p, 0);
    int d = munmap(p, n); // syscall-lens-ignore mem/zero-lenght: a slip of the pen
    /* syscall-lens-ignore the next call is fine */
    int e = munmap(p, n);
    // A word about syscall-lens-ignore mem/zero-length is no directive.
    int f = munmap(p, n); // NOLINT(mem/zero-length)
    return a + b + c + d + e + f;
}
//- /whole.c
/* syscall-lens-ignore-file mem/anon-fd: generated */
#include <stddef.h>
#include <sys/mman.h>

void *memory(unsigned long n)
{
    void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, 0, 0);
    /* syscall-lens-ignore-start mem/anon-offset: measured */
    p = mmap(p, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 4096);
    /* syscall-lens-ignore-end */
    p = mmap(p, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p;
}
//- /off.c set:mem/zero-length=off
#include <sys/mman.h>

int not_known(void *p, unsigned long n)
{
    // syscall-lens-ignore mem/zero-length: the rule does not run
    return munmap(p, n);
}
