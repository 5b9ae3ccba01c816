//- /daemon.c
#define _GNU_SOURCE
#include <err.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

struct config {
    uid_t uid;
    gid_t gid;
};

void become(const char *name)
{
    struct passwd *pw = getpwnam(name);

    if (pw == NULL)
        errx(1, "no user %s", name);
    if (setgid(pw->pw_gid) < 0)
//      ^^^^^^ warning: The supplementary groups of root stay: call setgroups(0, NULL) or initgroups() before setgid().
        err(1, "setgid");
    if (setuid(pw->pw_uid) < 0)
        err(1, "setuid");
}

int enter(const struct config *c)
{
    if (c->gid != 0 && setresgid(c->gid, c->gid, c->gid) != 0)
//                     ^^^^^^^^^ warning: The supplementary groups of root stay: call setgroups(0, NULL) or initgroups() before setresgid().
        return -1;
    if (c->uid != 0 && setresuid(c->uid, c->uid, c->uid) != 0)
        return -1;
    return 0;
}

/* A set-user-ID program: the groups are those of whoever started it. */
void to_caller(void)
{
    if (setgid(getgid()) < 0 || setuid(getuid()) < 0)
        abort();
}

/* The user alone, or the group alone: part of something that is done elsewhere. */
int user_only(uid_t uid)
{
    return setuid(uid);
}

int group_only(gid_t gid)
{
    return setgid(gid);
}

/* Never both. */
int one_of(uid_t uid, gid_t gid, int user)
{
    if (user)
        return setuid(uid);
    return setgid(gid);
}

/* For a while. */
int lay_aside(const struct config *c)
{
    if (setegid(c->gid) < 0)
        return -1;
    return seteuid(c->uid);
}

/* Back to what it was. */
int back(uid_t old_uid, gid_t old_gid)
{
    if (setregid(old_gid, old_gid) < 0)
        return -1;
    return setreuid(old_uid, old_uid);
}
//- /right.c
#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <sys/types.h>
#include <unistd.h>

static int clear_groups(void)
{
    return setgroups(0, NULL);
}

int right(const struct passwd *pw)
{
    if (clear_groups() != 0 || setgid(pw->pw_gid) != 0 || setuid(pw->pw_uid) != 0)
        return -1;
    return 0;
}
//- /elsewhere.c
#include <pwd.h>
#include <sys/types.h>
#include <unistd.h>

int server_drop_groups(void);

/* The list is emptied in another file. */
int enter_user(const struct passwd *pw)
{
    if (server_drop_groups() != 0 || setgid(pw->pw_gid) != 0 || setuid(pw->pw_uid) != 0)
        return -1;
    return 0;
}
//- /namespace.c
#define _GNU_SOURCE
#include <sched.h>
#include <sys/types.h>
#include <unistd.h>

/* In a user namespace of its own, where setgroups() may even be forbidden. */
int root_inside(uid_t uid, gid_t gid)
{
    if (unshare(CLONE_NEWUSER) < 0)
        return -1;
    if (setgid(gid) < 0 || setuid(uid) < 0)
        return -1;
    return 0;
}
//- /real.c
#define _GNU_SOURCE
#include <sys/types.h>
#include <unistd.h>

/* The real ids alone: the process keeps its privileges on purpose. */
int pose_as(uid_t uid, gid_t gid)
{
    if (setregid(gid, -1) < 0 || setreuid(uid, -1) < 0)
        return -1;
    return 0;
}
