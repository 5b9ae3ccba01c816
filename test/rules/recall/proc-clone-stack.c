#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>

static int child(void *arg)
{
    (void)arg;
    return 0;
}

int main(void)
{
    void *stack = NULL;
    errno = 0;
    return clone(child, stack, SIGCHLD, NULL) == -1 && errno == EINVAL ? 0 : 1;
}
