#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    struct statx st;
    int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd == -1)
        return 77;
    if (statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &st) == -1)
        return 77;
    if (open("", O_RDONLY) != -1 || errno != ENOENT)
        return 1;
    return statx(fd, "", 0, STATX_BASIC_STATS, &st) != -1 || errno != ENOENT;
}
