#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#define HEADER 64

void map(int fd, unsigned long n, long at)
{
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 512);
//                                            ^^^ error: Offset 512 is no multiple of the page size, so mmap fails with EINVAL: map from 0.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0x1800);
//                                            ^^^^^^ error: Offset 6144 is no multiple of the page size, so mmap fails with EINVAL: map from 4096.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, HEADER);
//                                            ^^^^^^ error: Offset 64 is no multiple of the page size, so mmap fails with EINVAL: map from 0.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 4096 + HEADER);
//                                            ^^^^^^^^^^^^^ error: Offset 4160 is no multiple of the page size, so mmap fails with EINVAL: map from 4096.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, -1);
//                                            ^^ error: Offset -1 is no multiple of the page size, so mmap fails with EINVAL: map from 0.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0x3000);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, at);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, at & ~4095L);
}
