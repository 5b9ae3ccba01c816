//- /first.c
#define _GNU_SOURCE
#include <errno.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#define KEEP (PR_SET_KEEPCAPS)

int cut(int fd, long size)
{
    ftruncate(fd, size);
//  ^^^^^^^^^^^^^^^^^^^ warning: When ftruncate() fails, the file keeps its size, and nobody notices: check its result.
    return close(fd);
}

void enter(const char *dir)
{
    chdir(dir);
//  ^^^^^^^^^^ warning: When chdir() fails, relative paths then lead elsewhere, and nobody notices: check its result.
    chdir("/");
//  ^^^^^^^^^^ hint: When chdir() fails, relative paths then lead elsewhere, and nobody notices: check its result.
    TEMP_FAILURE_RETRY(fsync(3));
//                     ^^^^^^^^ warning: When fsync() fails, data may not have reached the disk, and nobody notices: check its result.
}

int protect(void *page, size_t n)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: When prctl() fails, the setting stays, and nobody notices: check its result.
    prctl(KEEP, 1, 0, 0, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^ warning: When prctl() fails, the setting stays, and nobody notices: check its result.
    prctl(PR_SET_NAME, "worker", 0, 0, 0);
    mprotect(page, n, PROT_READ | PROT_EXEC);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: When mprotect() fails, the pages keep their protection, and nobody notices: check its result.
    mprotect(page, n, PROT_NONE);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: When mprotect() fails, the pages keep their protection, and nobody notices: check its result.
    syscall(SYS_unshare, CLONE_NEWNS);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: When unshare() fails, nothing is separated, and nobody notices: check its result.
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: When setrlimit() fails, the limit stays, and nobody notices: check its result.
    return 0;
}

int ends(int *fds)
{
    if (fds[0] < 0) {
        chdir("..");
//      ^^^^^^^^^^^ hint: When chdir() fails, relative paths then lead elsewhere, and nobody notices: check its result.
        return -1;
    }
    pipe(fds);
//  ^^^^^^^^^ warning: When pipe() fails, the two descriptors are garbage, and nobody notices: check its result.
    return fds[0];
}

/* Looked at, handed on, or said not to matter. */
int checked(int fd, const char *dir)
{
    (void)ftruncate(fd, 0);
    (void)!chdir(dir);
    if (chdir(dir) < 0 || fsync(fd))
        return -1;
    int rc = ftruncate(fd, 0);
    if (rc != 0)
        abort();
    return unshare(CLONE_NEWNS);
}

/* A comment says that it may fail. */
void said(const char *fonts, int fd)
{
    /* Goes to the folder of fonts.
     * Do not stop: errors are normal when there is none. */
    chdir(fonts);
//  ^^^^^^^^^^^^ hint: When chdir() fails, relative paths then lead elsewhere, and nobody notices: check its result.
    ftruncate(fd, 0); /* ignore errors */
//  ^^^^^^^^^^^^^^^^ hint: When ftruncate() fails, the file keeps its size, and nobody notices: check its result.
}

/* A terminal has no disk; the call fails each time. */
int open_pty(const char *name);
void flush_terminals(int pty_master, const char *name)
{
    int fd = open_pty(name);

    fsync(pty_master);
    fdatasync(fd);
}

/* Takes back what was written in part, and tells of that. */
int append(int fd, const char *text, size_t n, off_t before)
{
    if (write(fd, text, n) != (ssize_t)n) {
        ftruncate(fd, before);
//      ^^^^^^^^^^^^^^^^^^^^^ hint: When ftruncate() fails, the file keeps its size, and nobody notices: check its result.
        return -1;
    }
    return 0;
}

/* Asks for core files, which protects nothing. */
void with_core_files(void)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

void without_core_files(void)
{
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: When prctl() fails, the setting stays, and nobody notices: check its result.
}

/* Only where somebody asks for them. */
void minor(int fd, const char *path)
{
    write(fd, "x", 1);
    unlink(path);
    close(fd);
}
//- /asked.c set:err/unchecked-return=on
#include <unistd.h>

void minor(int fd, const char *path)
{
    write(fd, "x", 1);
//  ^^^^^^^^^^^^^^^^^ hint: When write() fails, data may be missing, and nobody notices: check its result.
    unlink(path);
//  ^^^^^^^^^^^^ hint: When unlink() fails, the file stays, and nobody notices: check its result.
    close(fd);
//  ^^^^^^^^^ hint: When close() fails, a late write error is lost, and nobody notices: check its result.
}
//- /own.c
/* A function of this program. */
static void fsync(int fd)
{
    (void)fd;
}

void flush(int fd)
{
    fsync(fd);
}
