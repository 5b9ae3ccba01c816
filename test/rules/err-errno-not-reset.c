//- /first.c
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

int level(void)
{
    int now = getpriority(PRIO_PROCESS, 0);
    if (now == -1)
//      ^^^^^^^^^ warning: -1 is a valid result of getpriority(): set errno = 0 before it and test errno as well.
        return 20;
    return now;
}

int lowered(int by)
{
    if (nice(by) < 0) {
//      ^^^^^^^^^^^^ warning: -1 is a valid result of nice(): set errno = 0 before it and test errno as well.
        perror("nice");
        return -1;
    }
    return 0;
}

long most(void)
{
    long n = sysconf(_SC_OPEN_MAX);
    if (n == -1 && errno != 0)
//      ^^^^^^^ warning: sysconf() leaves errno alone when there is no limit: set errno = 0 before it.
        return 256;
    return n;
}

long path_length(const char *path)
{
    long n;
    if ((n = pathconf(path, _PC_NAME_MAX)) == -1) {
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: pathconf() leaves errno alone when there is no limit: set errno = 0 before it.
        if (errno == 0)
            return 255;
        return -1;
    }
    return n;
}

/* No limit and no answer are the same here. */
long open_max(void)
{
    long n = sysconf(_SC_OPEN_MAX);
    if (n == -1)
        return 256;
    if (sysconf(_SC_PAGESIZE) < 0)
        perror("sysconf");
    return n;
}

/* Away from -1. */
int nicer(void)
{
    if (nice(10) == -1)
        return -1;
    return getpriority(PRIO_PROCESS, 0) == 10;
}

/* Set to 0 before. */
int reset(void)
{
    errno = 0;
    int now = getpriority(PRIO_PROCESS, 0);
    return now == -1 && errno != 0 ? 20 : now;
}
