#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>

struct job {
    int status;
};

void report(int status);
int wait_for_child(pid_t pid, int *status);

int result_of(pid_t pid)
{
    int status;
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return WEXITSTATUS(status);
//         ^^^^^^^^^^^^^^^^^^^ warning: WEXITSTATUS() of a child that a signal killed is 0, as if it had succeeded: test WIFEXITED() first.
}

int succeeded(pid_t pid)
{
    int st;
    waitpid(pid, &st, 0);
    return WEXITSTATUS(st) == 0;
//         ^^^^^^^^^^^^^^^ warning: WEXITSTATUS() of a child that a signal killed is 0, as if it had succeeded: test WIFEXITED() first.
}

int command(const char *text)
{
    return WEXITSTATUS(system(text));
//         ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: WEXITSTATUS() of a child that a signal killed is 0, as if it had succeeded: test WIFEXITED() first.
}

int differs(void)
{
    int status = system("cmp -s a b");
    if (system("test -e a") == 1)
//                             ^ warning: system() gives a wait status, never 1 for exit(1): compare WEXITSTATUS() with it.
        return 2;
    return 1 == status;
//         ^ warning: system() gives a wait status, never 1 for exit(1): compare WEXITSTATUS() with it.
}

/* Asked for. */
int right(pid_t pid)
{
    int status;
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    return 128 + WTERMSIG(status);
}

int with_mask(pid_t pid)
{
    int status;
    if (waitpid(pid, &status, 0) < 0 || (status & 0x7f) != 0)
        return -1;
    return WEXITSTATUS(status);
}

/* A killed child is not taken for one that exits with 3. */
int is_three(pid_t pid)
{
    int status;
    waitpid(pid, &status, 0);
    return WEXITSTATUS(status) == 3;
}

int nothing_went_wrong(pid_t pid)
{
    int status;
    waitpid(pid, &status, 0);
    if (status == 0)
        return 0;
    return WEXITSTATUS(status);
}

/* A function that may look itself. */
int through_function(pid_t pid)
{
    int status = 0;
    if (wait_for_child(pid, &status) < 0)
        return -1;
    return WEXITSTATUS(status);
}

int shown(pid_t pid)
{
    int status = 0;
    waitpid(pid, &status, 0);
    printf("exited with %d\n", WEXITSTATUS(status));
//                             ^^^^^^^^^^^^^^^^^^^ warning: WEXITSTATUS() of a child that a signal killed is 0, as if it had succeeded: test WIFEXITED() first.
    return WEXITSTATUS(status);
}

/* The caller knows. */
int given(int status, const struct job *j)
{
    return WEXITSTATUS(status) + WEXITSTATUS(j->status);
}

int whole(const char *text)
{
    int status = system(text);
    return status == 0 || status == -1 || status == 256 || system("true") != 0;
}
