#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    void *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED || msync(p, 4096, MS_SYNC | MS_ASYNC) != -1 || errno != EINVAL)
        return 1;
    if (open("/tmp", O_TMPFILE | O_CREAT | O_RDWR, 0600) != -1 || errno != EINVAL)
        return 2;
    if (renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_NOREPLACE | RENAME_EXCHANGE) != -1 || errno != EINVAL)
        return 3;
    return fallocate(0, FALLOC_FL_KEEP_SIZE | FALLOC_FL_COLLAPSE_RANGE, 0, 4096) != -1 || (errno != EOPNOTSUPP && errno != EBADF);
}
