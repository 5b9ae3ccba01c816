#define _GNU_SOURCE
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
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
