#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/sem.h>
#include <sys/syscall.h>
#include <unistd.h>

#define KEEP_OPEN F_DUPFD

int commands(int fd, int set)
{
    if (fcntl(fd, F_SETFD) < 0)
//      ^^^^^^^^^^^^^^^^^^ error: fcntl() with F_SETFD takes a 3rd argument, flags: without it the kernel reads garbage.
        return -1;
    int copy = fcntl(fd, KEEP_OPEN);
//             ^^^^^^^^^^^^^^^^^^^^ error: fcntl() with F_DUPFD takes a 3rd argument, min_fd: without it the kernel reads garbage.
    int command = F_SETFL;
    fcntl(copy, command);
//  ^^^^^^^^^^^^^^^^^^^^ error: fcntl() with F_SETFL takes a 3rd argument, flags: without it the kernel reads garbage.
    syscall(SYS_fcntl, fd, F_SETPIPE_SZ);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: fcntl() with F_SETPIPE_SZ takes a 3rd argument, size: without it the kernel reads garbage.
    if (ioctl(fd, FIONREAD) < 0)
//      ^^^^^^^^^^^^^^^^^^^ error: ioctl() with FIONREAD takes a 3rd argument, arg: without it the kernel reads garbage.
        return -1;
    prctl(PR_SET_PDEATHSIG);
//  ^^^^^^^^^^^^^^^^^^^^^^^ error: prctl() with PR_SET_PDEATHSIG takes a 2nd argument, sig: without it the kernel reads garbage.
    ptrace(PTRACE_GETREGSET, fd, 1);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: ptrace() with PTRACE_GETREGSET takes a 4th argument, iov: without it the kernel reads garbage.
    return semctl(set, 0, SETVAL);
//         ^^^^^^^^^^^^^^^^^^^^^^ error: semctl() with SETVAL takes a 4th argument, val: without it the kernel reads garbage.
}

void *flags(void *old, size_t n, int move)
{
    int how = MREMAP_MAYMOVE;
    if (move)
        return mremap(old, n, n, MREMAP_MAYMOVE | MREMAP_FIXED);
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: mremap() with MREMAP_FIXED takes a 5th argument, new_address: without it the kernel reads garbage.
    return mremap(old, n, n, how | MREMAP_FIXED);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: mremap() with MREMAP_FIXED takes a 5th argument, new_address: without it the kernel reads garbage.
}

int thread(int (*body)(void *), char *stack, pid_t *tid)
{
    clone(body, stack, CLONE_VM | CLONE_PARENT_SETTID, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: clone() with CLONE_PARENT_SETTID takes a 5th argument, parent_tid: without it the kernel reads garbage.
    clone(body, stack, CLONE_VM | CLONE_CHILD_SETTID, 0, tid, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: clone() with CLONE_CHILD_SETTID takes a 7th argument, child_tid: without it the kernel reads garbage.
    return syscall(SYS_clone, CLONE_PARENT_SETTID | SIGCHLD, 0);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: clone() with CLONE_PARENT_SETTID takes a 3rd argument, parent_tid: without it the kernel reads garbage.
}

int waiters(int *word, int *other)
{
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: futex() with FUTEX_WAIT takes a 4th argument, timeout: without it the kernel reads garbage.
    syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 0, 0, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: futex() with FUTEX_WAIT_BITSET takes a 6th argument, val3: without it the kernel reads garbage.
    return syscall(SYS_futex, word, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE_FLAG, 1, 1, other);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: futex() with FUTEX_CMP_REQUEUE takes a 6th argument, val3: without it the kernel reads garbage.
}

/* Waking takes no more. */
int wakers(int *word, int *other, int op)
{
    syscall(SYS_futex, word, FUTEX_WAIT, 0, 0);
    syscall(SYS_futex, word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 0, 0, 0, 0);
    syscall(SYS_futex, word, op, 0);
    syscall(SYS_futex, word, FUTEX_REQUEUE, 1, 1, other);
    return syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1);
}

/* Nothing is missing. */
int complete(int fd, int set, pid_t *tid, int (*body)(void *), char *stack)
{
    int flags = fcntl(fd, F_GETFL);
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    fcntl(fd, F_GETOWN);
    ioctl(fd, TIOCEXCL);
    prctl(PR_GET_DUMPABLE);
    semctl(set, 0, IPC_RMID);
    semctl(set, 0, GETVAL);
    ptrace(PTRACE_TRACEME);
    ptrace(PTRACE_ATTACH, fd);
    clone(body, stack, CLONE_VM | SIGCHLD, 0);
    clone(body, stack, CLONE_VM | CLONE_PARENT_SETTID, 0, tid);
    return syscall(SYS_clone, SIGCHLD, 0);
}

/* The rest of prctl(PR_SET_NO_NEW_PRIVS) must be 0: another rule tells that. */
int zeros(void)
{
    prctl(PR_SET_THP_DISABLE, 1);
    return prctl(PR_SET_NO_NEW_PRIVS, 1);
}

/* Which command it is nobody knows here. */
int forwarded(int fd, int command, int flags, void *old, size_t n)
{
    int other = command ? F_GETFD : F_SETFD;
    mremap(old, n, n, MREMAP_MAYMOVE | flags);
    return fcntl(fd, command) + fcntl(fd, other);
}
