#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <stdio.h>
#include <unistd.h>
#define HANDLE (O_PATH | O_NOFOLLOW | O_CLOEXEC)

int lock_down(const char *path)
{
    int fd = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int rc = fchmod(fd, 0600);
//                  ^^ warning: fchmod() fails with EBADF on an O_PATH descriptor: open fd without O_PATH, or by /proc/self/fd.
    close(fd);
    return rc;
}

long label(int dir, const char *name, char *to, size_t n)
{
    int flags = HANDLE;
    int fd = openat(dir, name, flags);
    if (fd < 0)
        return -1;
    long rc = fgetxattr(fd, "user.label", to, n);
    if (rc < 0)
        rc = read(fd, to, n);
    close(fd);
    return rc;
}

long list(const char *path, char *to, unsigned n)
{
    int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    return syscall(SYS_getdents64, fd, to, n);
//                                 ^^ warning: getdents64() fails with EBADF on an O_PATH descriptor: open fd without O_PATH, or by /proc/self/fd.
}

/* What O_PATH is for. */
int allowed(const char *path)
{
    struct stat st;
    int dir = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0 || fstat(dir, &st) < 0 || fchdir(dir) < 0)
        return -1;
    int fd = openat(dir, "state", O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && fchmod(fd, 0600) < 0)
        return -1;
    if (unlinkat(dir, "lock", 0) < 0 || fchownat(dir, "state", 0, 0, 0) < 0)
        return -1;
    return close(dir);
}

/* Opened again without it, or perhaps not with it. */
int reopened(const char *path, int handle)
{
    char by[64];
    int fd = open(path, HANDLE);
    if (fd < 0)
        return -1;
    snprintf(by, sizeof by, "/proc/self/fd/%d", fd);
    int file = open(by, O_RDONLY | O_CLOEXEC);
    close(fd);
    if (file >= 0 && fchmod(file, 0600) < 0)
        return -1;
    fd = open(path, handle ? O_PATH : O_RDONLY);
    return fd < 0 ? -1 : fchmod(fd, 0600);
}
