//- /first.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
    int fd;
};

void keep(int fd);

long size(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) < 0)
        return -1;
//      ^^^^^^^^^^ warning: fd is still open here and nothing else holds it: close(fd) before this return.
    if (st.st_size == 0) {
        close(fd);
        return 0;
    }
    close(fd);
    return st.st_size;
}

int listen_at(const struct sockaddr *address, socklen_t n)
{
    int s;
    if ((s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1)
        return -errno;
    if (bind(s, address, n) < 0)
        return -errno;
//      ^^^^^^^^^^^^^^ warning: s is still open here and nothing else holds it: close(s) before this return.
    if (listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Closed on every way. */
long closed(const char *path, char *to, size_t n)
{
    long rc = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (lseek(fd, 8, SEEK_SET) < 0)
        goto out;
    rc = read(fd, to, n);
out:
    close(fd);
    return rc;
}

/* Somebody else has it, or closes it. */
int stored(struct source *s, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (lseek(fd, 8, SEEK_SET) < 0) {
        close(fd);
        return -1;
    }
    s->fd = fd;
    return 0;
}

FILE *stream(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    FILE *f = fdopen(fd, "r");
    if (f == NULL)
        close(fd);
    return f;
}

int given(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (lseek(fd, 8, SEEK_SET) < 0) {
        close(fd);
        return -1;
    }
    keep(fd);
    return 0;
}

static void closep(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

long cleaned(const char *path)
{
    struct stat st;
    __attribute__((cleanup(closep))) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) < 0)
        return -1;
    close(fd);
    fd = -1;
    return st.st_size;
}

/* Tested wrongly, which is another flaw. */
int zero(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (!fd)
        return -1;
    close(fd);
    return 0;
}

/* Perhaps there is none. */
int perhaps(const char *path, int wanted)
{
    int fd = -1;
    if (wanted)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    if (wanted && fd < 0)
        return -1;
    if (!wanted)
        return 0;
    close(fd);
    return 1;
}

/* Kept on purpose when all went well: a lock, as long as the program runs. */
int lock(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return 0;
    if (lseek(fd, 1, SEEK_SET) < 0)
        goto fail;
    return 1;
fail:
    close(fd);
    return 0;
}

/* Never closed at all: it may be meant to stay. */
int stays(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    return flock(fd, 2) < 0 ? -1 : 0;
}
int flock(int fd, int how);
//- /main.c
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The program ends here. */
int main(void)
{
    struct stat st;
    int fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 1;
    if (fstat(fd, &st) < 0)
        return 1;
    close(fd);
    return 0;
}
