#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

long wrong(void *args, void *p)
{
    long failed = syscall(SYS__sysctl, args);
//                        ^^^^^^^^^^^ warning: No current kernel has _sysctl(): it fails with ENOSYS. Use /proc/sys.
    failed |= syscall(__NR_create_module, "x", 4096);
//                    ^^^^^^^^^^^^^^^^^^ warning: No current kernel has create_module(): it fails with ENOSYS. Use init_module().
    failed |= syscall(SYS_uselib, "libx.so");
//                    ^^^^^^^^^^ warning: No current kernel has uselib(): it fails with ENOSYS. Use dlopen().
    return failed | remap_file_pages(p, 4096, 0, 0, 0);
//                  ^^^^^^^^^^^^^^^^ warning: remap_file_pages() is emulated with slow mmap() calls since Linux 4.0: use mmap().
}

long careful(void *args)
{
    long failed = 0;
#ifdef SYS__sysctl
    failed |= syscall(SYS__sysctl, args);
//                    ^^^^^^^^^^^ hint: No current kernel has _sysctl(): it fails with ENOSYS. Use /proc/sys.
#endif
    return failed;
}

int create_module(const char *name);

long right(void *args)
{
    /* A function of the program's own, and calls that are there. */
    long failed = create_module("x");
    return failed | syscall(SYS_sysinfo, args);
}
