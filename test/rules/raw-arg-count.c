//- /a.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAIR(x) (unsigned long)(x), 0UL

long few(int pid, int fd, void *buf, size_t n)
{
    if (syscall(SYS_tgkill, pid, SIGTERM) != 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: tgkill takes 3 arguments and gets 2: sig is whatever its register held, so pass it.
        return -1;
    if (syscall(__NR_getrandom, buf, n) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: getrandom takes 3 arguments and gets 2: flags is whatever its register held, so pass it.
        return -1;
    syscall(SYS_openat, AT_FDCWD, "state", O_RDWR | O_CREAT);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: openat takes 4 arguments and gets 3: mode is whatever its register held, so pass it.
    syscall(SYS_waitid, P_PID, pid, NULL, WEXITED);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: waitid takes 5 arguments and gets 4: ru is whatever its register held, so pass it.
    return syscall(SYS_pidfd_open, pid);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: pidfd_open takes 2 arguments and gets 1: flags is whatever its register held, so pass it.
}

long many(int fd)
{
    long copy = syscall(SYS_dup, fd, 0);
//                                   ^ hint: dup takes 1 argument and gets 2: the rest has no effect.
    return copy + syscall(SYS_close, fd, 0, 0);
//                                       ^^^^ hint: close takes 1 argument and gets 3: the rest has no effect.
}

/* As many as the call has. */
long right(int pid, int fd, void *buf, size_t n)
{
    syscall(SYS_tgkill, pid, pid, SIGTERM);
    syscall(SYS_getpid);
    syscall(SYS_write, fd, buf, n);
    syscall(SYS_mmap, 0, n, 1, 2, fd, 0);
    return syscall(SYS_getrandom, buf, n, 0);
}

/* The later arguments are read only where a flag or command says so. */
long optional(const char *path, int flags)
{
    int fd = syscall(SYS_open, path, O_RDONLY);
    syscall(SYS_openat, AT_FDCWD, path, flags);
    syscall(SYS_fcntl, fd, F_GETFL);
    syscall(SYS_membarrier, 0, 0);
    syscall(SYS_mremap, path, 4096, 8192, 1);
    syscall(SYS_syslog, 10);
    syscall(SYS_prctl, 15, "worker");
    syscall(SYS_bpf, 0, 0, 0);
    return syscall(SYS_clone, SIGCHLD, 0);
}

/* A macro that stands for two arguments. */
long pairs(int fd, unsigned long at)
{
    return syscall(SYS_pread64, fd, 0, PAIR(at));
}

/* What a call takes when the machine splits numbers. */
long split(int fd, unsigned long lo, unsigned long hi)
{
#if __SIZEOF_LONG__ == 4
    return syscall(SYS_ftruncate, fd, lo, hi, 0);
#else
    return syscall(SYS_ftruncate, fd, lo);
#endif
}
//- /narrow.c arch:i386
#include <sys/syscall.h>
#include <unistd.h>

long narrow(int fd, unsigned lo, unsigned hi)
{
    return syscall(SYS_ftruncate, fd, lo, hi);
}
