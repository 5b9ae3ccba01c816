//- /first.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void show(const char *text);

long behind(const char *path)
{
    char buf[256];
    ssize_t n = readlink(path, buf, sizeof(buf));
    if (n < 0)
        return -1;
    buf[n] = 0;
//  ^^^^^^^^^^ warning: readlink() may fill all of buf, and then this NUL goes behind its end: pass sizeof(buf) - 1.
    return buf[0] == '/' ? n : 0;
}

long named(int dir, const char *path)
{
    char buf[PATH_MAX];
    int n;
    if ((n = readlinkat(dir, path, buf, PATH_MAX)) == -1)
        return -1;
    buf[n] = '\0';
    return buf[0];
}

long unterminated(const char *path)
{
    char buf[256];
    if (readlink(path, buf, sizeof(buf) - 1) < 0)
        return -1;
    return (long)strlen(buf);
//               ^^^^^^^^^^^ warning: readlink() writes no NUL: set buf[n] = 0, n being its result, before buf is used as a string.
}

int opened(const char *path)
{
    char buf[64];
    ssize_t n = readlink(path, buf, sizeof buf);
    if (n <= 0)
        return -1;
    printf("%s\n", buf);
//  ^^^^^^^^^^^^^^^^^^^ warning: readlink() writes no NUL: set buf[n] = 0, n being its result, before buf is used as a string.
    return open(buf, O_RDONLY | O_CLOEXEC);
}

/* One byte is left, or the end is looked for. */
long right(const char *path, char *to, size_t size)
{
    char buf[256];
    ssize_t n = readlink(path, buf, sizeof(buf) - 1);
    if (n < 0)
        return -1;
    buf[n] = 0;
    n = readlink(path, to, size);
    if (n < 0)
        return -1;
    to[n] = 0;
    char all[256];
    n = readlink(path, all, sizeof(all));
    if (n < 0 || (size_t)n == sizeof(all))
        return -1;
    all[n] = 0;
    char more[257];
    n = readlink(path, more, 256);
    if (n < 0)
        return -1;
    more[n] = 0;
    return (long)(strlen(buf) + strlen(all) + strlen(more));
}

/* Cleared before, or looked at by its length. */
long cleared(const char *path)
{
    char zero[256] = "";
    char set[256];
    char part[256];
    memset(set, 0, sizeof set);
    if (readlink(path, zero, sizeof(zero) - 1) < 0 || readlink(path, set, sizeof(set) - 1) < 0)
        return -1;
    ssize_t n = readlink(path, part, sizeof(part));
    if (n < 0)
        return -1;
    printf("%.*s\n", (int)n, part);
    if (n > 0 && part[n - 1] == '/')
        show(zero);
    if (memcmp(part, "/proc", 5) == 0 || strncmp(part, "socket:", 7) == 0)
        return 0;
    return (long)strlen(set);
}

/* A length that fills it does not come so far. */
int whole(const char *path)
{
    char buf[256];
    ssize_t n = readlink(path, buf, 256);
    if (n == 256)
        return -1;
    if (n != -1)
        buf[n] = 0;
    return n < 0 ? -1 : buf[0];
}

/* Somebody else may end it. */
void handed_on(const char *path)
{
    char buf[256];
    ssize_t n = readlink(path, buf, sizeof(buf) - 1);
    char *end = buf + (n < 0 ? 0 : n);
    *end = 0;
    puts(buf);
}
