//- /first.c
#include <assert.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void lock(int fd)
{
    assert(flock(fd, LOCK_EX) == 0);
//         ^^^^^^^^^^^^^^^^^^ warning: With NDEBUG the compiler leaves out assert() and this flock() with it: call before, assert the result.
}

int make(int *fds, const char *path)
{
    struct stat st;
    assert(pipe(fds) == 0 && fds[0] > 2);
//         ^^^^^^^^^ warning: With NDEBUG the compiler leaves out assert() and this pipe() with it: call before, assert the result.
    assert(stat(path, &st) == 0);
//         ^^^^^^^^^^^^^^^ warning: With NDEBUG the compiler leaves out assert() and this stat() with it: call before, assert the result.
    assert(path && chdir(path) == 0);
//                 ^^^^^^^^^^^ warning: With NDEBUG the compiler leaves out assert() and this chdir() with it: call before, assert the result.
    return (int)st.st_size;
}

/* Only asks. */
void asks(int fd, pid_t child)
{
    assert(getpid() != child);
    assert(fcntl(fd, F_GETFD) >= 0);
    assert(kill(child, 0) == 0);
    int rc = flock(fd, LOCK_UN);
    assert(rc == 0);
    (void)rc;
}
//- /test.c
#include <assert.h>
#include <unistd.h>

/* Perhaps a test, which is never built without assertions. */
int main(void)
{
    int fds[2];
    assert(pipe(fds) == 0);
//         ^^^^^^^^^ information: With NDEBUG the compiler leaves out assert() and this pipe() with it: call before, assert the result.
    return 0;
}
//- /kept.c
#undef NDEBUG
#include <assert.h>
#include <unistd.h>

void make(int *fds)
{
    assert(pipe(fds) == 0);
}
//- /own.c
#include <stdlib.h>
#include <unistd.h>
#define assert(x) do { if (!(x)) abort(); } while (0)
#define assert_se(x) assert(x)

void make(int *fds)
{
    assert(pipe(fds) == 0);
    assert_se(chdir("/") == 0);
}
