#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/quota.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#define NOTHING ""
#define SELF_FLAGS (AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)

int wrong(int fd, struct stat *st, struct statx *stx)
{
    int failed = fstatat(fd, "", st, AT_SYMLINK_NOFOLLOW);
    failed |= fstatat(fd, (""), st, 0);
    failed |= statx(fd, "", 0, STATX_BASIC_STATS, stx);
//                      ^^ 💡 error: statx() of an empty path fails with ENOENT: add AT_EMPTY_PATH to mean the descriptor itself.
    failed |= fchownat(fd, "", 0, 0, AT_SYMLINK_NOFOLLOW);
//                         ^^ 💡 error: fchownat() of an empty path fails with ENOENT: add AT_EMPTY_PATH to mean the descriptor itself.
    failed |= open("", O_RDONLY) < 0;
//                 ^^ error: open() of an empty path fails with ENOENT: name the file.
    failed |= openat(fd, "", O_RDONLY | O_DIRECTORY) < 0;
//                       ^^ error: openat() of an empty path fails with ENOENT: name the file.
    failed |= syscall(SYS_newfstatat, fd, "", st, 0);
//                                        ^^ 💡 error: newfstatat() of an empty path fails with ENOENT: add AT_EMPTY_PATH to mean the descriptor itself.
    return failed || linkat(AT_FDCWD, "from", fd, "", AT_SYMLINK_FOLLOW);
//                                                ^^ 💡 error: linkat() of an empty path fails with ENOENT: add AT_EMPTY_PATH to mean the descriptor itself.
}

int right(int fd, struct stat *st, char *buffer, int flags, const char *path)
{
    int failed = fstatat(fd, "", st, AT_EMPTY_PATH);
    failed |= fstatat(fd, "", st, SELF_FLAGS);
    failed |= fstatat(fd, "", st, flags);
    failed |= fstatat(fd, "", st, flags ? AT_EMPTY_PATH : 0);
    failed |= linkat(fd, "", AT_FDCWD, "to", AT_EMPTY_PATH);
    failed |= fstatat(fd, path, st, 0);
    failed |= open("a", O_RDONLY) < 0;
    /* The link itself, by its descriptor; a file system that has no device. */
    failed |= readlinkat(fd, "", buffer, 16) < 0;
    return failed || quotactl(QCMD(Q_SYNC, USRQUOTA), "", 0, NULL);
}

/* Asks by the error it gets. */
int knows_no_follow(void)
{
    int result = umount2("", UMOUNT_NOFOLLOW);
    if (result != -1 || errno != ENOENT)
        return 0;
    return 1;
}

/* Whether to try again says nothing of that. */
int patient(void)
{
    int result;

    do {
        result = umount2("", 0);
//                       ^^ error: umount2() of an empty path fails with ENOENT: name the file.
    } while (result == -1 && errno == EINTR);
    return result;
}
