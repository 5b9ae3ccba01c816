//- /drop.c
#define _GNU_SOURCE
#include <err.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
#define CHECK(call) ((call) != 0 ? abort() : (void)0)

void plain(const struct passwd *pw)
{
    initgroups(pw->pw_name, pw->pw_gid);
//  ^^^^^^^^^^ error: initgroups() can fail, and the program then keeps its privileges: stop when it returns -1.
    setgid(pw->pw_gid);
//  ^^^^^^ error: setgid() can fail, and the program then keeps its privileges: stop when it returns -1.
    setuid(pw->pw_uid);
//  ^^^^^^ error: setuid() can fail, and the program then keeps its privileges: stop when it returns -1.
}

void three(uid_t uid, gid_t gid)
{
    setgroups(0, NULL);
//  ^^^^^^^^^ error: setgroups() can fail, and the program then keeps its privileges: stop when it returns -1.
    setresgid(gid, gid, gid);
//  ^^^^^^^^^ error: setresgid() can fail, and the program then keeps its privileges: stop when it returns -1.
    setresuid(uid, uid, uid);
//  ^^^^^^^^^ error: setresuid() can fail, and the program then keeps its privileges: stop when it returns -1.
}

void own_user(int quiet)
{
    if (!quiet)
        seteuid(getuid());
//      ^^^^^^^ error: seteuid() can fail, and the program then keeps its privileges: stop when it returns -1.
    setreuid(-1, getuid());
//  ^^^^^^^^ error: setreuid() can fail, and the program then keeps its privileges: stop when it returns -1.
}

/* Said to be on purpose. */
void quietened(uid_t uid, gid_t gid)
{
    (void)setgid(gid);
//        ^^^^^^ information: setgid() can fail, and the program then keeps its privileges: stop when it returns -1.
    (void)!setuid(uid);
//         ^^^^^^ information: setuid() can fail, and the program then keeps its privileges: stop when it returns -1.
    if (setegid(gid) != 0) {
//      ^^^^^^^ information: setegid() can fail, and the program then keeps its privileges: stop when it returns -1.
    }
    if (seteuid(uid))
//      ^^^^^^^ information: seteuid() can fail, and the program then keeps its privileges: stop when it returns -1.
        ;
}

/* Meant so, says the comment. */
void harmless_here(gid_t gid, uid_t uid)
{
    /*
     * Don't check for errors: without mapped ids the calls fail although they
     * would change nothing.
     */
    setgid(gid);
//  ^^^^^^ information: setgid() can fail, and the program then keeps its privileges: stop when it returns -1.
    setuid(uid);
//  ^^^^^^ information: setuid() can fail, and the program then keeps its privileges: stop when it returns -1.
}

/* Own groups cannot be refused where they are mapped. */
void own_group(void)
{
    setegid(getgid());
//  ^^^^^^^ information: setegid() can fail, and the program then keeps its privileges: stop when it returns -1.
    setgid(getgid());
//  ^^^^^^ information: setgid() can fail, and the program then keeps its privileges: stop when it returns -1.
}

/* Without any group already: a failure gives nothing. */
int no_groups_first(const struct passwd *pw)
{
    if (setgroups(0, NULL) != 0)
        return -1;
    initgroups(pw->pw_name, pw->pw_gid);
    return setuid(pw->pw_uid);
}

void groups_stay(const struct passwd *pw, int plain)
{
    if (plain && setgroups(0, NULL) != 0)
        abort();
    initgroups(pw->pw_name, pw->pw_gid);
//  ^^^^^^^^^^ error: initgroups() can fail, and the program then keeps its privileges: stop when it returns -1.
}

static uid_t effuid;
void privileged_again(void)
{
    seteuid(effuid);
//  ^^^^^^^ information: seteuid() can fail, and the program then keeps the lower privileges: look at the result.
}

/* Back to what it was. */
int as_user(uid_t uid, const char *path)
{
    uid_t old_uid = geteuid();
    int result;

    if (seteuid(uid) < 0)
        return -1;
    result = unlink(path);
    seteuid(old_uid);
//  ^^^^^^^ information: seteuid() can fail, and the program then keeps the lower privileges: look at the result.
    return result;
}

/* The same, and known to be so. */
int as_other(uid_t uid, const char *path)
{
    int result;

    if (seteuid(uid) < 0)
        return -1;
    result = unlink(path);
    (void)seteuid(0);
    return result;
}

int tested(uid_t uid, gid_t gid)
{
    int failed;

    CHECK(setgroups(0, NULL));
    failed = setgid(gid);
    if (failed)
        return -1;
    if (setuid(uid) != 0) {
        perror("setuid");
        exit(1);
    }
    return setuid(0) == -1 ? 0 : -1;
}

/* Looks at what came of it. */
void verified(uid_t uid, gid_t gid)
{
    setgid(gid);
    setuid(uid);
    if (getuid() != uid || geteuid() != uid || getegid() != gid)
        abort();
}

/* Asks whether the call is there at all. */
void probe(void)
{
    setresuid(-1, -1, -1);
    setreuid((uid_t)-1, (uid_t)-1);
}

/* The caller looks. */
int handed_on(uid_t uid)
{
    return setuid(uid);
}
//- /shared-body.c
#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

/* Every branch has the head of the same if. */
void drop(uid_t user)
{
#if defined(HAVE_SETRESUID)
    if (setresuid(user, user, user) != 0)
#elif defined(HAVE_SETREUID)
    if (setreuid(user, user) != 0)
#else
    if (setuid(user) != 0)
#endif
        abort();
}
//- /own.cc lang:cpp
struct machine {
    int user;
    void setuid(int id) { user = id; }
};

void enter(machine &m, int id)
{
    m.setuid(id);
}
