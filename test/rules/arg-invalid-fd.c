#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#define NO_FD (-1)

int wrong(struct stat *st, char *buffer, size_t n)
{
    int failed = fchdir(AT_FDCWD);
//                      ^^^^^^^^ error: AT_FDCWD is for calls that end in "at": fchdir() fails with EBADF.
    failed |= fstat(AT_FDCWD, st);
//                  ^^^^^^^^ error: AT_FDCWD is for calls that end in "at": fstat() fails with EBADF.
    failed |= read(-1, buffer, n) < 0;
//                 ^^ error: -1 is no descriptor: read() fails with EBADF.
    failed |= write(NO_FD, buffer, n) < 0;
//                  ^^^^^ error: -1 is no descriptor: write() fails with EBADF.
    failed |= openat(-1, "relative", O_RDONLY) < 0;
//                   ^^ error: -1 is no directory, and the path is relative: openat() fails with EBADF. Use AT_FDCWD.
    failed |= syscall(SYS_fsync, -1);
//                               ^^ error: -1 is no descriptor: fsync() fails with EBADF.
    return failed;
}

int right(struct stat *st, sigset_t *set, const char *path, struct perf_event_attr *attr)
{
    int failed = fstatat(AT_FDCWD, "name", st, 0);
    /* An absolute path needs no directory; of another one nothing is known. */
    failed |= openat(-1, "/etc/passwd", O_RDONLY) < 0;
    failed |= openat(-1, path, O_RDONLY) < 0;
    /* Minus one is a new object, no file, no leader. */
    failed |= signalfd(-1, set, SFD_CLOEXEC) < 0;
    failed |= mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
    failed |= syscall(SYS_perf_event_open, attr, 0, -1, -1, 0) < 0;
    return failed;
}

static int zero_fd = -1;

int of_the_file(char *buffer, size_t n)
{
    return read(zero_fd, buffer, n);
}

int later(const char *path, char *buffer, size_t n)
{
    int fd = -1;
    if (path)
        fd = open(path, O_RDONLY);
    if (fd == -1)
        return -1;
    return read(fd, buffer, n);
}

/* The variable is never anything else here: the build may have left the rest out. */
int left_out(char *buffer, size_t n)
{
    int fd = -1;
    return read(fd, buffer, n);
}

/* Asks whether the call is there. */
int has_syncfs(void)
{
    return syncfs(-1) == 0 || errno == EBADF;
}
