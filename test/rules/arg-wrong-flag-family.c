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
//                                                         ^^^^^^^^^^ error: PROT_WRITE is no MAP_ constant: in flags of mmap() its value means MAP_PRIVATE.
    mmap(NULL, n, MAP_PRIVATE | MAP_ANONYMOUS, PROT_READ | PROT_WRITE, -1, 0);
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: prot and flags of mmap() have changed places: swap them.
    mprotect(p, n, MAP_SHARED);
//                 ^^^^^^^^^^ error: MAP_SHARED is no PROT_ constant: in prot of mprotect() its value means PROT_READ.
    mprotect(p, n, odd);
//                 ^^^ error: MAP_PRIVATE is no PROT_ constant: in prot of mprotect() its value means PROT_WRITE.
    mprotect(p, n, prot | MADV_RANDOM);
//                        ^^^^^^^^^^^ error: MADV_RANDOM is no PROT_ constant: in prot of mprotect() its value means PROT_READ.
    mremap(p, n, n, MAP_FIXED | MREMAP_MAYMOVE);
//                  ^^^^^^^^^ error: MAP_FIXED is no MREMAP_ constant: in flags of mremap() write MREMAP_FIXED.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | PROT_NONE, fd, 0);
//                                         ^^^^^^^^^ warning: PROT_NONE is no MAP_ constant: in flags of mmap() it adds nothing.
    mlock2(p, n, MCL_ONFAULT);
//               ^^^^^^^^^^^ error: MCL_ONFAULT is no MLOCK_ constant: in flags of mlock2() write MLOCK_ONFAULT.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | MREMAP_DONTUNMAP, fd, 0);
//                                         ^^^^^^^^^^^^^^^^ error: MREMAP_DONTUNMAP is no MAP_ constant: flags of mmap() has no flag of that value.
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
//            ^^^^^^^^^^ error: FD_CLOEXEC is no F_ constant: in op of fcntl() its value means F_GETFD.
    fcntl(fd, F_SETFD, O_CLOEXEC);
//                     ^^^^^^^^^ error: O_CLOEXEC is no FD_ constant: in flags of fcntl() write FD_CLOEXEC.
    open("x", O_RDWR | O_CREAT, mode | O_CLOEXEC);
//                                     ^^^^^^^^^ error: O_CLOEXEC is no S_I constant: mode of open() has no flag of that value.
    /* The level is wrong rather than the option: told by net/sockopt-level. */
    setsockopt(fd, IPPROTO_TCP, SO_KEEPALIVE, &cmd, sizeof cmd);
    inotify_init1(O_CLOEXEC);
//                ^^^^^^^^^ 💡 hint: O_CLOEXEC happens to have the value of IN_CLOEXEC: write IN_CLOEXEC.
    /* What another argument decides while nobody knows it; values that a call takes beside the named ones. */
    fcntl(fd, cmd, O_CLOEXEC);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    setsockopt(fd, cmd, SO_KEEPALIVE, &cmd, sizeof cmd);
    setsockopt(fd, SOL_RAW, IPV6_CHECKSUM, &cmd, sizeof cmd);
    socket(AF_PACKET, SOCK_RAW, IPPROTO_RAW);
}
