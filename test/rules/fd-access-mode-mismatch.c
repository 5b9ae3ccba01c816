#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#define SCRATCH (O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)

int mark(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (write(fd, "x", 1) != 1)
//            ^^ error: write() fails with EBADF: fd was opened with O_RDONLY. Open it with O_WRONLY or O_RDWR.
        return -1;
    if (ftruncate(fd, 1) < 0)
//                ^^ error: ftruncate() fails with EINVAL: fd was opened with O_RDONLY. Open it with O_WRONLY or O_RDWR.
        return -1;
    return close(fd);
}

int first(const char *path)
{
    char c;
    int flags = SCRATCH;
    int fd;
    if ((fd = openat(AT_FDCWD, path, flags, 0600)) < 0)
        return -1;
    if (pread(fd, &c, 1, 0) != 1)
//            ^^ error: pread() fails with EBADF: fd was opened with O_WRONLY. Open it with O_RDONLY or O_RDWR.
        c = 0;
    close(fd);
    fd = creat(path, 0600);
    if (fd < 0 || read(fd, &c, 1) != 1)
//                     ^^ error: read() fails with EBADF: fd was opened with creat(), so O_WRONLY. Open it with O_RDONLY or O_RDWR.
        return -1;
    return c;
}

long copy(const char *from, const char *to, size_t n)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, SCRATCH, 0600);
    if (in < 0 || out < 0)
        return -1;
    if (sendfile(out, in, NULL, n) < 0)
        return -1;
    return sendfile(in, out, NULL, n);
//                  ^^ error: sendfile() fails with EBADF: in was opened with O_RDONLY. Open it with O_WRONLY or O_RDWR.
//                      ^^^ error: sendfile() fails with EBADF: out was opened with O_WRONLY. Open it with O_RDONLY or O_RDWR.
}

int ends(void)
{
    char c;
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0)
        return -1;
    if (write(fds[1], "x", 1) != 1 || read(fds[0], &c, 1) != 1)
        return -1;
    if (write(fds[0], "x", 1) != 1 || read(fds[1], &c, 1) != 1)
//            ^^^^^^ error: write() fails with EBADF: fds[0] is the read end of the pipe. Use the other one.
//                                         ^^^^^^ error: read() fails with EBADF: fds[1] is the write end of the pipe. Use the other one.
        return -1;
    return c;
}

/* The mode is not known, or another one by now. */
int perhaps(const char *path, int flags, int other, int writing)
{
    int fd = open(path, flags);
    if (write(fd, "x", 1) != 1)
        return -1;
    int back = open(path, writing ? O_RDWR : O_RDONLY);
    if (write(back, "x", 1) != 1)
        return -1;
    int in = open(path, O_RDONLY | O_CLOEXEC);
    if (dup2(other, in) < 0 || write(in, "x", 1) != 1)
        return -1;
    int out = open(path, O_WRONLY | O_CLOEXEC);
    if (writing)
        out = other;
    return read(out, &fd, 1) == 1 ? fd : -1;
}

/* Both ends of a socket pair can do both. */
int pair(void)
{
    char c;
    int fds[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
        return -1;
    if (write(fds[0], "x", 1) != 1 || read(fds[1], &c, 1) != 1)
        return -1;
    int either[2];
    if (pipe2(either, O_CLOEXEC) < 0)
        return -1;
    int i = c & 1;
    return write(either[i], "x", 1) == 1 ? 0 : -1;
}
