#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int wrong(const char *path, int fd, int flags, int prot)
{
    int n = 0;
    if (flags & O_RDONLY)
//              ^^^^^^^^ warning: O_RDONLY is 0, so & O_RDONLY is never true: compare (… & O_ACCMODE) with O_RDONLY.
        n++;
    if ((flags & O_RDONLY) == O_RDONLY)
//               ^^^^^^^^ warning: O_RDONLY is 0, so this is true for every value: compare (… & O_ACCMODE) with O_RDONLY.
        n++;
    if ((flags & O_RDONLY) != 0)
//               ^^^^^^^^ warning: O_RDONLY is 0, so & O_RDONLY is never true: compare (… & O_ACCMODE) with O_RDONLY.
        n++;
    if (O_RDONLY & fcntl(fd, F_GETFL))
//      ^^^^^^^^ warning: O_RDONLY is 0, so & O_RDONLY is never true: compare (… & O_ACCMODE) with O_RDONLY.
        n++;
    if (prot & PROT_NONE)
//             ^^^^^^^^^ warning: PROT_NONE is 0, so & PROT_NONE is never true: compare the whole value with it.
        n++;
    n += open(path, O_RDONLY | O_WRONLY | O_CLOEXEC);
//                  ^^^^^^^^ warning: O_RDONLY is 0, so O_RDONLY | O_WRONLY is O_WRONLY alone: write O_RDWR for both.
    return n;
}

int right(const char *path, int flags, int prot)
{
    int n = 0;
    if ((flags & O_ACCMODE) == O_RDONLY)
        n++;
    if (prot == PROT_NONE)
        n++;
    /* A mask that begins with it, and what the reader is to see. */
    if (flags & (O_RDONLY | O_WRONLY | O_RDWR))
        n++;
    n += open(path, O_RDONLY | O_CLOEXEC);
    n += access(path, F_OK | R_OK);
    return n;
}
//- /own.c
#include <fcntl.h>
#undef O_RDONLY
#define O_RDONLY 1

int other_system(int flags)
{
    return flags & O_RDONLY;
}
