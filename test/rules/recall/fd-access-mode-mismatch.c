#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    char c;
    int fds[2];
    char path[] = "/tmp/mode-XXXXXX";
    int scratch = mkostemp(path, O_CLOEXEC);
    if (scratch < 0 || pipe2(fds, O_CLOEXEC) < 0)
        return 77;
    int in = open(path, O_RDONLY | O_CLOEXEC);
    int out = open(path, O_WRONLY | O_CLOEXEC);
    unlink(path);
    if (in < 0 || out < 0)
        return 77;
    if (write(in, "x", 1) != -1 || errno != EBADF)
        return 1;
    if (read(out, &c, 1) != -1 || errno != EBADF)
        return 2;
    if (ftruncate(in, 0) != -1 || errno != EINVAL)
        return 3;
    if (write(fds[0], "x", 1) != -1 || errno != EBADF)
        return 4;
    return read(fds[1], &c, 1) == -1 && errno == EBADF ? 0 : 5;
}
