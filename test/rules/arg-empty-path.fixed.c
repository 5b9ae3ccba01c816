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
    failed |= statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, stx);
    failed |= fchownat(fd, "", 0, 0, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
    failed |= open("", O_RDONLY) < 0;
    failed |= openat(fd, "", O_RDONLY | O_DIRECTORY) < 0;
    failed |= syscall(SYS_newfstatat, fd, "", st, AT_EMPTY_PATH);
    return failed || linkat(AT_FDCWD, "from", fd, "", AT_SYMLINK_FOLLOW | AT_EMPTY_PATH);
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
    } while (result == -1 && errno == EINTR);
    return result;
}
