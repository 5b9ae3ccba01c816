#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void log_failure(const char *text);

int removes(int fd, const char *path)
{
    if (fsync(fd) < 0) {
        unlink(path);
        perror("fsync");
//      ^^^^^^^^^^^^^^^ warning: unlink() may have changed the errno of fsync() by now: keep errno in a variable before unlink().
        return -1;
    }
    return 0;
}

int variable(const char *path, const char *tmp)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd == -1) {
        rmdir(tmp);
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
//                                                 ^^^^^ warning: rmdir() may have changed the errno of open() by now: keep errno in a variable before rmdir().
        return -1;
    }
    return fd;
}

int closes(int fd)
{
    if (fchmod(fd, 0600) < 0) {
        close(fd);
        return -errno;
//              ^^^^^ information: close() may have changed the errno of fchmod() by now: keep errno in a variable before close().
    }
    return 0;
}

int prints(int fd)
{
    if (fdatasync(fd) != 0) {
        printf("cannot write\n");
        return -errno;
//              ^^^^^ hint: printf() may have changed the errno of fdatasync() by now: keep errno in a variable before printf().
    }
    return 0;
}

/* Looked at in time, or kept. */
int in_time(int fd, const char *path)
{
    if (fsync(fd) < 0) {
        int failure = errno;
        unlink(path);
        return -failure;
    }
    if (fchmod(fd, 0600) < 0) {
        perror("fchmod");
        unlink(path);
        return -1;
    }
    return 0;
}

/* It is the second call's failure that is told. */
int second(int fd, const char *path)
{
    if (fsync(fd) < 0) {
        if (unlink(path) < 0)
            perror("unlink");
        return -1;
    }
    if (fchmod(fd, 0600) < 0 && unlink(path) < 0)
        return -errno;
    return 0;
}

/* These leave errno alone, as far as anybody knows. */
int keep(int fd, char *name)
{
    if (fsync(fd) < 0) {
        memset(name, 0, 4);
        log_failure(name);
        return -errno;
    }
    if (fchmod(fd, 0600) < 0) {
        snprintf(name, 4, "%d", fd);
        perror(name);
        return -1;
    }
    return 0;
}

/* The name lacks, the error is returned: neither is in errno. */
int elsewhere(char **argv)
{
    pid_t pid;
    if (getenv("HOME") == NULL) {
        printf("no home\n");
        return -errno;
    }
    if (posix_spawn(&pid, argv[0], NULL, NULL, argv, NULL) != 0) {
        puts("cannot start");
        return -errno;
    }
    return 0;
}

/* Nothing has failed before. */
int no_failure(int fd, const char *path)
{
    if (fsync(fd) == 0)
        unlink(path);
    return -errno;
}
