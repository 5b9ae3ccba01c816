#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

FILE *files(int dir)
{
    char name[64];
    const char *log = "/var/tmp/tool.log";
    snprintf(name, sizeof name, "/tmp/tool.%d", getpid());
    int fd = open("/tmp/tool.lock", O_RDWR | O_CREAT, 0600);
//                ^^^^^^^^^^^^^^^^ warning: Anyone can put a link at /tmp/tool.lock first, and this writes through it: add O_EXCL, or use mkstemp().
    fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
//            ^^^ warning: Anyone can put a link at /var/tmp/tool.log first, and this writes through it: add O_EXCL, or use mkstemp().
    fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
//                   ^^^^ warning: Anyone can put a link at /tmp/tool.%d first, and this writes through it: add O_EXCL, or use mkstemp().
    fd = creat("/dev/shm/tool", 0600);
//             ^^^^^^^^^^^^^^^ warning: Anyone can put a link at /dev/shm/tool first, and this writes through it: use mkstemp().
    return fopen("/tmp/tool.out", "w");
//               ^^^^^^^^^^^^^^^ warning: Anyone can put a link at /tmp/tool.out first, and this writes through it: use mkstemp().
}

FILE *names(void)
{
    char name[] = "/tmp/toolXXXXXX";
    char other[L_tmpnam];
    if (tmpnam(other) == NULL || tempnam(NULL, "tool") == NULL)
//      ^^^^^^ warning: tmpnam() gives a name that others can take before it is opened: use mkstemp().
//                               ^^^^^^^ warning: tempnam() gives a name that others can take before it is opened: use mkstemp().
        return NULL;
    return fopen(mktemp(name), "r");
//               ^^^^^^ warning: mktemp() gives a name that others can take before it is opened: use mkstemp().
}

int folder(void)
{
    char name[] = "/tmp/toolXXXXXX";
    return mkdir(mktemp(name), 0700);
//               ^^^^^^ hint: mktemp() gives a name that others can take before it is opened: use mkdtemp().
}

/* Refused where the name exists or is a link; nothing is created; a folder of one's own; unknown. */
FILE *right(const char *path, int flags)
{
    char name[] = "/tmp/toolXXXXXX";
    int fd = open("/tmp/tool.lock", O_RDWR | O_CREAT | O_EXCL, 0600);
    fd = open("/tmp/tool.lock", O_RDWR | O_CREAT | O_NOFOLLOW, 0600);
    fd = open("/tmp/tool.lock", O_RDONLY);
    fd = open("/tmp/tool.lock", flags | O_CREAT, 0600);
    fd = open("/tmp/own/tool.lock", O_RDWR | O_CREAT, 0600);
    fd = open("/var/lib/tool", O_RDWR | O_CREAT, 0600);
    fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    fd = open(path, O_RDWR | O_CREAT, 0600);
    fd = mkstemp(name);
    fopen("/tmp/tool.out", "r");
    return fopen("/tmp/tool.out", "wx");
}
