#include <stddef.h>
#include <sys/mman.h>
#define BOTH (MAP_SHARED | MAP_PRIVATE)

void map(int fd, unsigned long n, int share, int flags)
{
    mmap(NULL, n, PROT_READ, MAP_SHARED | MAP_PRIVATE, fd, 0);
//                                        ^^^^^^^^^^^ error: MAP_SHARED | MAP_PRIVATE is not both but a third type, MAP_SHARED_VALIDATE: keep the one you mean.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_POPULATE | MAP_SHARED, fd, 0);
//                                                        ^^^^^^^^^^ error: MAP_SHARED | MAP_PRIVATE is not both but a third type, MAP_SHARED_VALIDATE: keep the one you mean.
    mmap(NULL, n, PROT_READ, BOTH, fd, 0);
//                           ^^^^ error: MAP_SHARED | MAP_PRIVATE is not both but a third type, MAP_SHARED_VALIDATE: keep the one you mean.
    /* One or the other, a mask, and the type that has this value. */
    mmap(NULL, n, PROT_READ, share ? MAP_SHARED : MAP_PRIVATE, fd, 0);
    mmap(NULL, n, PROT_READ, flags & (MAP_SHARED | MAP_PRIVATE), fd, 0);
    mmap(NULL, n, PROT_READ, 3, fd, 0);
    if ((flags & (MAP_SHARED | MAP_PRIVATE)) == MAP_SHARED)
        mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
}

void later(int fd, unsigned long n, int share)
{
    int flags = MAP_PRIVATE;
    if (share)
        flags = MAP_SHARED;
    mmap(NULL, n, PROT_READ, flags, fd, 0);
    flags = MAP_PRIVATE;
    flags |= MAP_SHARED;
    mmap(NULL, n, PROT_READ, flags, fd, 0);
//                           ^^^^^ error: MAP_SHARED | MAP_PRIVATE is not both but a third type, MAP_SHARED_VALIDATE: keep the one you mean.
}
