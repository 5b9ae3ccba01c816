#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    char c;
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 77;
    close(fd);
    return read(fd, &c, 1) == -1 && errno == EBADF ? 0 : 1;
}
