//- /a.c
#include <stdlib.h>
#include <unistd.h>

#define SHELL "/bin/sh", "sh", "-c"
#define END (char *)0
#define ARGS "ls", "-l", (char *)NULL

extern char **environ;

void forgotten(const char *command, char **argv)
{
    char name[] = "ls";
    const char *option = "-l";
    execl("/bin/ls", "ls", "-l");
//                         ^^^^ 💡 error: No null pointer ends the arguments of execl(): write (char *)NULL after the last one.
    execlp("ls", name);
//               ^^^^ 💡 error: No null pointer ends the arguments of execlp(): write (char *)NULL after the last one.
    execl("/bin/ls", "ls", option);
//                         ^^^^^^ 💡 error: No null pointer ends the arguments of execl(): write (char *)NULL after the last one.
    execl("/bin/sh", "sh", "-c", command);
//                               ^^^^^^^ warning: No null pointer ends the arguments of execl(): write (char *)NULL after the last one.
    execlp("grep", "grep", "-r", argv[1]);
//                               ^^^^^^^ warning: No null pointer ends the arguments of execlp(): write (char *)NULL after the last one.
    execle("/bin/ls", "ls", "-l", environ);
//                          ^^^^ 💡 error: No null pointer ends the arguments of execle(): write (char *)NULL after the last one.
    (void)execl("/bin/sh", "sh", "-c",
                "exit 1");
//              ^^^^^^^^ 💡 error: No null pointer ends the arguments of execl(): write (char *)NULL after the last one.
}

void plain(const char *command)
{
    execl("/bin/sh", "sh", "-c", command, 0);
//                                        ^ 💡 warning: A plain 0 is an int, execl() reads a pointer of twice its size: write (char *)NULL.
    execle("/bin/sh", "sh", "-c", command, (0), environ);
//                                         ^^^ 💡 warning: A plain 0 is an int, execle() reads a pointer of twice its size: write (char *)NULL.
}

void right(const char *command, int verbose)
{
    char *last = NULL;
    execl("/bin/ls", "ls", "-l", NULL);
    execl("/bin/ls", "ls", "-l", (char *)NULL);
    execl("/bin/ls", "ls", "-l", (const char *)0);
    execlp("ls", "ls", 0L);
    execle("/bin/ls", "ls", (void *)0, environ);
    /* The null pointer comes from a macro, or a macro is the whole list. */
    execl(SHELL, command, END);
    execl("/bin/ls", ARGS);
    /* A variable that holds the null pointer. */
    execl("/bin/ls", "ls", "-l", last);
    /* May be one: the list ends there. */
    execl("/bin/ls", "ls", verbose ? "-l" : NULL, "-a");
    execl("/bin/ls", "ls", getenv("LS_OPTION"));
    /* What comes behind the null pointer does not matter. */
    execl("/bin/ls", "ls", NULL, "-l");
    /* No list. */
    char *args[] = { "ls", NULL };
    execv("/bin/ls", args);
}
//- /narrow.c arch:arm
#include <unistd.h>

void plain(const char *command)
{
    /* An int is as wide as a pointer here. */
    execl("/bin/sh", "sh", "-c", command, 0);
    execl("/bin/sh", "sh", "-c", "true");
//                               ^^^^^^ 💡 error: No null pointer ends the arguments of execl(): write (char *)NULL after the last one.
}
//- /own.c
int execl(const char *path, int count);

/* A function of the file that has the name. */
int execl(const char *path, int count)
{
    return path != 0 && count > 0;
}

int run(void)
{
    return execl("/bin/ls", 0) || execl("/bin/ls", 1);
}
