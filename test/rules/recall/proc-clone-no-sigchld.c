#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/wait.h>

#define STACK_SIZE 65536

static int child(void *arg)
{
    (void)arg;
    return 0;
}

int main(void)
{
    int status;
    char *stack = malloc(STACK_SIZE);
    if (stack == NULL)
        return 77;
    pid_t pid = clone(child, stack + STACK_SIZE, 0, NULL);
    if (pid < 0)
        return 77;
    errno = 0;
    if (waitpid(pid, &status, 0) != -1 || errno != ECHILD)
        return 1;
    return waitpid(pid, &status, __WALL) == pid ? 0 : 2;
}
