//- /first.c
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int confine(const char *root)
{
    if (chroot(root) != 0)
//      ^^^^^^^^^^^^ warning: chroot() does not change the working directory: it stays outside. Add chdir("/") after it.
        return -1;
    return access("/ready", F_OK);
}

void raw(const char *root, int fd)
{
    if (fd < 0)
        abort();
    syscall(SYS_chroot, root);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: chroot() does not change the working directory: it stays outside. Add chdir("/") after it.
    close(fd);
}

/* What the caller does next is the caller's. */
int hand_on(const char *root)
{
    return chroot(root);
}

/* A test of the call itself. */
void show(long rc);
void tried(void)
{
    show(syscall(SYS_chroot, NULL));
    show(1);
}

/* Already there. */
int here(void)
{
    if (chroot(".") != 0)
        return -1;
    return access("/ready", F_OK);
}
//- /changes.c
#include <unistd.h>

static int enter(const char *root)
{
    return chdir(root);
}

/* In another function of this file. */
int confine(const char *root)
{
    if (enter(root) != 0 || chroot(root) != 0)
        return -1;
    return access("/ready", F_OK);
}
//- /descriptor.c
#include <unistd.h>

int confine(int root, const char *path)
{
    if (fchdir(root) != 0 || chroot(path) != 0)
        return -1;
    return access("/ready", F_OK);
}
