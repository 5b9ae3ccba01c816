//- /first.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
    int fd;
    int fds[2];
};

long size(int fd)
{
    struct stat st;
    close(fd);
    if (fstat(fd, &st) < 0)
//            ^^ error: fd is closed: fstat() fails with EBADF, or works on what was opened since. Close it afterwards.
        return -1;
    return st.st_size;
}

void forget(struct source *s, int poll)
{
    close(s->fd);
    epoll_ctl(poll, EPOLL_CTL_DEL, s->fd, NULL);
//                                 ^^^^^ error: s->fd is closed: epoll_ctl() fails with EBADF, or works on what was opened since. Close it afterwards.
    s->fd = -1;
}

void *image(const char *path, size_t n)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    close(fd);
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
//                                               ^^ error: fd is closed: mmap() fails with EBADF, or works on what was opened since. Close it afterwards.
}

FILE *stream(int fd, int bad)
{
    if (bad)
        close(fd);
    else
        close(fd);
    return fdopen(fd, "r");
//                ^^ error: fd is closed: fdopen() fails with EBADF, or works on what was opened since. Close it afterwards.
}

/* Once for each close. */
int chain(int s)
{
    close(s);
    shutdown(s, SHUT_RDWR);
//           ^ error: s is closed: shutdown() fails with EBADF, or works on what was opened since. Close it afterwards.
    return listen(s, 5);
}

/* Made anew, or perhaps still open. */
int fine(struct source *s, int other, int early, const char *path)
{
    char c;
    close(s->fd);
    dup3(other, s->fd, O_CLOEXEC);
    if (read(s->fd, &c, 1) != 1)
        return -1;
    if (early)
        close(other);
    if (!early && read(other, &c, 1) != 1)
        return -1;
    close(other);
    other = open(path, O_RDONLY | O_CLOEXEC);
    return read(other, &c, 1) == 1 ? other : -1;
}

/* Only the number is of interest. */
int number(int fd)
{
    close(fd);
    printf("closed %d\n", fd);
    if (fcntl(fd, F_GETFD) >= 0)
        return -1;
    return fd;
}

/* The number is what the next call gives out. */
int standard(const char *path)
{
    char c;
    close(STDIN_FILENO);
    if (open(path, O_RDONLY) < 0)
        return -1;
    return read(STDIN_FILENO, &c, 1) == 1 ? c : -1;
}

/* The child closes its own. */
int child(struct source *s)
{
    char c;
    pid_t pid = fork();
    if (pid == 0) {
        close(s->fds[0]);
        _exit(write(s->fds[1], "x", 1) == 1 ? 0 : 1);
    }
    close(s->fds[1]);
    return read(s->fds[0], &c, 1) == 1 ? c : -1;
}
//- /expected.c
#include <assert.h>
#include <errno.h>
#include <unistd.h>

/* A test of close(): the failure is what it wants to see. */
void really_closed(int fd)
{
    char c;
    close(fd);
    assert(read(fd, &c, 1) == -1 && errno == EBADF);
//              ^^ warning: fd is closed: read() fails with EBADF, or works on what was opened since. Close it afterwards.
}
//- /deferred.cpp lang:cpp
#include <fcntl.h>
#include <unistd.h>

template <typename F> struct at_end {
    F f;
    at_end(F g) : f(g) {}
    ~at_end() { f(); }
};
#define DEFER(...) auto deferred = at_end{[&]() { __VA_ARGS__; }}

/* Closes when the block ends. */
int first(const char *path)
{
    char c;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    DEFER(close(fd));
    return read(fd, &c, 1) == 1 ? c : -1;
}

/* Twice on one way only. */
int either(int fd, bool early)
{
    char c;
    if (early) {
        close(fd);
        return read(fd, &c, 1) == 1 ? c : -1;
//                  ^^ error: fd is closed: read() fails with EBADF, or works on what was opened since. Close it afterwards.
    }
    return close(fd);
}
//- /deferred.c
#include <unistd.h>

#define TRY(call) ((call) < 0 ? -1 : 0)

/* What the file's own macro does is not looked into. */
int tried(int fd)
{
    char c;
    if (TRY(close(fd)) < 0)
        return -1;
    return read(fd, &c, 1) == 1 ? c : -1;
}
