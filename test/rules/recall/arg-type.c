#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

int main(void)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) == -1)
        return 77;
    if (ioctl(fds[0], FIONBIO, 1) != -1 || errno != EFAULT)
        return 1;
    return fcntl(fds[0], F_SETLK, F_WRLCK) != -1 || errno != EFAULT;
}
