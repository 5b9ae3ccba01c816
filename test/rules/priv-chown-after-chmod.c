#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#define SUID_MODE (S_ISUID | 0755)

int install(const char *path, uid_t uid, gid_t gid)
{
    if (chmod(path, 04755) < 0)
        return -1;
    return chown(path, uid, gid);
//         ^^^^^ warning: chown() clears the set-user-ID bit that chmod() has set: change the owner first, the mode afterwards.
}

int copy(int in, int out)
{
    char buf[4096];
    ssize_t n;

    while ((n = read(in, buf, sizeof buf)) > 0)
        if (write(out, buf, n) != n)
            return -1;
    if (fchmod(out, SUID_MODE) < 0 || fchown(out, 0, -1) < 0)
//                                    ^^^^^^ warning: fchown() clears the set-user-ID bit that fchmod() has set: change the owner first, the mode afterwards.
        return -1;
    return 0;
}

int below(int dir, const char *name)
{
    mode_t mode = S_ISUID | S_ISGID | 0711;

    if (fchmodat(dir, name, mode, 0) < 0)
        return -1;
    return fchownat(dir, name, 0, 0, AT_SYMLINK_NOFOLLOW);
//         ^^^^^^^^ warning: fchownat() clears the set-user-ID bit that fchmodat() has set: change the owner first, the mode afterwards.
}

int right(const char *path)
{
    if (chown(path, 0, 0) < 0)
        return -1;
    return chmod(path, 04755);
}

/* Set once more behind. */
int twice(const char *path)
{
    if (chmod(path, 04755) < 0 || chown(path, 0, 0) < 0)
        return -1;
    return chmod(path, 04755);
}

/* A directory keeps its bits, and S_ISGID alone is most often meant for one. */
int shared(const char *dir, gid_t gid)
{
    if (mkdir(dir, 0770) < 0 || chmod(dir, 02770) < 0)
        return -1;
    return chown(dir, -1, gid);
}

/* Another file by then. */
int several(const char *const *paths, int n)
{
    const char *path = paths[0];

    if (n < 2 || chmod(path, 04755) < 0)
        return -1;
    path = paths[1];
    return chown(path, 0, 0);
}

int two(const char *a, const char *b)
{
    if (chmod(a, 04755) < 0)
        return -1;
    return chown(b, 0, 0);
}

/* The mode of somebody else: unknown. */
int like(const char *path, const struct stat *st)
{
    if (chmod(path, st->st_mode & 07777) < 0)
        return -1;
    return chown(path, st->st_uid, st->st_gid);
}

/* Not on this way. */
int perhaps(const char *path, int suid)
{
    if (suid && chmod(path, 04755) < 0)
        return -1;
    return chown(path, 0, 0);
}
