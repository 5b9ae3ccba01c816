//- /missing.c set:port/feature-macro=warning
#include <fcntl.h>
#include <unistd.h>

int pipe2(int fds[2], int flags);

int wrong(int fds[2])
{
    return pipe2(fds, O_CLOEXEC);
//         ^^^^^ warning: Headers declare pipe2() only with _GNU_SOURCE: define it above the first #include.
}

int posix(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC);
}
//- /late.c set:port/feature-macro=warning
#include <sys/types.h>
#define _GNU_SOURCE
#include <unistd.h>

int dup3(int from, int to, int flags);

int too_late(int fd)
{
    return dup3(fd, 5, 0);
//         ^^^^ warning: _GNU_SOURCE stands below an #include, where headers no longer look: dup3() stays undeclared.
}
//- /right.c set:port/feature-macro=warning
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int right(int fds[2])
{
    return pipe2(fds, O_CLOEXEC);
}
//- /cpp.cc lang:cpp set:port/feature-macro=warning
#include <fcntl.h>
#include <unistd.h>

int compiler_defines_it(int fds[2])
{
    return pipe2(fds, O_CLOEXEC);
}
