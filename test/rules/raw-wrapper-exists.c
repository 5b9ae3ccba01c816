//- /a.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

int files(const char *name, int fd, void *buf, size_t n)
{
    int id = syscall(SYS_gettid);
//           ^^^^^^^^^^^^^^^^^^^ hint: glibc has gettid() since 2.30: call it, its arguments are checked.
    int mem = syscall(__NR_memfd_create, name, 0);
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: glibc has memfd_create() since 2.27: call it, its arguments are checked.
    if (syscall(SYS_getrandom, buf, n, 0) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: glibc has getrandom() since 2.25: call it, its arguments are checked.
        return -1;
    return id + mem + syscall(SYS_dup3, fd, mem, O_CLOEXEC);
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: glibc has dup3() since 2.9: call it, its arguments are checked.
}

/* No function, a new one, or one that was always there. */
int raw(int fd, void *buf, size_t n)
{
    syscall(SYS_io_uring_setup, 8, buf);
    syscall(SYS_pidfd_open, getpid(), 0);
    return syscall(SYS_read, fd, buf, n);
}

/* What the program calls where the library may lack it. */
static int my_memfd_create(const char *name, unsigned flags)
{
    return syscall(SYS_memfd_create, name, flags);
}

int compat(const char *name)
{
#ifdef HAVE_GETTID
    int id = gettid();
#else
    int id = syscall(SYS_gettid);
#endif
    return id + my_memfd_create(name, 0);
}
//- /musl.c libc:musl
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

int id(void)
{
    return syscall(SYS_gettid);
}
