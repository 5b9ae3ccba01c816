//- /both.c arches:x86_64,aarch64
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int wrong(const char *path, int fds[2], size_t n)
{
    int failed = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY) < 0;
    failed |= syscall(__NR_pipe, fds);
    failed |= syscall(SYS_faccessat, AT_FDCWD, path, R_OK);
    failed |= syscall(SYS_arch_prctl, 0x1001, 0);
    void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    return failed || p == MAP_FAILED;
}

int right(const char *path, int fds[2], size_t n)
{
    int failed = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY) < 0;
    /* Functions of the C library are everywhere. */
    failed |= open(path, O_RDONLY) < 0;
    failed |= pipe(fds);
#ifdef SYS_open
    failed |= syscall(SYS_open, path, O_RDONLY) < 0;
#endif
#if defined(__x86_64__)
    failed |= syscall(SYS_arch_prctl, 0x1001, 0);
#endif
#ifdef MAP_32BIT
    failed |= mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0) == MAP_FAILED;
#endif
    return failed;
}
//- /x86.c arches:x86_64
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

int there(const char *path)
{
    return syscall(SYS_open, path, O_RDONLY);
}
