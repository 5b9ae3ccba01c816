#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

int main(void)
{
    siginfo_t info;
    if (waitid(P_ALL, 0, &info, WNOHANG) != -1 || errno != EINVAL)
        return 1;
    if (mlockall(MCL_ONFAULT) != -1 || errno != EINVAL)
        return 2;
    if (open("/tmp", O_TMPFILE | O_CLOEXEC, 0600) != -1 || errno != EINVAL)
        return 3;
    char name[] = "/tmp/holeXXXXXX";
    int fd = mkstemp(name);
    if (fd == -1)
        return 77;
    return fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 4096) != -1 || errno != EOPNOTSUPP;
}
