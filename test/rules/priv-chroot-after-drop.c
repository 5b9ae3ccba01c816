#define _GNU_SOURCE
#include <err.h>
#include <grp.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

struct options {
    const char *root;
    uid_t uid;
    gid_t gid;
};

void shut_in(const struct options *o)
{
    if (setgroups(0, NULL) < 0 || setgid(o->gid) < 0)
        err(1, "groups");
    if (setuid(o->uid) < 0)
        err(1, "setuid");
    if (o->root != NULL) {
        if (chroot(o->root) < 0)
//          ^^^^^^ warning: chroot() needs CAP_SYS_CHROOT, which setuid() has given up: it fails with EPERM. Call it before.
            err(1, "chroot");
        if (chdir("/") < 0)
            err(1, "chdir");
    }
}

int mounts(uid_t uid)
{
    if (setresuid(uid, uid, uid) < 0)
        return -1;
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
//      ^^^^^ warning: mount() needs CAP_SYS_ADMIN, which setresuid() has given up: it fails with EPERM. Call it before.
        return -1;
    return (int)syscall(SYS_pivot_root, ".", "old");
//                      ^^^^^^^^^^^^^^ warning: pivot_root() needs CAP_SYS_ADMIN, which setresuid() has given up: it fails with EPERM. Call it before.
}

int right(const struct options *o)
{
    if (chroot(o->root) < 0 || chdir("/") < 0)
        return -1;
    return setuid(o->uid);
}

/* Up, not down. */
int as_root(const char *dir)
{
    if (setuid(0) < 0)
        return -1;
    return chroot(dir);
}

/* The effective user alone; it comes back for this. */
int for_a_while(uid_t uid, const char *dir)
{
    if (seteuid(uid) < 0 || seteuid(0) < 0)
        return -1;
    return chroot(dir);
}

/* Keeps what it needs. */
int keeping(uid_t uid, const char *dir)
{
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0 || setuid(uid) < 0)
        return -1;
    return chroot(dir);
}

/* All capabilities again, in a namespace of its own. */
int inside(uid_t uid, const char *dir)
{
    if (setuid(uid) < 0 || unshare(CLONE_NEWUSER) < 0)
        return -1;
    return chroot(dir);
}

/* Perhaps not dropped at all. */
int perhaps(const struct options *o)
{
    if (o->uid != 0 && setuid(o->uid) < 0)
        return -1;
    return chroot(o->root);
}
