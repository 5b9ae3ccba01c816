#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

void mark(const char *path)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    lseek(fd, 0, SEEK_END);
//        ^^ warning: fd is -1 when open() fails, and lseek() then does nothing: test fd before.
    close(fd);
}

int quiet(void)
{
    int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(fd, STDOUT_FILENO);
//       ^^ warning: fd is -1 when open() fails, and dup2() then does nothing: test fd before.
    dup2(fd, STDERR_FILENO);
    return 0;
}

void wait_for(fd_set *set)
{
    int s;
    s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    FD_SET(s, set);
//         ^ warning: s is -1 when socket() fails, and FD_SET() then writes outside of the set: test s before.
}

/* Tested, before or by what is done with it. */
long checked(const char *path, char *to)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    long n = read(fd, to, 1);
    close(fd);
    int other = open(path, O_RDONLY | O_CLOEXEC);
    if (other >= 0)
        lseek(other, 1, SEEK_SET);
    int last = open(path, O_RDONLY | O_CLOEXEC);
    close(last);
    return n;
}

/* Handed on, or from elsewhere. */
void use(int fd);
void handed_on(const char *path, int spare)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    use(fd);
    lseek(fd, 1, SEEK_SET);
    int from = spare;
    if (path != NULL)
        from = open(path, O_RDONLY | O_CLOEXEC);
    lseek(from, 1, SEEK_SET);
}
