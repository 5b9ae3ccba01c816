#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int no_directory(void)
{
    struct stat st;
    return fchdir(AT_FDCWD) + fstat(AT_FDCWD, &st) + openat(-1, "file", O_RDONLY);
}

int main(void)
{
    return no_directory() == -3 && errno == EBADF ? 0 : 1;
}
