#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void work(void);
void child(void);

void helper(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        child();
        _exit(0);
    }
    work();
    kill(pid, SIGTERM);
//       ^^^ error: When fork() failed pid is -1, and kill() signals every process it may: test pid > 0 first.
    waitpid(pid, NULL, 0);
}

int stop_helper(void)
{
    pid_t pid;
    if ((pid = fork()) == 0)
        _exit(0);
    if (kill(pid, SIGKILL) < 0)
//           ^^^ error: When fork() failed pid is -1, and kill() signals every process it may: test pid > 0 first.
        return -1;
    return 0;
}

void failed(void)
{
    pid_t pid = fork();
    if (pid < 0) {
        perror("fork");
        kill(pid, SIGTERM);
//           ^^^ error: When fork() failed pid is -1, and kill() signals every process it may: test pid > 0 first.
    }
}

int from_text(char **argv)
{
    int pid = atoi(argv[1]);
    kill(atoi(argv[2]), SIGHUP);
//       ^^^^^^^^^^^^^ warning: atoi() is 0 for what is no number, and kill(0) signals its own process group: test it first.
    return kill(pid, SIGTERM);
//              ^^^ warning: atoi() is 0 for what is no number, and kill(0) signals its own process group: test it first.
}

/* Tested. */
int right(void)
{
    pid_t pid = fork();
    if (pid == -1)
        return -1;
    if (pid == 0)
        _exit(0);
    kill(pid, SIGTERM);
    pid = fork();
    if (pid == 0)
        _exit(0);
    else if (pid > 0)
        kill(pid, SIGTERM);
    pid = fork();
    switch (pid) {
    case -1:
        return -1;
    case 0:
        _exit(0);
    default:
        kill(pid, SIGTERM);
    }
    return 0;
}

/* The flag may stand for the test. */
int with_flag(void)
{
    int ok = 1;
    pid_t pid = fork();
    if (pid < 0)
        ok = 0;
    if (pid == 0)
        _exit(0);
    if (ok)
        kill(pid, SIGTERM);
    return ok;
}

int number(const char *text)
{
    int pid = atoi(text);
    if (pid <= 0)
        return -1;
    return kill(pid, SIGTERM);
}

/* Meant, unknown, or only asked. */
void others(pid_t given)
{
    kill(-1, SIGTERM);
    kill(0, SIGTERM);
    kill(given, SIGTERM);
    kill(getpid(), SIGUSR1);
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    kill(pid, 0);
}
