//- /x86.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#define READ_ONLY 1

void numbers(void *p, unsigned long n, int fd, int mask)
{
    int prot = 3;
    mmap(NULL, n, 3, 0x22, -1, 0);
//                ^ 💡 hint: 3 is PROT_READ | PROT_WRITE: write the names.
//                   ^^^^ 💡 hint: 0x22 is MAP_PRIVATE | MAP_ANONYMOUS: write the names, whose values differ between architectures.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | 0x20, -1, 0);
//                                         ^^^^ 💡 hint: 0x20 is MAP_ANONYMOUS: write the names, whose values differ between architectures.
    mprotect(p, n, fd > 0 ? 5 : PROT_READ);
//                          ^ 💡 hint: 5 is PROT_READ | PROT_EXEC: write the names.
    madvise(p, n, 4);
//                ^ 💡 hint: 4 is MADV_DONTNEED: write the names, whose values differ between architectures.
    syscall(SYS_mprotect, p, n, 1);
//                              ^ 💡 hint: 1 is PROT_READ: write the names.
    fcntl(fd, F_SETFD, 1);
//                     ^ 💡 hint: 1 is FD_CLOEXEC: write the names.
    shutdown(fd, 2);
//               ^ 💡 hint: 2 is SHUT_RDWR: write the names.
    /* What another argument decides while nobody knows it; permissions, whatever their base; a number among others. */
    fcntl(fd, mask, 1);
    open("x", O_RDWR | O_CREAT, 420);
    kill(fd, 40);
    /* Named, nothing, a mask, a bit without a name, permissions. */
    mprotect(p, n, prot);
    mprotect(p, n, READ_ONLY);
    mprotect(p, n, 0);
    mmap(NULL, n, mask & 7, MAP_PRIVATE, fd, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | (21 << 26), fd, 0);
    mprotect(p, n, 0x40000000);
    mprotect(p, n, 01);
    madvise(p, n, 999);
    mprotect(p, n, -1);
}
//- /mips.c arch:mips64
#include <stddef.h>
#include <sys/mman.h>

void *of_mips(unsigned long n)
{
    void *p = mmap(NULL, n, PROT_READ, 0x802, -1, 0);
//                                     ^^^^^ 💡 hint: 0x802 is MAP_PRIVATE | MAP_ANONYMOUS: write the names, whose values differ between architectures.
    return p == MAP_FAILED ? mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : p;
}
