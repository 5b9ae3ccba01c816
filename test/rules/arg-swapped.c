#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#define STOP_SIGNAL SIGTERM

int wrong(int fd, pid_t pid, void *p, size_t n, struct epoll_event *ev)
{
    int whence = SEEK_END;
    int failed = kill(STOP_SIGNAL, pid);
//                    ^^^^^^^^^^^ error: SIGTERM stands for pid of kill(), but belongs in sig: swap the two.
    failed |= lseek(fd, whence, 0) < 0;
//                      ^^^^^^ error: SEEK_END stands for offset of lseek(), but belongs in whence: swap the two.
    failed |= lseek(fd, SEEK_CUR, -4) < 0;
//                      ^^^^^^^^ error: SEEK_CUR stands for offset of lseek(), but belongs in whence: swap the two.
    failed |= send(fd, p, MSG_NOSIGNAL, n) < 0;
//                        ^^^^^^^^^^^^ error: MSG_NOSIGNAL stands for size of send(), but belongs in flags: swap the two.
    failed |= eventfd(EFD_CLOEXEC | EFD_NONBLOCK, 0) < 0;
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: EFD_CLOEXEC | EFD_NONBLOCK stands for initval of eventfd(), but belongs in flags: swap the two.
    failed |= epoll_ctl(fd, 3, EPOLL_CTL_ADD, ev);
//                             ^^^^^^^^^^^^^ error: EPOLL_CTL_ADD stands for fd of epoll_ctl(), but belongs in op: swap the two.
    failed |= epoll_ctl(EPOLL_CTL_DEL, fd, fd, ev);
//                      ^^^^^^^^^^^^^ error: EPOLL_CTL_DEL stands for epfd of epoll_ctl(), but belongs in op: swap the two.
    failed |= fcntl(F_GETFL, fd) < 0;
//                  ^^^^^^^ error: F_GETFL stands for fd of fcntl(), but belongs in op: swap the two.
    failed |= mprotect(p, PROT_READ | PROT_WRITE, n);
//                        ^^^^^^^^^^^^^^^^^^^^^^ error: PROT_READ | PROT_WRITE stands for len of mprotect(), but belongs in prot: swap the two.
    failed |= madvise(p, MADV_DONTNEED, n);
//                       ^^^^^^^^^^^^^ error: MADV_DONTNEED stands for length of madvise(), but belongs in advice: swap the two.
    failed |= flock(LOCK_EX, fd);
//                  ^^^^^^^ error: LOCK_EX stands for fd of flock(), but belongs in op: swap the two.
    failed |= syscall(SYS_lseek, fd, SEEK_END, 0) < 0;
//                                   ^^^^^^^^ error: SEEK_END stands for offset of lseek(), but belongs in whence: swap the two.
    /* Both are 0: it works by chance. */
    return failed || lseek(fd, SEEK_SET, 0) < 0;
//                             ^^^^^^^^ warning: SEEK_SET stands for offset of lseek(), but belongs in whence: swap the two.
}

int right(int fd, pid_t pid, void *p, size_t n, int sig, int whence, struct epoll_event *ev)
{
    int failed = kill(pid, SIGTERM);
    failed |= kill(pid, sig);
    failed |= lseek(fd, 0, SEEK_END) < 0;
    failed |= lseek(fd, n, whence) < 0;
    failed |= send(fd, p, n, MSG_NOSIGNAL) < 0;
    failed |= eventfd(0, EFD_CLOEXEC) < 0;
    failed |= eventfd(1, 0) < 0;
    failed |= epoll_ctl(fd, EPOLL_CTL_ADD, 3, ev);
    /* Constants in their own place, and one that has none. */
    failed |= prctl(PR_SET_PDEATHSIG, SIGKILL);
    failed |= dup2(fd, STDOUT_FILENO) < 0;
    failed |= fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) < 0;
    failed |= ioctl(fd, whence, SIGKILL);
    /* Constants on both sides. */
    failed |= kill(SIGTERM, SIGKILL);
    return failed || waitpid(pid, NULL, WNOHANG) < 0;
}
//- /b.cc lang:cpp
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

class Process {
public:
    int kill(int signal, pid_t pid);
    int stop(pid_t pid)
    {
        return ::kill(SIGTERM, pid);
//                    ^^^^^^^ error: SIGTERM stands for pid of kill(), but belongs in sig: swap the two.
    }
    int stop_ours(pid_t pid)
    {
        return kill(SIGTERM, pid);
    }
};

int end_of(Process &process, int fd, pid_t pid)
{
    return process.kill(SIGTERM, pid) + static_cast<int>(::lseek(fd, SEEK_END, 0));
//                                                                   ^^^^^^^^ error: SEEK_END stands for offset of lseek(), but belongs in whence: swap the two.
}
