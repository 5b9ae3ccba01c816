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
        return -1;
    if (syscall(SYS_sched_getaffinity, 0, sizeof(*cpus), cpus) != 0)
        return -1;
    long failed = syscall(SYS_brk, end);
    if (failed == -1)
        return -1;
    int nice = syscall(SYS_getpriority, PRIO_PROCESS, 0);
    return nice;
}

int masks(const sigset_t *set, int pid)
{
    sigset_t old;
    struct sigaction action = { .sa_handler = SIG_IGN };
    struct timespec now = { 0, 0 };
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, set, &old, _NSIG / 8);
    syscall(SYS_rt_sigpending, &old, _NSIG / 8);
    syscall(SYS_rt_sigaction, SIGUSR1, &action, 0, 8);
    syscall(SYS_pselect6, 0, 0, 0, 0, &now, &old);
    return syscall(SYS_ptrace, PTRACE_PEEKDATA, pid, set, 0);
}

int queue(void)
{
    syscall(SYS_mq_unlink, "jobs");
    return syscall(SYS_mq_open, "jobs", O_RDWR, 0, 0);
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
    return syscall(SYS_clone, SIGCHLD, 0);
}
