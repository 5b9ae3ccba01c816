//- /docker.c container:docker
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <unistd.h>

int wrong(const char *path, void *params)
{
    int failed = swapon(path, 0);
//               ^^^^^^ warning: Docker refuses swapon() in a container with EPERM: its seccomp profile has to allow it.
    failed |= syscall(SYS_io_uring_setup, 8, params) < 0;
//                    ^^^^^^^^^^^^^^^^^^ warning: Docker refuses io_uring_setup() in a container with EPERM: its seccomp profile has to allow it.
    return failed | umount2(path, 0);
//                  ^^^^^^^ hint: Docker lets umount2() through only with CAP_SYS_ADMIN, else it fails with EPERM.
}

/* Its caller may look at errno. */
int handed_on(const char *path)
{
    return swapoff(path);
//         ^^^^^^^ hint: Docker refuses swapoff() in a container with EPERM: its seccomp profile has to allow it.
}

int knows(const char *path)
{
    return swapon(path, 0) == -1 && errno == EPERM;
}

int right(const char *path, int n)
{
    int failed = chdir(path);
    /* Makes rt_sigaction, not the old call of this name. */
    failed |= sigaction(SIGHUP, NULL, NULL);
    /* Only some arguments are refused. */
    failed |= clone(NULL, NULL, n, NULL);
#ifdef HAVE_SWAP
    failed |= swapoff(path);
#endif
    return failed;
}
//- /host.c
#include <sys/swap.h>

int no_container(const char *path)
{
    return swapon(path, 0);
}
