#include <stddef.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>

void *memory(size_t n, int flags, const char *path)
{
    int none = -1;
    int fd = -1;
    void *a = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    void *b = mmap(NULL, n, PROT_READ, MAP_SHARED | MAP_NORESERVE | MAP_ANONYMOUS, none, 0);
    void *c = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, (int)-1, 0);
    /* Anonymous, or perhaps anonymous, or perhaps a file. */
    void *d = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);
    void *e = mmap(NULL, n, PROT_READ, MAP_PRIVATE | flags, -1, 0);
    if (path != NULL)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    void *f = mmap(NULL, n, PROT_READ, MAP_PRIVATE | (fd < 0 ? MAP_ANONYMOUS : 0), fd, 0);
    void *g = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    /* Another flaw, told by another rule. */
    void *h = mmap(NULL, n, PROT_READ, 0, -1, 0);
    return a && b && c && d && e && f && g ? h : NULL;
}

#ifndef MAP_ANONYMOUS
void *without(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE, -1, 0);
}
#endif
