#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

pid_t returning(char *const argv[])
{
    pid_t pid = vfork();
    if (pid == 0) {
        execv(argv[0], argv);
        return -1;
//      ^^^^^^^^^^ error: The child of vfork() returns from the function whose stack its parent still needs: use _exit().
    }
    return pid;
}

int exiting(char *const argv[])
{
    switch (vfork()) {
    case -1:
        return -1;
    case 0:
        execv(argv[0], argv);
        perror(argv[0]);
//      ^^^^^^ warning: perror() in the child of vfork() changes the memory of its parent: use fork() or posix_spawn().
        exit(127);
//      ^^^^ error: exit() in the child of vfork() runs the exit handlers of its parent: use _exit().
    default:
        return 0;
    }
}

/* What Linux allows: signal-safe calls, and a word for the parent. */
pid_t right(char *const argv[], int out)
{
    volatile int failed = 0;
    pid_t pid = vfork();
    if (pid == 0) {
        dup2(out, STDOUT_FILENO);
        close(out);
        execv(argv[0], argv);
        failed = errno;
        _exit(127);
    }
    if (pid < 0 || failed != 0) {
        fprintf(stderr, "%s: %s\n", argv[0], strerror(failed));
        return -1;
    }
    return pid;
}

/* What the child takes it gives back. */
char *address_of(int fd);
pid_t balanced(int fd, char *const argv[])
{
    pid_t pid = vfork();
    if (pid == 0) {
        char *address = address_of(fd);
        dup2(fd, STDOUT_FILENO);
        free(address);
        execv(argv[0], argv);
        _exit(127);
    }
    return pid;
}

/* A child of fork has memory of its own. */
pid_t forked(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execv(argv[0], argv);
        perror(argv[0]);
        exit(127);
    }
    if (pid < 0)
        return -1;
    return pid;
}
