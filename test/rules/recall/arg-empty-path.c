#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the kernel said, out of sight of the call: a rule is silent where the code expects the failure. */
static int said(int number)
{
    return errno == number;
}

int main(void)
{
    struct statx st;
    int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd == -1)
        return 77;
    if (statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &st) == -1)
        return 77;
    if (open("", O_RDONLY | O_CLOEXEC) != -1 || !said(ENOENT))
        return 1;
    return statx(fd, "", 0, STATX_BASIC_STATS, &st) != -1 || !said(ENOENT);
}
