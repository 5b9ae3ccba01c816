#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#define MAX_SIGNAL 65
#if !defined(SIGSTKFLT)
/* Systems without it. */
#define SIGSTKFLT 0
#endif

int signals(pid_t pid, struct sigaction *sa, int sig)
{
    int failed = kill(pid, MAX_SIGNAL);
//                         ^^^^^^^^^^ error: kill() fails with EINVAL for sig 65: the most is 64.
    failed |= kill(pid, -1);
//                      ^^ error: kill() fails with EINVAL for sig -1: the least is 0.
    failed |= sigaction(0, sa, NULL);
//                      ^ error: sigaction() fails with EINVAL for signum 0: the least is 1.
    failed |= syscall(SYS_tgkill, pid, pid, 99);
//                                          ^^ error: tgkill() fails with EINVAL for sig 99: the most is 64.
    /* 0 asks whether the process is there; real-time signals have no names of their own. */
    failed |= kill(pid, 0);
    failed |= kill(pid, 64);
    failed |= kill(pid, SIGRTMIN + 1);
    failed |= kill(pid, sig);
    failed |= sigaction(SIGSTKFLT, sa, NULL);
    /* How does it fail? */
    failed |= kill(pid, 65) != -1 || errno != EINVAL;
    return failed || sigaction(SIGRTMAX, sa, NULL);
}

void grow(int n);

static void die_by(int by_signal, struct sigaction *sa, int sig)
{
    if (!by_signal)
        _exit(1);
    sigaction(sig, sa, NULL);
    raise(sig);
}

/* The wrapper looks at another argument first. */
void leave(struct sigaction *sa)
{
    die_by(0, sa, 0);
}

int others(int fd, struct iovec *v, char *buffer, gid_t *groups, int n)
{
    struct epoll_event events[8];
    int count = 0;
    int failed = epoll_create(0) < 0;
//                            ^ error: epoll_create() fails with EINVAL for size 0: the least is 1.
    failed |= epoll_wait(fd, events, 0, -1) < 0;
//                                   ^ error: epoll_wait() fails with EINVAL for n 0: the least is 1.
    failed |= writev(fd, v, 2000) < 0;
//                          ^^^^ error: writev() fails with EINVAL for iovcnt 2000: the most is 1024.
    failed |= readlink("/proc/self/exe", buffer, 0) < 0;
//                                               ^ error: readlink() fails with EINVAL for bufsiz 0: the least is 1.
    failed |= socket(0, SOCK_STREAM, 0) < 0;
//                   ^ error: socket() fails with EAFNOSUPPORT for domain 0: the least is 1.
    failed |= socket(PF_UNSPEC, SOCK_STREAM, 0) < 0;
//                   ^^^^^^^^^ error: socket() fails with EAFNOSUPPORT for domain 0: the least is 1.
    failed |= ftruncate(fd, -1);
//                          ^^ error: ftruncate() fails with EINVAL for length -1: the least is 0.
    failed |= fcntl(fd, F_DUPFD_CLOEXEC, -1) < 0;
//                                       ^^ error: fcntl() fails with EINVAL for min_fd -1: the least is 0.
    failed |= sethostname(buffer, 100);
//                                ^^^ error: sethostname() fails with EINVAL for size 100: the most is 64.
    failed |= prctl(PR_SET_DUMPABLE, 2, 0, 0, 0);
//                                   ^ error: prctl() fails with EINVAL for dumpable 2: the most is 1.
    failed |= prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0);
//                                       ^ error: prctl() fails with EINVAL for arg2 0: only 1 is valid.
    failed |= prctl(PR_SET_NAME, "connection-handler");
//                               ^^^^^^^^^^^^^^^^^^^^ warning: The kernel keeps 15 bytes of a thread name and cuts off the rest of "connection-handler": shorten it.
    /* In range, or not certain, or another option. */
    failed |= epoll_create(1) < 0;
    failed |= epoll_wait(fd, events, n, -1) < 0;
    failed |= writev(fd, v, 1024) < 0;
    failed |= setgroups(0, groups);
    failed |= prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    failed |= prctl(PR_SET_NAME, "worker-12345678");
    failed |= prctl(PR_SET_TIMERSLACK, 2000, 0, 0, 0);
    failed |= fcntl(fd, F_SETFL, -1);
    /* Perhaps a macro that gives the variable another value. */
    grow(count);
    return failed || writev(fd, v, count) < 0;
}
//- /mips.c arch:mips
#include <signal.h>

int on_mips(void)
{
    return raise(1) || kill(1, 100) || kill(1, 200);
//                                             ^^^ error: kill() fails with EINVAL for sig 200: the most is 128.
}
