#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int standard(void)
{
    fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
//                                ^^^^^^^^^^ warning: This drops O_APPEND and others of STDOUT_FILENO, which other programs share: or with F_GETFL.
    return fcntl(0, F_SETFL, O_NONBLOCK | O_ASYNC);
//                           ^^^^^^^^^^^^^^^^^^^^ warning: This drops O_APPEND and others of 0, which other programs share: or with F_GETFL.
}

int blocking_again(void)
{
    return syscall(SYS_fcntl, 2, F_SETFL, 0);
//                                        ^ warning: This drops O_APPEND and others of 2, which other programs share: or with F_GETFL.
}

int logging(const char *path)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (fd >= 0)
        fcntl(fd, F_SETFL, O_NONBLOCK);
//                         ^^^^^^^^^^ warning: This drops O_APPEND, which the file was opened with: or with F_GETFL.
    return fd;
}

int given(int fd)
{
    return fcntl(fd, F_SETFL, O_NONBLOCK);
//                            ^^^^^^^^^^ hint: F_SETFL sets all status flags; those the descriptor has are lost: or with F_GETFL.
}

int made_here(const char *path, int other)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    int log = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    int fifo = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    /* Nothing to lose; kept; O_NONBLOCK is what it is about. */
    fcntl(fd, F_SETFL, O_NONBLOCK);
    fcntl(log, F_SETFL, O_APPEND | O_NONBLOCK);
    fcntl(fifo, F_SETFL, 0);
    return fcntl(other, F_SETFD, FD_CLOEXEC);
}

int not_files(int s, int flags)
{
    int on = 1;
    int ends[2];
    /* Sockets and pipes have no other flags; unknown flags may hold those that are set. */
    setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    fcntl(s, F_SETFL, O_NONBLOCK);
    if (pipe(ends) == 0)
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return fcntl(0, F_SETFL, flags);
}

int restored(void)
{
    int before = fcntl(STDIN_FILENO, F_GETFL);
    fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
    return fcntl(STDIN_FILENO, F_SETFL, before);
}
