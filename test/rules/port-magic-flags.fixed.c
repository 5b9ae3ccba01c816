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
    mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(p, n, fd > 0 ? PROT_READ | PROT_EXEC : PROT_READ);
    madvise(p, n, MADV_DONTNEED);
    syscall(SYS_mprotect, p, n, PROT_READ);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    shutdown(fd, SHUT_RDWR);
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
    void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : p;
}
