#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>
#ifndef MAP_HUGE_2MB
#define MAP_HUGE_2MB (21 << 26)
#endif
#define THREAD (CLONE_THREAD | CLONE_VM)
#define HOLE FALLOC_FL_PUNCH_HOLE

static int child(void *arg)
{
    return arg != NULL;
}

int memory(void *p, size_t n, char *stack, int flags)
{
    int failed = mremap(p, n, n, MREMAP_FIXED, stack) == MAP_FAILED;
//                               ^^^^^^^^^^^^ error: MREMAP_FIXED needs MREMAP_MAYMOVE: without it mremap() fails with EINVAL.
    failed |= mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGE_2MB, -1, 0) == MAP_FAILED;
//                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: MAP_HUGE_2MB has no effect without MAP_HUGETLB: add it, or drop MAP_HUGE_2MB.
    failed |= clone(child, stack, THREAD, NULL);
//                                ^^^^^^ error: CLONE_THREAD needs CLONE_SIGHAND: without it clone() fails with EINVAL.
    failed |= clone(child, stack, CLONE_SIGHAND | SIGCHLD, NULL);
//                                ^^^^^^^^^^^^^^^^^^^^^^^ error: CLONE_SIGHAND needs CLONE_VM: without it clone() fails with EINVAL.
    failed |= mlockall(MCL_ONFAULT);
//                     ^^^^^^^^^^^ error: mlockall() needs MCL_CURRENT or MCL_FUTURE in flags, or it fails with EINVAL.
    failed |= mlockall(0);
//                     ^ error: mlockall() needs MCL_CURRENT or MCL_FUTURE in flags, or it fails with EINVAL.
    /* Complete, or perhaps complete. unshare() adds what is needed by itself. */
    failed |= mremap(p, n, n, MREMAP_FIXED | MREMAP_MAYMOVE, stack) == MAP_FAILED;
    failed |= mremap(p, n, n, MREMAP_FIXED | flags, stack) == MAP_FAILED;
    failed |= clone(child, stack, THREAD | CLONE_SIGHAND, NULL);
    failed |= mlockall(MCL_CURRENT | MCL_ONFAULT);
    return failed || unshare(CLONE_THREAD);
}

static int opened(const char *path, int flags)
{
    return open(path, flags, 0666);
}

int files(int fd, const char *path, const struct itimerspec *when, int flags)
{
    int failed = fallocate(fd, HOLE, 0, 4096);
//                             ^^^^ error: FALLOC_FL_PUNCH_HOLE needs FALLOC_FL_KEEP_SIZE: without it fallocate() fails with EOPNOTSUPP.
    failed |= open(path, O_TMPFILE | O_CLOEXEC, 0600) < 0;
//                       ^^^^^^^^^^^^^^^^^^^^^ error: O_TMPFILE needs O_WRONLY or O_RDWR: without it open() fails with EINVAL.
    failed |= open("lock", O_RDWR | O_EXCL) < 0;
//                         ^^^^^^^^^^^^^^^ warning: O_EXCL has no effect without O_CREAT or O_TMPFILE: add it, or drop O_EXCL.
    failed |= syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_EXCL, 0600) < 0;
//                                                ^^^^^^^^^^^^^^^ warning: O_EXCL has no effect without O_CREAT or O_TMPFILE: add it, or drop O_EXCL.
    failed |= timerfd_settime(fd, TFD_TIMER_CANCEL_ON_SET, when, NULL);
//                                ^^^^^^^^^^^^^^^^^^^^^^^ warning: TFD_TIMER_CANCEL_ON_SET has no effect without TFD_TIMER_ABSTIME: add it, or drop TFD_TIMER_CANCEL_ON_SET.
    failed |= flock(fd, LOCK_NB);
//                      ^^^^^^^ error: flock() needs LOCK_SH, LOCK_EX or LOCK_UN in op, or it fails with EINVAL.
    failed |= open(path, O_TMPFILE | O_RDWR | O_EXCL, 0600) < 0;
    failed |= open(path, O_RDWR | O_EXCL | O_CREAT, 0600) < 0;
    failed |= open(path, O_RDWR | O_EXCL | flags, 0600) < 0;
    /* Perhaps a block device: it must not be mounted. */
    failed |= open(path, O_RDWR | O_EXCL) < 0;
    failed |= opened(path, O_RDWR | O_EXCL) < 0;
    failed |= open("/dev/sda1", O_RDWR | O_EXCL) < 0;
    failed |= timerfd_settime(fd, TFD_TIMER_CANCEL_ON_SET | TFD_TIMER_ABSTIME, when, NULL);
    failed |= flock(fd, LOCK_EX | LOCK_NB);
    return failed || flock(fd, flags);
}

int others(pid_t pid, siginfo_t *info, key_t key, int queue, void *message, int options)
{
    int failed = waitid(P_PID, pid, info, WNOHANG | WNOWAIT);
//                                        ^^^^^^^^^^^^^^^^^ error: waitid() needs WEXITED, WSTOPPED or WCONTINUED in options, or it fails with EINVAL.
    failed |= semget(key, 1, IPC_EXCL | 0600);
//                           ^^^^^^^^^^^^^^^ warning: IPC_EXCL has no effect without IPC_CREAT: add it, or drop IPC_EXCL.
    failed |= msgrcv(queue, message, 64, 0, MSG_COPY) < 0;
//                                          ^^^^^^^^ error: MSG_COPY needs IPC_NOWAIT: without it msgrcv() fails with EINVAL.
    failed |= semget(key, 1, IPC_CREAT | IPC_EXCL | 0600);
    failed |= waitid(P_PID, pid, info, WEXITED | WNOHANG);
    return failed || waitid(P_PID, pid, info, options | WNOHANG);
}
