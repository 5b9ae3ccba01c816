#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

int main(void)
{
    int fds[2];
    unsigned char bytes[8];
    if (lseek(0, 0, 5) != -1 || errno != EINVAL)
        return 1;
    if (pipe2(fds, 0x100000) != -1 || errno != EINVAL)
        return 2;
    if (getrandom(bytes, 8, 0x10) != -1 || errno != EINVAL)
        return 3;
    return fallocate(0, 0x8000, 0, 4096) != -1 || (errno != EOPNOTSUPP && errno != EBADF);
}
