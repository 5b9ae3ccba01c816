#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int computed(const char *path, mode_t mask, mode_t mode, int n)
{
    chmod(path, 0666 - mask);
    chmod(path, 0777 - (mask | 02));
    mkdir(path, mode + S_IXUSR);
    open(path, O_CREAT | O_WRONLY, 0666 - 022);
    chmod(path, S_IRUSR | S_IWUSR);
    mknod(path, S_IFIFO | (0666 - mask), 0);
    syscall(SYS_chmod, path, 0777 - mask);
    chmod(path, 0640 + 0440);
    /* Bits; numbers that are no permissions; a negative constant; another argument. */
    chmod(path, 0666 & ~mask);
    chmod(path, mode | S_IXUSR);
    chmod(path, mode - n);
    mkdir(path, -1);
    mknod(path, S_IFCHR | 0600, 0600 + n);
    return open(path, O_CREAT | O_WRONLY, mode);
}
