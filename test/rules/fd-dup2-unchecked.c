#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

int child(int in, int out, char **argv)
{
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in, 0);
//      ^^^^ hint: If dup2() fails, execvp() goes on with the wrong descriptor 0: check the result.
        dup3(out, STDOUT_FILENO, 0);
//      ^^^^ hint: If dup3() fails, execvp() goes on with the wrong descriptor STDOUT_FILENO: check the result.
        execvp(argv[0], argv);
        _exit(127);
    }
    return pid;
}

void on_some_way(int fd, int again, char **argv, char **env)
{
    if (again)
        dup2(fd, STDERR_FILENO);
//      ^^^^ hint: If dup2() fails, execve() goes on with the wrong descriptor STDERR_FILENO: check the result.
    execve(argv[0], argv, env);
}

int checked(int in, int out, char **argv)
{
    if (dup2(in, 0) < 0 || dup2(out, 1) == -1)
        return -1;
    int rc = dup2(out, 2);
    if (rc < 0)
        return -1;
    /* Said to be meant. */
    (void)dup2(out, 9);
    return execv(argv[0], argv);
}

/* No program is started from here on. */
void redirect(int fd, char **argv)
{
    if (argv) {
        execv(argv[0], argv);
        return;
    }
    dup2(fd, STDERR_FILENO);
}
