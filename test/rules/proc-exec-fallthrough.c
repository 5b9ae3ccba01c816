#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void die(const char *what);
int next_command(char **argv);

int run(char *const argv[])
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        execv(argv[0], argv);
//      ^^^^^ warning: When execv() fails the child runs on into the code of its parent, waitpid() next: add _exit(127).
        perror(argv[0]);
    }
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}

void shell(char **argv)
{
    while (next_command(argv) == 0) {
        pid_t pid = fork();
        if (pid < 0)
            return;
        if (pid == 0) {
            if (execvp(argv[0], argv) < 0)
//              ^^^^^^ warning: When execvp() fails the child runs on into the code of its parent, wait() next: add _exit(127).
                fprintf(stderr, "%s: not found\n", argv[0]);
        } else
            printf("started %d\n", (int)pid);
        wait(NULL);
    }
}

int chosen(char *const argv[])
{
    switch (fork()) {
    case -1:
        return -1;
    case 0:
        execv(argv[0], argv);
//      ^^^^^ warning: When execv() fails the child runs on into the code of its parent, puts() next: add _exit(127).
    default:
        puts("started");
    }
    return 0;
}

/* The child ends. */
int right(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execv(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    pid = fork();
    if (pid == 0) {
        execv(argv[0], argv);
        err(1, "%s", argv[0]);
    }
    pid = fork();
    if (pid == 0) {
        if (execv(argv[0], argv) < 0)
            exit(1);
        abort();
    }
    waitpid(pid, NULL, 0);
    return 0;
}

/* It may end there. */
int perhaps(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execv(argv[0], argv);
        die(argv[0]);
    }
    waitpid(pid, NULL, 0);
    return 0;
}

/* The caller deals with the child. */
int returned(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execv(argv[0], argv);
        return -1;
    }
    waitpid(pid, NULL, 0);
    return 0;
}

/* Several places to look for the program. */
int tried(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execv("/usr/bin/tool", argv);
        execv("/bin/tool", argv);
        _exit(127);
    }
    waitpid(pid, NULL, 0);
    return 0;
}

/* No child. */
void replace(char *const argv[])
{
    execv(argv[0], argv);
    perror(argv[0]);
    puts("going on");
}
