#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/socket.h>
#define BUFFER_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS)
#define MAP_MINE 0x40000
#ifndef MLOCK_ONFAULT
#define MLOCK_ONFAULT 1
#endif

void memory(void *p, unsigned long n, int fd, int prot)
{
    int odd = PROT_READ | MAP_PRIVATE;
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | PROT_WRITE, -1, 0);
    mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(p, n, MAP_SHARED);
    mprotect(p, n, odd);
    mprotect(p, n, prot | MADV_RANDOM);
    mremap(p, n, n, MAP_FIXED | MREMAP_MAYMOVE);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | PROT_NONE, fd, 0);
    mlock2(p, n, MCL_ONFAULT);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MREMAP_DONTUNMAP, fd, 0);
    /* The right family, a macro, numbers, a name of the program's own, one no argument takes. */
    mmap(NULL, n, PROT_READ | PROT_WRITE, BUFFER_FLAGS, -1, 0);
    mmap(NULL, n, 3, 0x22, -1, 0);
    mmap(NULL, n, PROT_READ, BUFFER_FLAGS | MAP_MINE, -1, 0);
    mmap(NULL, n, PROT_READ, MAP_PRIVATE, AT_FDCWD, 0);
    madvise(p, n, MADV_RANDOM);
    mlock2(p, n, MLOCK_ONFAULT);
    mprotect(p, n, prot & ~MAP_SHARED);
}

void others(int fd, int cmd, mode_t mode)
{
    fcntl(fd, FD_CLOEXEC, 3);
    fcntl(fd, F_SETFD, O_CLOEXEC);
    open("x", O_RDWR | O_CREAT, mode | O_CLOEXEC);
    /* The level is wrong rather than the option: told by net/sockopt-level. */
    setsockopt(fd, IPPROTO_TCP, SO_KEEPALIVE, &cmd, sizeof cmd);
    inotify_init1(IN_CLOEXEC);
    /* What another argument decides while nobody knows it; values that a call takes beside the named ones. */
    fcntl(fd, cmd, O_CLOEXEC);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    setsockopt(fd, cmd, SO_KEEPALIVE, &cmd, sizeof cmd);
    setsockopt(fd, SOL_RAW, IPV6_CHECKSUM, &cmd, sizeof cmd);
    socket(AF_PACKET, SOCK_RAW, IPPROTO_RAW);
}
