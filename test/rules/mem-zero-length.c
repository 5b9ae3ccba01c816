#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#ifdef WITH_CACHE
#define CACHE_SIZE 4096
#else
#define CACHE_SIZE 0
#endif
#define NOTHING 0

void *sizes(void *p, size_t n, int fd)
{
    size_t none = 0;
    mmap(NULL, 0, PROT_READ, MAP_PRIVATE, fd, 0);
//             ^ error: mmap() fails with EINVAL for a length of 0: pass the size in bytes.
    munmap(p, 0);
//            ^ error: munmap() fails with EINVAL for a length of 0: pass the size in bytes.
    mremap(p, n, 0, MREMAP_MAYMOVE);
//               ^ error: mremap() fails with EINVAL for a length of 0: pass the size in bytes.
    mmap(NULL, 0UL, PROT_READ, MAP_PRIVATE, fd, 0);
//             ^^^ error: mmap() fails with EINVAL for a length of 0: pass the size in bytes.
    munmap(p, NOTHING);
//            ^^^^^^^ hint: munmap() fails with EINVAL for a length of 0: pass the size in bytes.
    munmap(p, none);
//            ^^^^ hint: munmap() fails with EINVAL for a length of 0: pass the size in bytes.
    /* Depends on the configuration, on the caller; or 0 is allowed. */
    mmap(NULL, CACHE_SIZE, PROT_READ, MAP_PRIVATE, fd, 0);
    munmap(p, n);
    mremap(p, 0, n, MREMAP_MAYMOVE);
    mprotect(p, 0, PROT_READ);
    madvise(p, 0, MADV_DONTNEED);
    msync(p, 0, MS_SYNC);
    return p;
}

/* Branches for other systems, whose calls are other calls. */
int elsewhere(void *p, size_t n)
{
#ifndef __NetBSD__
    (void)n;
#else
    p = mremap(p, n, 0, n);
#endif
#ifdef __linux__
    return mlock(p, n);
#elif defined(__FreeBSD__) || defined(__APPLE__)
    return munmap(p, 0);
#else
    return 0;
#endif
}
