//- /old.c kernel:4.14
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>
#define OUR_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE)

int use(int fd);

int wrong(void *p, size_t n, const char *path)
{
    int pidfd = syscall(SYS_pidfd_open, getpid(), 0);
//                      ^^^^^^^^^^^^^^ warning: pidfd_open() needs Linux 5.3; your target is 4.14, where it fails with ENOSYS. Fall back then.
    /* Told by mem/noreplace-unchecked, which knows what the older kernel does. */
    void *q = mmap(p, n, PROT_READ, OUR_FLAGS, -1, 0);
    int failed = close_range(3, ~0U, 0);
//               ^^^^^^^^^^^ warning: close_range() needs Linux 5.9; your target is 4.14, where it fails with ENOSYS. Fall back then.
    failed |= madvise(p, n, MADV_COLD);
//                          ^^^^^^^^^ warning: MADV_COLD needs Linux 5.4; your target is 4.14. Try the call without it when it fails.
    return failed | use(pidfd) | (q == MAP_FAILED);
}

/* The caller may know what to do. */
int handed_on(unsigned int first)
{
    return close_range(first, ~0U, 0);
//         ^^^^^^^^^^^ hint: close_range() needs Linux 5.9; your target is 4.14, where it fails with ENOSYS. Fall back then.
}

/* Nobody minds when it fails. */
void tries(void *p, size_t n)
{
    madvise(p, n, MADV_COLD);
//                ^^^^^^^^^ hint: MADV_COLD needs Linux 5.4; your target is 4.14. Try the call without it when it fails.
}

int falls_back(unsigned int first)
{
    if (close_range(first, ~0U, 0) == 0 || errno != ENOSYS)
        return 0;
    return use(first);
}

void *tries_again(void *p, size_t n)
{
    void *q = mmap(p, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (q == MAP_FAILED)
        q = mmap(p, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return q;
}

int asks(unsigned int first)
{
    struct utsname name;
    if (uname(&name) == 0 && name.release[0] > '4')
        return use(close_range(first, ~0U, 0));
    return use(first);
}

int under_ifdef(void *p, size_t n, int fd)
{
#ifdef SYS_pidfd_open
    fd += syscall(SYS_pidfd_open, getpid(), 0);
#endif
#ifdef HAVE_CLOSE_RANGE
    fd += close_range(3, ~0U, 0);
#endif
#if defined(MADV_COLD)
    fd += madvise(p, n, MADV_COLD);
#endif
    return fd;
}

int old_enough(void *p, size_t n, const char *path, struct statx *stx)
{
    /* The C library does without statx() where it must. */
    int fd = statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, stx);
    fd += memfd_create("x", MFD_CLOEXEC);
    return fd + madvise(p, n, MADV_FREE);
}
//- /new.c kernel:6.1
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

int there(void *p, size_t n)
{
    int failed = madvise(p, n, MADV_COLD);
    return failed | close_range(3, ~0U, 0);
}
//- /unset.c
#define _GNU_SOURCE
#include <unistd.h>

int no_target(void)
{
    int failed = close_range(3, ~0U, 0);
    return failed;
}
