//- /anonymous.c
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

void *buffer(unsigned long n, int prot)
{
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
//                                                   ^^^^^^^^^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
    /* Only the first place of a file is reported; this one is listed with it. */
    mprotect(p, n, PROT_WRITE | PROT_EXEC);
    /* What the caller chose may well be right. */
    mprotect(p, n, prot | PROT_EXEC);
    return p;
}
//- /flip.c
#include <stddef.h>
#include <sys/mman.h>

int flip(void *p, size_t n, int prot)
{
    int writable = PROT_READ | PROT_WRITE;
    if (mprotect(p, n, writable) != 0)
        return -1;
    if (mprotect(p, n, (writable | PROT_EXEC) & ~PROT_WRITE) != 0)
        return -1;
    writable |= PROT_EXEC;
    return mprotect(p, n, writable);
//                        ^^^^^^^^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
}
//- /number.c
#include <sys/mman.h>

int open_up(void *at, unsigned long bytes)
{
    return mprotect(at, bytes, 7);
//                             ^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
}
//- /macro.c
#include <stddef.h>
#include <sys/mman.h>
#define RWX (PROT_READ | PROT_WRITE | PROT_EXEC)
#define RW (PROT_READ | PROT_WRITE)

void *with_macro(unsigned long n)
{
    void *data = mmap(NULL, n, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)data;
    return mmap(NULL, n, RWX, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
//                       ^^^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
}
//- /raw.c
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

long raw(void *p, unsigned long len, int key)
{
    syscall(SYS_mprotect, p, len, PROT_READ | PROT_EXEC);
    return syscall(SYS_pkey_mprotect, p, len, PROT_WRITE | PROT_EXEC, key);
//                                                         ^^^^^^^^^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
}
//- /shm.c
#define _GNU_SOURCE
#include <sys/shm.h>

void *attach(int id, int flags)
{
    void *code = shmat(id, 0, SHM_EXEC | SHM_RDONLY);
    if (code != (void *)-1)
        return code;
    code = shmat(id, 0, SHM_EXEC | flags);
    return code != (void *)-1 ? code : shmat(id, 0, SHM_EXEC);
//                                                  ^^^^^^^^ warning: SHM_EXEC without SHM_RDONLY attaches memory that is writable and executable: add SHM_RDONLY.
}
//- /jit.c
#include <stddef.h>
#include <sys/mman.h>

// syscall-lens: jit

void *code_cache(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
//- /platform.c
#include <stddef.h>
#include <sys/mman.h>

void *stub(unsigned long n)
{
#ifdef CONFIG_NOMMU
    return mmap(NULL, n, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
//                                                ^^^^^^^^^ hint: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
#else
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
#endif
}
//- /own-value.c
/* A port of the header to a system without execute permission. */
#include <stddef.h>
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 0
int mprotect(void *addr, size_t len, int prot);

int nothing(void *p, size_t n)
{
    return mprotect(p, n, PROT_READ | PROT_WRITE | PROT_EXEC);
}
//- /either.c
#include <sys/mman.h>

int either(void *p, unsigned long n, int want_code)
{
    return mprotect(p, n, want_code ? PROT_READ | PROT_EXEC : PROT_READ | PROT_WRITE);
}
//- /wrapper.c
#include <stddef.h>
#include <sys/mman.h>

static void *map(size_t n, int prot)
{
    void *p = mmap(NULL, n, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

void *data(size_t n)
{
    return map(n, PROT_READ | PROT_WRITE);
}

void *code(size_t n)
{
    return map(n, PROT_READ | PROT_WRITE | PROT_EXEC);
//                                         ^^^^^^^^^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
}
//- /wrapper-adds.c
#include <sys/mman.h>

static int protect(void *p, unsigned long n, int prot)
{
    return mprotect(p, n, prot | PROT_EXEC);
}

int fine(void *p)
{
    return protect(p, 4096, PROT_READ);
}

int loose(void *p)
{
    return protect(p, 4096, PROT_WRITE);
//                          ^^^^^^^^^^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
}
//- /wrapper-decides.c
#include <sys/mman.h>

static int open_up(void *p, unsigned long n)
{
    return mprotect(p, n, PROT_READ | PROT_WRITE | PROT_EXEC);
//                                                 ^^^^^^^^^ warning: PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.
}

int all(void *p, void *q)
{
    return open_up(p, 4096) || open_up(q, 4096);
}
//- /wrapper-refuses.c
#include <sys/mman.h>

static int protect(void *p, unsigned long n, int prot)
{
    if ((prot & PROT_WRITE) && (prot & PROT_EXEC))
        return -1;
    return mprotect(p, n, prot);
}

int refused(void *p)
{
    return protect(p, 4096, PROT_WRITE | PROT_EXEC);
}
