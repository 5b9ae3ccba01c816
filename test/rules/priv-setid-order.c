//- /drop.c
#define _GNU_SOURCE
#include <err.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>
#define check(call) \
    do { \
        if ((call) != 0) \
            abort(); \
    } while (0)

int plain(uid_t uid, gid_t gid)
{
    if (setuid(uid) != 0)
        return -1;
    if (setgid(gid) != 0)
//      ^^^^^^ error: setgid() fails with EPERM: setuid() has given up the right to change groups. Call it before setuid().
        return -1;
    return 0;
}

void from_passwd(const char *name)
{
    struct passwd *pw = getpwnam(name);

    if (pw == NULL)
        exit(1);
    if (setresuid(pw->pw_uid, pw->pw_uid, pw->pw_uid))
        err(1, "setresuid");
    if (initgroups(pw->pw_name, pw->pw_gid))
//      ^^^^^^^^^^ error: initgroups() fails with EPERM: setresuid() has given up the right to change groups. Call it before setresuid().
        err(1, "initgroups");
}

int constant(void)
{
    if (setreuid(65534, 65534) < 0 || setgroups(0, NULL) < 0)
//                                    ^^^^^^^^^ error: setgroups() fails with EPERM: setreuid() has given up the right to change groups. Call it before setreuid().
        return -1;
    return 0;
}

/* To the group the process belongs to anyway: allowed, but the saved id stays. */
void own_group(void)
{
    if (setuid(getuid()) < 0)
        abort();
    if (setgid(getgid()) < 0)
//      ^^^^^^ warning: After setuid(), setgid() leaves the saved group id as it is: call it before setuid().
        abort();
}

/* All three set to the real one: nothing is left to take back. */
void own_groups(void)
{
    uid_t uid = getuid();
    gid_t gid = getgid();

    check(setresuid(uid, uid, uid));
    check(setresgid(gid, gid, gid));
}

/* What is started has no other saved ids than the effective ones. */
void own_shell(void)
{
    if (setuid(getuid()) < 0 || setgid(getgid()) < 0)
        abort();
    execl("/bin/sh", "sh", (char *)NULL);
}

struct user {
    uid_t uid;
    gid_t gid;
};
extern struct user current_user;

/* By its name the user who started the program, whose groups may always be taken. */
int to_current(void)
{
    if (setresuid(current_user.uid, current_user.uid, current_user.uid) < 0)
        return -1;
    return setresgid(current_user.gid, current_user.gid, current_user.gid);
}

int right(uid_t uid, gid_t gid)
{
    if (setgroups(0, NULL) || setgid(gid) || setuid(uid))
        return -1;
    return 0;
}

/* Becomes root first. */
int as_root(gid_t gid)
{
    if (setuid(0) != 0)
        return -1;
    return setgid(gid);
}

/* Goes back to what it was: root has its rights again. */
int back(uid_t old_uid, gid_t old_gid)
{
    if (setreuid(old_uid, old_uid) < 0)
        return -1;
    return setregid(old_gid, old_gid);
}

/* The effective user alone: the right is only laid aside, and this is no permanent drop. */
int effective(uid_t uid, gid_t gid)
{
    if (seteuid(uid) < 0)
        return -1;
    return setegid(gid);
}

/* Makes sure that the way back is closed. */
void verified(uid_t uid, gid_t gid)
{
    if (setgroups(0, NULL) || setgid(gid) || setuid(uid))
        abort();
    if (setuid(0) != -1 || setgid(0) != -1)
        abort();
}

/* Capabilities outlive the change of the user. */
int keeping(uid_t uid, gid_t gid)
{
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
        return -1;
    if (setuid(uid) < 0)
        return -1;
    return setgid(gid);
}

/* Not on every way, but then too late as well. */
int either(const struct passwd *pw, gid_t gid)
{
    if (pw != NULL && setuid(pw->pw_uid) < 0)
        return -1;
    if (gid != 0 && setgid(gid) < 0)
//                  ^^^^^^ warning: setgid() fails with EPERM: setuid() has given up the right to change groups. Call it before setuid().
        return -1;
    return 0;
}

/* One or the other. */
int other_way(uid_t uid, gid_t gid, int user)
{
    if (user)
        return setuid(uid);
    return setgid(gid);
}

/* The group alone where the user cannot be had. */
int fallback(uid_t uid, gid_t gid)
{
    if (setuid(uid) < 0)
        return setgid(gid);
    return 0;
}
struct ids {
    uid_t ruid, euid;
    gid_t rgid, egid;
};
#define OLD(member) (was->member == is->member ? (uid_t)-1 : was->member)

/* To what somebody had before, by a macro that tells nothing of it. */
int through_macro(const struct ids *is, const struct ids *was)
{
    if (setreuid(OLD(ruid), OLD(euid)) != 0)
        return -1;
    return setregid(OLD(rgid), OLD(egid));
}

/* Up again, as its name says. */
int restore_ids(void)
{
    if (setuid(getuid()) != 0)
        return -1;
    return setgid(getgid());
}
//- /own.c
/* Functions of the program, which count in their own way. */
static int user, group;

static int setuid(int id)
{
    user = id;
    return 0;
}

static int setgid(int id)
{
    group = id;
    return 0;
}

int enter(int uid, int gid)
{
    if (setuid(uid) != 0)
        return -1;
    return setgid(gid);
}
