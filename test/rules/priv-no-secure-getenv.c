//- /suid.c
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int is_privileged(void)
{
    return getuid() != geteuid();
}

FILE *trace(void)
{
    const char *path = getenv("TOOL_TRACE");
//                     ^^^^^^ hint: This program may run set-user-ID, and its environment is the caller's: use secure_getenv() (glibc 2.17).

    return path ? fopen(path, "we") : NULL;
}

int is_verbose(void)
{
    return getenv("TOOL_VERBOSE") != NULL;
}

const char *config(void)
{
    return secure_getenv("TOOL_CONFIG");
}

int drop(void)
{
    return is_privileged() ? seteuid(getuid()) : 0;
}
//- /daemon.c
#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

/* Started by root, who may trust itself. */
int become(uid_t uid)
{
    if (getenv("NO_DROP") != NULL)
        return 0;
    return setresuid(uid, uid, uid);
}
//- /tool.c
#include <stdlib.h>
#include <unistd.h>

/* Asks who it is, and changes nothing. */
const char *home(void)
{
    return getuid() == geteuid() ? getenv("HOME") : "/";
}
