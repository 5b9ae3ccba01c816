//- /first.c
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int give(const char *path, int uid)
{
    struct stat st;
    if (lstat(path, &st) < 0 || S_ISLNK(st.st_mode))
        return -1;
    return chown(path, uid, -1);
//         ^^^^^^^^^^^^^^^^^^^^ hint: What lstat() saw may be another file by now: open the file and use fchown().
}

int create(const char *path)
{
    if (access(path, F_OK) == 0)
        return -1;
    return open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: What access() saw may be another file by now: add O_EXCL, or ask the descriptor with fstat().
}

int truncated(const char *path)
{
    struct stat st;
    if (stat(path, &st) == -1)
        return -1;
    if (!S_ISREG(st.st_mode))
        return -1;
    chmod(path, 0600);
//  ^^^^^^^^^^^^^^^^^ hint: What stat() saw may be another file by now: open the file and use fchmod().
    return open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: What stat() saw may be another file by now: open without O_TRUNC, ask fstat(), then ftruncate().
}

/* The second call tells the same, or says no by itself. */
int harmless(const char *path)
{
    struct stat st;
    if (access(path, F_OK) < 0)
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        return fd;
    if (stat(path, &st) < 0)
        return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return -1;
}

/* Another file, or not known to be the same. */
int other(const char *path, const char *copy, char *buf)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return -1;
    if (chmod(copy, st.st_mode) < 0)
        return -1;
    if (access(buf, F_OK) == 0)
        snprintf(buf, 16, "%s.new", path);
    return open(buf, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

/* A test of this program's own. */
void verify(const char *path)
{
    assert(access(path, F_OK) == 0);
    chmod(path, 0600);
}

/* On both outcomes alike. */
int either(const char *path)
{
    struct stat st;
    if (stat(path, &st) < 0)
        puts("new");
    return open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}
/* Looks again at what it got. */
int looked_again(const char *path)
{
    struct stat st;
    if (stat(path, &st) < 0 || S_ISREG(st.st_mode))
        return -1;
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0 && (fstat(fd, &st) < 0 || S_ISREG(st.st_mode))) {
        close(fd);
        return -1;
    }
    return fd;
}
//- /setid.c
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int drop(void)
{
    return setuid(getuid());
}

int load(const char *path)
{
    if (access(path, R_OK) < 0)
        return -1;
    return open(path, O_RDONLY | O_CLOEXEC);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: What access() saw may be another file by now: open first and ask the descriptor with fstat().
}

/* stat() asks nothing for the user. */
int measured(const char *path, struct stat *st)
{
    if (stat(path, st) < 0)
        return -1;
    return open(path, O_RDONLY | O_CLOEXEC);
}
