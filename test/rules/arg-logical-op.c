#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void flags(void *p, unsigned long n, int fd, int writable)
{
    mmap(NULL, n, PROT_READ, MAP_PRIVATE || MAP_ANONYMOUS, -1, 0);
//                                       ^^ 💡 error: || of two flags is 1, whichever they are: join them with |.
    mmap(NULL, n, PROT_READ && PROT_WRITE, MAP_PRIVATE, fd, 0);
//                          ^^ 💡 error: && of two flags is 1, whichever they are: join them with |.
    mmap(NULL, n, PROT_READ + PROT_WRITE, MAP_PRIVATE, fd, 0);
//                          ^ 💡 warning: A flag that is added twice turns into another one: join flags with |, not with +.
    mmap(NULL, n, PROT_READ, MAP_PRIVATE | (MAP_LOCKED || MAP_POPULATE), fd, 0);
//                                                     ^^ 💡 error: || of two flags is 1, whichever they are: join them with |.
    mprotect(p, n, writable ? PROT_READ || PROT_WRITE : PROT_READ);
//                                      ^^ 💡 error: || of two flags is 1, whichever they are: join them with |.
    mprotect(p, n, (PROT_READ | PROT_WRITE) + PROT_EXEC);
//                                          ^ 💡 warning: A flag that is added twice turns into another one: join flags with |, not with +.
    /* A choice, a number, and an argument that takes no flags. */
    mprotect(p, n, PROT_READ | (writable && fd > 0 ? PROT_WRITE : PROT_NONE));
    mprotect(p, n, writable || PROT_READ);
    mprotect(p, n, PROT_READ + writable);
    mprotect(p, PROT_READ + PROT_WRITE, PROT_READ);
    mprotect(p, n, PROT_READ | PROT_WRITE);
}
