//- /both.c arches:x86_64,aarch64
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int wrong(const char *path, int fds[2], size_t n)
{
    int failed = syscall(SYS_open, path, O_RDONLY) < 0;
//                       ^^^^^^^^ 💡 warning: There is no SYS_open on aarch64: use SYS_openat, which every architecture has.
    failed |= syscall(__NR_pipe, fds);
//                    ^^^^^^^^^ warning: There is no __NR_pipe on aarch64: use __NR_pipe2, which every architecture has.
    failed |= syscall(SYS_access, path, R_OK);
//                    ^^^^^^^^^^ 💡 warning: There is no SYS_access on aarch64: use SYS_faccessat, which every architecture has.
    failed |= syscall(SYS_arch_prctl, 0x1001, 0);
//                    ^^^^^^^^^^^^^^ warning: There is no SYS_arch_prctl on aarch64: put the call inside #ifdef SYS_arch_prctl.
    void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
//                                                                   ^^^^^^^^^ warning: There is no MAP_32BIT on aarch64: put it inside #ifdef MAP_32BIT.
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
