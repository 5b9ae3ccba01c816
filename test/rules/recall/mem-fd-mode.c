#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int refused(void *p, int error)
{
    return p == MAP_FAILED && errno == error;
}

int main(void)
{
    char path[] = "/tmp/fd-mode-XXXXXX";
    int made = mkstemp(path);
    if (made < 0 || ftruncate(made, 4096) < 0)
        return 77;
    int reading = open(path, O_RDONLY);
    int writing = open(path, O_WRONLY);
    int nothing = open(path, O_PATH);
    unlink(path);
    if (reading < 0 || writing < 0 || nothing < 0)
        return 77;
    if (!refused(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, reading, 0), EACCES))
        return 1;
    if (!refused(mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, writing, 0), EACCES))
        return 1;
    if (!refused(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, writing, 0), EACCES))
        return 1;
    return refused(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, nothing, 0), EBADF) ? 0 : 1;
}
