#define _GNU_SOURCE
#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

struct job {
    pid_t pid;
};

void note(pid_t pid);
void work(void);

int run(const char *program)
{
    int status;
    pid_t pid = fork();
//              ^^^^ warning: fork() returns -1 when it fails, and this goes on as the parent of a child: test for -1.
    if (pid == 0) {
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}

void detach(void)
{
    if (fork() != 0)
//      ^^^^ information: fork() returns -1 when it fails, and this goes on as the parent of a child: test for -1.
        exit(0);
    setsid();
    if (fork())
//      ^^^^ information: fork() returns -1 when it fails, and this goes on as the parent of a child: test for -1.
        exit(0);
}

int spawn(const char *program)
{
    int child = vfork();
//              ^^^^^ warning: vfork() returns -1 when it fails, and this goes on as the parent of a child: test for -1.
    if (!child) {
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    return 0;
}

int chosen(void)
{
    switch (fork()) {
//          ^^^^ information: fork() returns -1 when it fails, and this goes on as the parent of a child: test for -1.
    case 0:
        work();
        _exit(0);
    }
    return 0;
}

/* A test tells. */
int right(void)
{
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0)
        _exit(0);
    if ((pid = fork()) == -1)
        return -1;
    if (pid == 0)
        _exit(0);
    pid = fork();
    if (pid > 0)
        return 0;
    pid = fork();
    assert(pid >= 0);
    switch (pid = fork()) {
    case -1:
        return -1;
    case 0:
        _exit(0);
    default:
        break;
    }
    switch (pid) {
    case 0:
        _exit(0);
    case -1:
        return -1;
    }
    return pid == 0;
}

int switched(void)
{
    pid_t pid = fork();
    switch (pid) {
    case 0:
        _exit(0);
    default:
        /* -1 comes here as well, and may be told apart. */
        return pid;
    }
}

/* Somebody else may look. */
pid_t returned(void)
{
    pid_t pid = fork();
    if (pid == 0)
        work();
    return pid;
}

void stored(struct job *j, pid_t *out)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    *out = pid;
    j->pid = fork();
    if (j->pid == 0)
        _exit(0);
}

void handed_on(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    note(pid);
}

/* Told where it does the harm. */
void killed(void)
{
    pid_t pid = fork();
    if (pid == 0)
        pause();
    kill(pid, SIGKILL);
}

/* The macro may look before it goes on. */
#define MUST(call) ((call) < 0 ? abort() : (void)0)
void through_macros(void)
{
    pid_t pid;
    MUST(pid = fork());
    if (pid == 0)
        _exit(0);
    waitpid(pid, NULL, 0);
}
//- /macro.cpp lang:cpp
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#define MUST(...) check([&]() { return __VA_ARGS__; })

template <typename F> void check(F &&f) { f(); }

/* So may one of a header, or one with a body that cannot be read. */
void run()
{
    pid_t child;
    MUST(child = fork());
    if (child == 0)
        _exit(0);
    waitpid(child, nullptr, 0);
}
