#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int wrong(const char *path, int fd, void *p)
{
    int failed = open(path, O_RDWR | O_CREAT, 0600, O_EXCL) < 0;
//                                                  ^^^^^^ warning: open() takes 3 arguments: this one is never looked at. Drop it.
    failed |= openat(fd, path, O_RDONLY, 0, 0) < 0;
//                                          ^ warning: openat() takes 4 arguments: this one is never looked at. Drop it.
    failed |= fcntl(fd, F_SETFL, O_NONBLOCK, O_APPEND);
//                                           ^^^^^^^^ warning: fcntl() takes 3 arguments: this one is never looked at. Drop it.
    failed |= ioctl(fd, FIONREAD, p, sizeof(int));
//                                   ^^^^^^^^^^^ warning: ioctl() takes 3 arguments: this one is never looked at. Drop it.
    return failed || prctl(PR_SET_NAME, "worker", 0, 0, 0, 0);
//                                                         ^ warning: prctl() takes 5 arguments: this one is never looked at. Drop it.
}

struct device {
    int (*open)(const char *path, int flags, int mode, int share);
};

int right(const char *path, int fd, void *p, struct device *device)
{
    int failed = open(path, O_RDWR | O_CREAT, 0600) < 0;
    failed |= openat(fd, path, O_RDONLY, 0) < 0;
    failed |= fcntl(fd, F_GETFL) < 0;
    failed |= mremap(p, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, p) == MAP_FAILED;
    failed |= prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    /* Attributes of VMS, a function of the program's own, a raw call. */
    failed |= open(path, O_RDWR | O_CREAT, 0600, "ctx=rec", "shr=no") < 0;
    failed |= device->open(path, O_RDWR, 0, 1) < 0;
    return failed || syscall(SYS_open, path, O_RDONLY, 0, 0) < 0;
}
