//- /first.c
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

struct source {
    int fd;
    bool missing;
};

int plain(const char *path, char *to)
{
    int fd;
    if (fd = open(path, O_RDONLY | O_CLOEXEC) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: '=' binds weaker than '<': fd is 0 or 1, not what open() returned: use (fd = …) < 0.
        return -1;
    if (read(fd, to, 1) != 1)
        *to = 0;
    return close(fd);
}

int hidden(const char *path)
{
    int fd;
    if ((fd = open(path, O_RDONLY | O_CLOEXEC) == -1))
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: '=' binds weaker than '==': fd is 0 or 1, not what open() returned: use (fd = …) == -1.
        return -1;
    return fd;
}

int copy(int from, int to)
{
    char buf[512];
    ssize_t n;
    while ((n = read(from, buf, sizeof buf) > 0)) {
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: '=' binds weaker than '>': n is 0 or 1, not what read() returned: use (n = …) > 0.
        if (write(to, buf, n) != n)
            return -1;
    }
    while ((n = read(from, buf, sizeof buf)) > 0) {
        if (write(to, buf, (size_t)n) != n)
            return -1;
    }
    return 0;
}

int member(struct source *s, const char *path)
{
    if (path == NULL || !(s->fd = open(path, O_RDONLY | O_CLOEXEC) >= 0))
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: '=' binds weaker than '>=': s->fd is 0 or 1, not what open() returned: use (s->fd = …) >= 0.
        return -1;
    return lseek(s->fd, 0, SEEK_END) < 0 ? -1 : 0;
}

int child(void)
{
    pid_t pid;
    if (pid = fork() == 0)
//      ^^^^^^^^^^^^^^^^^ error: '=' binds weaker than '==': pid is 0 or 1, not what fork() returned: use (pid = …) == 0.
        _exit(0);
    return printf("%d\n", pid);
}

/* A truth value, kept as one. */
int kept(struct source *s, const char *path, int fd)
{
    bool failed;
    int ok;
    if ((failed = lseek(fd, 0, SEEK_END) < 0))
        return failed;
    if ((ok = read(fd, s, sizeof *s) == sizeof *s))
        return 1;
    if ((s->missing = access(path, F_OK) != 0))
        return 0;
    int none = open(path, O_RDONLY | O_CLOEXEC) < 0;
    return none && !ok;
}

/* The parentheses stand where they belong. */
int right(const char *path)
{
    int fd;
    if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
        return -1;
    int s;
    if (-1 == (s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)))
        return fd;
    return s;
}
//- /macro.c
#include <fcntl.h>
#include <unistd.h>
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define FAILED -1

int start(const char *path)
{
    int fd;
    if (UNLIKELY((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0))
        return FAILED;
    if ((fd = open(path, O_RDWR | O_CLOEXEC) == FAILED))
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: '=' binds weaker than '==': fd is 0 or 1, not what open() returned: use (fd = …) == FAILED.
        return FAILED;
    return fd;
}
