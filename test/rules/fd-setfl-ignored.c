#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
#define SYNCED (O_SYNC | O_NONBLOCK)

static int set_flags(int fd, int flags)
{
    return fcntl(fd, F_SETFL, flags);
}

int ignored(int fd, int more)
{
    int op = F_SETFL;
    int flags = fcntl(fd, F_GETFL);
    fcntl(fd, F_SETFL, flags | O_SYNC);
//                             ^^^^^^ warning: O_SYNC has no effect with F_SETFL, and no error is reported: open the file with it.
    fcntl(fd, F_SETFL, SYNCED);
//                     ^^^^^^ warning: O_SYNC has no effect with F_SETFL, and no error is reported: open the file with it.
    fcntl(fd, op, O_CLOEXEC);
//                ^^^^^^^^^ warning: O_CLOEXEC has no effect with F_SETFL, and no error is reported: set FD_CLOEXEC with F_SETFD.
    flags |= O_TRUNC;
    fcntl(fd, F_SETFL, flags);
//                     ^^^^^ warning: O_TRUNC has no effect with F_SETFL, and no error is reported: call ftruncate().
    fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK);
//                     ^^^^^^ 💡 information: O_RDWR has no effect with F_SETFL: the descriptor stays as it was opened.
    fcntl(fd, F_SETFL, O_NONBLOCK | O_WRONLY);
//                                  ^^^^^^^^ 💡 information: O_WRONLY has no effect with F_SETFL: the descriptor stays as it was opened.
    set_flags(fd, O_NONBLOCK | O_CREAT);
//                             ^^^^^^^ warning: O_CREAT has no effect with F_SETFL, and no error is reported: only open() looks at it.
    syscall(SYS_fcntl, fd, F_SETFL, more | O_DIRECTORY);
//                                         ^^^^^^^^^^^ warning: O_DIRECTORY has no effect with F_SETFL, and no error is reported: only open() looks at it.
    return fd;
}

int right(int fd, int op, int flags)
{
    /* What F_SETFL changes; another operation; unknown operation and flags; O_RDONLY, which is 0. */
    fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK | O_ASYNC);
    fcntl(fd, F_SETFL, O_DIRECT | O_NOATIME);
    fcntl(fd, F_SETFL, O_RDONLY | O_NONBLOCK);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, op, O_SYNC);
    fcntl(fd, F_SETFL, flags);
    fcntl(fd, F_SETFL, flags & ~O_SYNC);
    set_flags(fd, O_NONBLOCK);
    return open("/dev/null", O_RDWR | O_CLOEXEC | O_SYNC);
}
