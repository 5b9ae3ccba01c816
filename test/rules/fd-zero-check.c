//- /first.c
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

struct source {
    int fd;
};

int negated(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (!fd)
//      ^^^ warning: open() fails with -1, which is true: test fd < 0.
        return -1;
    return fd;
}

int bare(struct source *s)
{
    s->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s->fd)
//      ^^^^^ warning: socket() fails with -1, which is true: test s->fd < 0.
        return 0;
    return -1;
}

int not_above(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd <= 0)
//      ^^^^^^^ warning: Descriptor 0 is valid and is taken for a failure of accept4() here: test fd < 0.
        return -1;
    return fd;
}

int above(const char *path)
{
    int fd;
    if ((fd = open(path, O_RDONLY | O_CLOEXEC)) > 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Descriptor 0 is valid and is taken for a failure of open() here: test fd >= 0.
        return fd;
    return -1;
}

int swapped(void)
{
    int fd = epoll_create1(EPOLL_CLOEXEC);
    if (0 >= fd)
//      ^^^^^^^ warning: Descriptor 0 is valid and is taken for a failure of epoll_create1() here: test fd >= 0.
        abort();
    return fd;
}

int raw(void)
{
    int fd = syscall(SYS_memfd_create, "scratch", MFD_CLOEXEC);
    return fd > 0 ? fd : -1;
//         ^^^^^^ warning: Descriptor 0 is valid and is taken for a failure of memfd_create() here: test fd >= 0.
}

/* Whoever closes the standard input of this program gets an abort. */
int asserted(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert(fd > 0);
//         ^^^^^^ information: Descriptor 0 is valid and is taken for a failure of open() here: test fd >= 0.
    return fd;
}

/* Tested right, and then for something else. */
int right(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (fd > 0)
        lseek(fd, 1, SEEK_SET);
    int other = open(path, O_RDONLY | O_CLOEXEC);
    if (other == -1)
        return fd;
    if (other > STDERR_FILENO)
        close(other);
    return fd;
}

/* A daemon that wants descriptors 0 to 2 to be something. */
void sane(void)
{
    int fd;
    while ((fd = open("/dev/null", O_RDWR)) <= 2)
        if (fd == -1)
            abort();
    close(fd);
    if (open("/dev/null", O_RDONLY) != 0)
        abort();
    close(0);
    fd = open("/dev/null", O_RDONLY);
    if (fd)
        abort();
}

/* 0 is where it is to be. */
void silent_input(void)
{
    int fd;
    if ((fd = open("/dev/null", O_RDONLY)) > 0) {
        dup2(fd, 0);
        close(fd);
    }
}

/* Another value may reach the test. */
int perhaps(const char *path)
{
    int fd = 0;
    if (path != NULL)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd)
        return 1;
    return 0;
}

/* Never tested here. */
int handed_on(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC);
}
//- /macro.c
#include <fcntl.h>
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

static int read_only(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC);
}

int start(const char *path)
{
    int fd = read_only(path);
    if (UNLIKELY(!fd))
//               ^^^ warning: open() fails with -1, which is true: test fd < 0.
        return -1;
    return fd;
}
