//- /arm.c arches:x86_64,aarch64
#include <string.h>
#include <sys/mman.h>

void sys_icache_invalidate(void *start, size_t n);

int install(char *code, const void *from, size_t n)
{
    memcpy(code, from, n);
    return mprotect(code, n, PROT_READ | PROT_EXEC);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: On aarch64 the processor may run what stood at code before: call __builtin___clear_cache() after writing.
}

int checked(char *code, const void *from, size_t n)
{
    memmove(code, from, n);
    if (mprotect(code, n, PROT_EXEC) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: On aarch64 the processor may run what stood at code before: call __builtin___clear_cache() after writing.
        return -1;
    return 0;
}

/* Flushed, in one way or another. */
int flushed(char *code, const void *from, size_t n)
{
    memcpy(code, from, n);
    __builtin___clear_cache(code, code + n);
    return mprotect(code, n, PROT_READ | PROT_EXEC);
}

int by_name(char *code, const void *from, size_t n)
{
    memcpy(code, from, n);
    sys_icache_invalidate(code, n);
    return mprotect(code, n, PROT_READ | PROT_EXEC);
}

/* Data, or written by somebody else. */
int data(char *table, const void *from, size_t n, char *code, int prot)
{
    memcpy(table, from, n);
    mprotect(table, n, PROT_READ);
    mprotect(table, n, PROT_READ | prot);
    return mprotect(code, n, PROT_READ | PROT_EXEC);
}
//- /x86.c
#include <string.h>
#include <sys/mman.h>

/* Coherent. */
int install(char *code, const void *from, size_t n)
{
    memcpy(code, from, n);
    return mprotect(code, n, PROT_READ | PROT_EXEC);
}
