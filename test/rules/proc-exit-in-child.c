#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

void serve(int fd);

pid_t start(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[0], argv);
        perror(argv[0]);
        exit(127);
//      ^^^^ hint: exit() writes what the parent had buffered a second time and runs its exit handlers: use _exit().
    }
    return pid;
}

int chosen(const char *program)
{
    switch (fork()) {
    case -1:
        exit(1);
    case 0:
        if (execlp(program, program, (char *)NULL) < 0)
            exit(EXIT_FAILURE);
//          ^^^^ hint: exit() writes what the parent had buffered a second time and runs its exit handlers: use _exit().
        _exit(0);
    }
    return 0;
}

/* The child does the work itself. */
pid_t worker(int fd)
{
    pid_t pid = fork();
    if (pid == 0) {
        serve(fd);
        exit(0);
    }
    return pid;
}

/* No child: this program is to be replaced. */
void replace(char *const argv[])
{
    execvp(argv[0], argv);
    perror(argv[0]);
    exit(127);
}

pid_t right(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[0], argv);
        _exit(127);
    }
    if (pid < 0)
        exit(1);
    return pid;
}
