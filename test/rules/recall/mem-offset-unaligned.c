#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 77;
    void *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 100);
    return p == MAP_FAILED && errno == EINVAL ? 0 : 1;
}
