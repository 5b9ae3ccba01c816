//- /glibc.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int fill(int fd, char *to, size_t n)
{
    if (TEMP_FAILURE_RETRY(read(fd, to, n) < 0))
//                         ^^^^^^^^^^^^^^^^^^^ error: TEMP_FAILURE_RETRY() sees 0 or 1 here, never -1, so EINTR is not retried: compare its result outside.
        return -1;
    if (TEMP_FAILURE_RETRY(write(fd, to, n)) < 0)
        return -1;
    return 0;
}

int reap(pid_t pid, int *status)
{
    int failed = TEMP_FAILURE_RETRY(waitpid(pid, status, 0) == -1);
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: TEMP_FAILURE_RETRY() sees 0 or 1 here, never -1, so EINTR is not retried: compare its result outside.
    return failed ? -1 : 0;
}

int start(const char *path)
{
    int fd;
    if (TEMP_FAILURE_RETRY(fd = open(path, O_RDONLY | O_CLOEXEC) == -1))
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: TEMP_FAILURE_RETRY() sees 0 or 1 here, never -1, so EINTR is not retried: compare its result outside.
        return -1;
    /* The assignment is what the macro sees. */
    fd = TEMP_FAILURE_RETRY(open(path, O_RDONLY | O_CLOEXEC));
    if (TEMP_FAILURE_RETRY((fd = open(path, O_RDONLY | O_CLOEXEC))) == -1)
        return -1;
    /* A comparison inside of an argument is none of the macro's. */
    return TEMP_FAILURE_RETRY(fcntl(fd, F_SETFD, path[0] == '/' ? FD_CLOEXEC : 0)) ? -1 : fd;
}
//- /shim.c
#include <errno.h>
#include <unistd.h>
/* For C libraries without it. */
#ifndef TEMP_FAILURE_RETRY
#define TEMP_FAILURE_RETRY(x) ({ long r_; do r_ = (long)(x); while (r_ == -1 && errno == EINTR); r_; })
#endif
/* Its own meaning: as long as the condition holds. */
#define RETRY_ON_EINTR(failed) do { } while ((failed) && errno == EINTR)

int fill(int fd, char *to, unsigned long n)
{
    RETRY_ON_EINTR(read(fd, to, n) < 0);
    return TEMP_FAILURE_RETRY(read(fd, to, n) != (long)n) || n == 0;
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: TEMP_FAILURE_RETRY() sees 0 or 1 here, never -1, so EINTR is not retried: compare its result outside.
}
//- /chromium.c
#include <unistd.h>

/* A function of this file: whatever it does, it is not that macro. */
static long HANDLE_EINTR(int result)
{
    return result;
}

int empty(int fd, char *to, unsigned long n)
{
    return HANDLE_EINTR(read(fd, to, n) == 0) != 0;
}
