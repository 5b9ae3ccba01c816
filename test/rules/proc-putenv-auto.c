#define _GNU_SOURCE
#include <alloca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char file_level[32];

int set_level(int level)
{
    char text[32];
    snprintf(text, sizeof text, "LEVEL=%d", level);
    if (putenv(text) != 0)
//             ^^^^ warning: text becomes part of the environment and is gone when set_level() returns: use setenv().
        return -1;
    return 0;
}

void set_path(const char *path)
{
    char buffer[256];
    char *entry = buffer;
    strcpy(buffer, "PATH=");
    strncat(buffer, path, sizeof buffer - 6);
    putenv(entry);
//         ^^^^^ warning: buffer becomes part of the environment and is gone when set_path() returns: use setenv().
}

void set_long(const char *value)
{
    char *entry = alloca(strlen(value) + 7);
    sprintf(entry, "VALUE=%s", value);
    putenv(entry);
//         ^^^^^ warning: Memory of alloca() becomes part of the environment and is gone when set_long() returns: use setenv().
}

/* These live on. */
void kept(char *given)
{
    static char text[32];
    char *copy = strdup("A=1");
    char literal[] = "LANG";
    snprintf(text, sizeof text, "B=%d", 2);
    putenv("C=3");
    putenv(copy);
    putenv(text);
    putenv(file_level);
    putenv(given);
    setenv(literal, "C", 1);
}

/* The environment is used before the function ends, and it never returns. */
void run(const char *program, int level)
{
    char text[32];
    snprintf(text, sizeof text, "LEVEL=%d", level);
    putenv(text);
    execlp(program, program, (char *)NULL);
    _exit(127);
}

/* Taken out again. */
void measure(void)
{
    char text[] = "TZ=UTC";
    putenv(text);
    puts("measured");
    unsetenv("TZ");
}

int main(int argc, char **argv)
{
    char text[32];
    snprintf(text, sizeof text, "ARGC=%d", argc);
    putenv(text);
    set_level(argc);
    set_path(argv[0]);
    kept(argv[0]);
    return 0;
}
