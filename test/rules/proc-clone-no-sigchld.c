#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAMESPACES (CLONE_NEWPID | CLONE_NEWNS)

int child(void *arg);

static int launcher(void *arg)
{
    char *const *argv = arg;
    execv(argv[0], argv);
    return 127;
}

int unseen(char *top, void *arg)
{
    int status;
    struct rusage usage;
    pid_t pid = clone(child, top, NAMESPACES, arg);
    if (pid < 0)
        return -1;
    if (waitpid(pid, &status, 0) < 0)
//      ^^^^^^^ warning: A child of clone() without SIGCHLD is invisible here (ECHILD): add __WALL, or SIGCHLD to the clone.
        return -1;
    int other = clone(child, top, 0, arg);
    while (wait4(other, &status, WUNTRACED, &usage) < 0)
//         ^^^^^ warning: A child of clone() without SIGCHLD is invisible here (ECHILD): add __WALL, or SIGCHLD to the clone.
        continue;
    return status;
}

int seen(char *top, void *arg, int flags, int options)
{
    int status, pid = clone(child, top, NAMESPACES | SIGCHLD, arg);
    waitpid(pid, &status, 0);
    pid = clone(child, top, NAMESPACES, arg);
    waitpid(pid, &status, __WALL);
    pid = clone(child, top, NAMESPACES, arg);
    waitpid(pid, &status, __WCLONE | WNOHANG);
    /* Not known. */
    pid = clone(child, top, flags, arg);
    waitpid(pid, &status, 0);
    pid = clone(child, top, NAMESPACES, arg);
    waitpid(pid, &status, options);
    /* From its exec on the child sends SIGCHLD. */
    pid = clone(launcher, top, CLONE_NEWPID, arg);
    waitpid(pid, &status, 0);
    /* A thread is nobody's child. */
    clone(child, top, CLONE_VM | CLONE_SIGHAND | CLONE_THREAD, arg);
    /* Another child. */
    clone(child, top, NAMESPACES, arg);
    pid = fork();
    if (pid == 0)
        _exit(0);
    return waitpid(pid, &status, 0);
}
