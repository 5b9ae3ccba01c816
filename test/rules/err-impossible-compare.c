//- /first.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#define FAILED -1

int start(pthread_t *t, void *(*run)(void *))
{
    if (pthread_create(t, NULL, run, NULL) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: pthread_create() returns 0 or an error number, so '< 0' never holds: compare with 0.
        return -1;
    int rc = pthread_detach(*t);
    if (rc == -1)
//      ^^^^^^^^ error: pthread_detach() returns 0 or an error number, so '== -1' never holds: compare with 0.
        return -1;
    if ((rc = pthread_setname_np(*t, "worker")) == -ERANGE)
        return -1;
    if (FAILED == posix_fallocate(1, 0, 4096))
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: posix_fallocate() returns 0 or an error number, so '== FAILED' never holds: compare with 0.
        return -1;
    return 0;
}

void *aligned(size_t n)
{
    void *p;
    if (posix_memalign(&p, 64, n) >= 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: posix_memalign() returns 0 or an error number, so '>= 0' always holds: compare with 0.
        return p;
    return NULL;
}

int pause_for(const struct timespec *t)
{
    if (clock_nanosleep(CLOCK_MONOTONIC, 0, t, NULL) == -1)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: clock_nanosleep() returns 0 or an error number, so '== -1' never holds: compare with 0.
        return errno;
    return 0;
}

int make(const char *path)
{
    int rc = mkdir(path, 0700);
    if (rc > 0)
//      ^^^^^^ error: mkdir() returns 0 or -1, so '> 0' never holds: compare with -1.
        return -1;
    if (chmod(path, 0750) == 1)
//      ^^^^^^^^^^^^^^^^^^^^^^ error: chmod() returns 0 or -1, so '== 1' never holds: compare with -1.
        return -1;
    if (rmdir(path) < -1)
//      ^^^^^^^^^^^^^^^^ error: rmdir() returns 0 or -1, so '< -1' never holds: compare with -1.
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd == -2)
//      ^^^^^^^^ error: open() returns nothing below -1, so '== -2' never holds: compare with -1.
        return -1;
    return fd;
}

/* What these return. */
int right(pthread_t t, pthread_mutex_t *m, const char *path)
{
    int rc = pthread_join(t, NULL);
    if (rc != 0 || rc > 0)
        return rc;
    if (pthread_mutex_trylock(m) == EBUSY)
        return 1;
    if (mkdir(path, 0700) >= 0 || rmdir(path) == -1 || access(path, F_OK) <= -1)
        return 2;
    if (mkdir(path, 0700) < 1)
        return 3;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= -1 && fd != 2)
        return fd;
    return read(fd, m, 1) == 1;
}

/* Negative priorities and error numbers of others. */
int legal(const char *path, int mine)
{
    int rc = mine;
    if (path != NULL)
        rc = mkdir(path, 0700);
    if (rc == 2 || rc < -1)
        return rc;
    int level = getpriority(PRIO_PROCESS, 0);
    return level == -5 || level < -10;
}
//- /firmware.c
/* Another library's function. */
int socket(int family, int type, int proto, char *mac);

int link_up(char *mac)
{
    int device = socket(0, 1, 0, mac);
    if (device == -2)
        return 0;
    return device;
}
