//- /a.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <unistd.h>

int results(char *path, size_t n, cpu_set_t *cpus, void *end)
{
    if (syscall(SYS_getcwd, path, n) == 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The raw getcwd returns the length or -1, never a null pointer: compare with -1, or call getcwd().
        return -1;
    if (syscall(SYS_sched_getaffinity, 0, sizeof(*cpus), cpus) != 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The raw call returns the bytes it wrote, not 0: compare with -1, or call sched_getaffinity().
        return -1;
    long failed = syscall(SYS_brk, end);
    if (failed == -1)
//      ^^^^^^^^^^^^ information: The raw brk returns the new end, and the old one on failure, never -1: compare with what was asked for.
        return -1;
    int nice = syscall(SYS_getpriority, PRIO_PROCESS, 0);
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The raw getpriority returns 20 minus the nice value: subtract it from 20, or call getpriority().
    return nice;
}

int masks(const sigset_t *set, int pid)
{
    sigset_t old;
    struct sigaction action = { .sa_handler = SIG_IGN };
    struct timespec now = { 0, 0 };
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, set, &old, sizeof(sigset_t));
//                                                    ^^^^^^^^^^^^^^^^ 💡 warning: The kernel counts 8 bytes for a signal set and fails with EINVAL for sizeof(sigset_t): pass _NSIG / 8.
    syscall(SYS_rt_sigpending, &old, sizeof old);
//                                   ^^^^^^^^^^ 💡 warning: The kernel counts 8 bytes for a signal set and fails with EINVAL for sizeof(sigset_t): pass _NSIG / 8.
    syscall(SYS_rt_sigaction, SIGUSR1, &action, 0, 8);
//                                     ^^^^^^^ warning: The kernel lays struct sigaction out in another way: call sigaction().
    syscall(SYS_pselect6, 0, 0, 0, 0, &now, &old);
//                                          ^^^^ warning: The raw pselect6 takes a pointer and a size in a structure, not a sigset_t: call pselect().
    return syscall(SYS_ptrace, PTRACE_PEEKDATA, pid, set, 0);
//                                                        ^ warning: The raw ptrace stores the word where data points to, and data is 0: call ptrace(), or pass an address.
}

int queue(void)
{
    syscall(SYS_mq_unlink, "/jobs");
//                         ^^^^^^^ 💡 warning: The kernel wants the name of a queue without the slash and fails with EACCES: drop it, or call mq_unlink().
    return syscall(SYS_mq_open, "/jobs", O_RDWR, 0, 0);
//                              ^^^^^^^ 💡 warning: The kernel wants the name of a queue without the slash and fails with EACCES: drop it, or call mq_open().
}

/* In the kernel's way. */
int right(char *path, size_t n, cpu_set_t *cpus, void *end, int pid)
{
    long length = syscall(SYS_getcwd, path, n);
    if (length < 0)
        return -1;
    if (syscall(SYS_sched_getaffinity, 0, sizeof(*cpus), cpus) == -1)
        return -1;
    long now = syscall(SYS_brk, end);
    if (now != (long)end)
        return -1;
    long word;
    syscall(SYS_ptrace, PTRACE_PEEKDATA, pid, path, &word);
    syscall(SYS_mq_unlink, "jobs");
    syscall(SYS_rt_sigpending, path, _NSIG / 8);
    syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    return 20 - syscall(SYS_getpriority, PRIO_PROCESS, 0);
}

/* Nothing says what the number is taken for. */
long print_it(void (*print)(long))
{
    long rc = syscall(SYS_getpriority, PRIO_PROCESS, 0);
    print(rc);
    return rc;
}

/* The functions of the C library. */
int library(char *path, size_t n, cpu_set_t *cpus)
{
    if (getcwd(path, n) == NULL)
        return -1;
    if (sched_getaffinity(0, sizeof(*cpus), cpus) != 0)
        return -1;
    return getpriority(PRIO_PROCESS, 0);
}
//- /narrow.c arches:x86_64,arm
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

long tail(int fd, void *buf, long at)
{
    syscall(SYS_fallocate, fd, 0, at, at);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: On arm a 64-bit offset takes two arguments here: call fallocate().
#if __SIZEOF_LONG__ == 8
    syscall(SYS_pread64, fd, buf, 8, at);
#endif
    return pread(fd, buf, 8, at) + syscall(SYS_read, fd, buf, 8);
}
//- /s390.c arches:x86_64,s390x,mips
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

long child(int *fds)
{
    syscall(SYS_pipe, fds);
//  ^^^^^^^^^^^^^^^^^^^^^^ warning: On mips the kernel returns the second descriptor in a register: call pipe().
    return syscall(SYS_clone, SIGCHLD, 0);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: On s390x the kernel takes the arguments of clone in another order: call clone().
}
