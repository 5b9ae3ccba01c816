#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

int by_call(void)
{
    if (setgid(getuid()) != 0)
//             ^^^^^^^^ error: getuid() is a user id, and setgid() takes a group id here: use getgid().
        return -1;
    return setresuid(getuid(), getuid(), (uid_t)getegid());
//                                       ^^^^^^^^^^^^^^^^ error: getegid() is a group id, and setresuid() takes a user id here: use geteuid().
}

int by_field(const struct passwd *pw, const struct group *gr)
{
    if (initgroups(pw->pw_name, pw->pw_uid) != 0)
//                              ^^^^^^^^^^ error: pw->pw_uid is a user id, and initgroups() takes a group id here: use pw->pw_gid.
        return -1;
    return setuid(gr->gr_gid);
//                ^^^^^^^^^^ error: gr->gr_gid is a group id, and setuid() takes a user id here: use the user id.
}

int by_variable(void)
{
    gid_t mine = getgid();

    return seteuid(mine);
//                 ^^^^ error: mine is a group id, and seteuid() takes a user id here: use the user id.
}

int exchanged(int fd, const char *path)
{
    struct stat st;

    if (fstat(fd, &st) < 0 || fchown(fd, st.st_gid, st.st_uid) < 0)
//                                       ^^^^^^^^^^^^^^^^^^^^ error: User and group of fchown() have changed places: the user comes first.
        return -1;
    return fchownat(AT_FDCWD, path, -1, st.st_uid, 0);
//                                      ^^^^^^^^^ error: st.st_uid is a user id, and fchownat() takes a group id here: use st.st_gid.
}

int right(const char *path, const struct passwd *pw, const struct group *gr)
{
    if (chown(path, pw->pw_uid, gr->gr_gid) < 0 || lchown(path, -1, pw->pw_gid) < 0)
        return -1;
    if (setgid(getgid()) < 0 || setuid(getuid()) < 0)
        return -1;
    return setfsuid(geteuid());
}

/* Names prove nothing. */
int named(uid_t gid, gid_t uid)
{
    if (setgid(uid) < 0)
        return -1;
    return setuid(gid);
}

/* More than one value. */
int either(int user)
{
    uid_t id = getgid();

    if (user)
        id = getuid();
    return setuid(id);
}
