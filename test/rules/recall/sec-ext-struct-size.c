#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct open_how how = { .flags = O_PATH };

    if (syscall(SYS_openat2, AT_FDCWD, "/", &how, sizeof(how)) < 0)
        return 77;
    return syscall(SYS_openat2, AT_FDCWD, "/", &how, 8) == -1 && errno == EINVAL ? 0 : 1;
}
