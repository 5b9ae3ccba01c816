//- /musl.c libc:musl
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <unistd.h>

int wrong(pid_t pid)
{
    int fd = pidfd_open(pid, 0);
//           ^^^^^^^^^^ information: musl has no pidfd_open(): call syscall(SYS_pidfd_open, …).
    return fd + close_range(3, ~0U, 0);
//              ^^^^^^^^^^^ information: musl has no close_range(): call syscall(SYS_close_range, …).
}

int right(pid_t pid, struct stat *st)
{
    int fd = memfd_create("x", MFD_CLOEXEC);
#ifdef HAVE_PIDFD_OPEN
    fd += pidfd_open(pid, 0);
#endif
    return fd + stat("x", st);
}

/* Macros of musl. */
int large_files(struct stat64 *st, const char *path)
{
    return stat64(path, st) + truncate64(path, 0);
}
//- /glibc.c libc:glibc-2.31
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int wrong(unsigned int first)
{
    return close_range(first, ~0U, 0);
//         ^^^^^^^^^^^ information: glibc has close_range() since 2.34; your target has 2.31: call syscall(SYS_close_range, …).
}

int right(unsigned int first, struct stat *st)
{
    int fd = memfd_create("x", MFD_CLOEXEC);
    fd += syscall(SYS_close_range, first, ~0U, 0);
#if __GLIBC_PREREQ(2, 34)
    fd += close_range(first, ~0U, 0);
#endif
    /* An old function with a new symbol. */
    return fd + stat("x", st) + mknod("x", 0600, 0);
}
//- /unset.c
#define _GNU_SOURCE
#include <unistd.h>

int no_target(void)
{
    return close_range(3, ~0U, 0);
}
