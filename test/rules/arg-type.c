#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>
#define ENABLE 1

int wrong(int fd, int flags, pid_t group, int mode)
{
    int on = 1;
    int failed = ioctl(fd, FIONBIO, 1);
//                                  ^ error: ioctl() reads memory here (int *): with the number 1 it fails with EFAULT. Pass an address.
    failed |= ioctl(fd, FIONBIO, ENABLE);
//                               ^^^^^^ error: ioctl() reads memory here (int *): with the number ENABLE it fails with EFAULT. Pass an address.
    failed |= ioctl(fd, FIONBIO, on);
//                               ^^ error: ioctl() wants the address of on here (int *): write &on.
    failed |= fcntl(fd, F_SETLK, F_WRLCK);
//                               ^^^^^^^ error: fcntl() reads memory here (struct flock *): with the number F_WRLCK it fails with EFAULT. Pass an address.
    failed |= fcntl(fd, F_SETFL, &flags);
//                               ^^^^^^ error: fcntl() takes a number here, not an address: pass the value itself.
    failed |= fcntl(fd, F_SETFD, &flags);
//                               ^^^^^^ error: fcntl() takes a number here, not an address: pass the value itself.
    failed |= ioctl(fd, TCFLSH, &mode);
//                              ^^^^^ error: ioctl() takes a number here, not an address: pass the value itself.
    failed |= syscall(SYS_ioctl, fd, FIOASYNC, on);
//                                             ^^ error: ioctl() wants the address of on here (int *): write &on.
    return failed || prctl(PR_GET_PDEATHSIG, on);
//                                           ^^ error: prctl() wants the address of on here (int *): write &on.
}

int right(int fd, int flags, struct flock *lock, unsigned long address, int request)
{
    int on = 1;
    int sig;
    int failed = ioctl(fd, FIONBIO, &on);
    failed |= fcntl(fd, F_SETLK, lock);
    failed |= fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    failed |= fcntl(fd, F_DUPFD_CLOEXEC, 3) < 0;
    failed |= ioctl(fd, TCFLSH, TCIOFLUSH);
    failed |= ioctl(fd, TIOCSCTTY, 1);
    failed |= prctl(PR_GET_PDEATHSIG, &sig);
    failed |= prctl(PR_SET_PDEATHSIG, SIGKILL);
    failed |= prctl(PR_SET_NAME, "worker");
    /* An address as a number, a null pointer, an operation that nobody knows. */
    failed |= ioctl(fd, FIONBIO, address);
    failed |= ioctl(fd, TCSBRK, 0);
    return failed || ioctl(fd, request, 1) || ioctl(fd, 0x1234, &on);
}
