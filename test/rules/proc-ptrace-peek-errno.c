#include <errno.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/types.h>

#define PEEK PTRACE_PEEKDATA

void set_errno(int n);

long data(pid_t pid, void *address)
{
    long word = ptrace(PTRACE_PEEKDATA, pid, address, 0);
    if (word == -1) {
//      ^^^^^^^^^^ warning: -1 may be the word that PTRACE_PEEKDATA read, not a failure: set errno to 0 before and test errno as well.
        perror("ptrace");
        return 0;
    }
    return word;
}

long user(pid_t pid, void *offset)
{
    long word;
    if ((word = ptrace(PTRACE_PEEKUSER, pid, offset, 0)) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: -1 may be the word that PTRACE_PEEKUSER read, not a failure: set errno to 0 before and test errno as well.
        return 0;
    return word;
}

int text(pid_t pid, void *address)
{
    return ptrace(PEEK, pid, address, 0) != -1;
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: -1 may be the word that PTRACE_PEEKDATA read, not a failure: set errno to 0 before and test errno as well.
}

/* errno tells. */
long right(pid_t pid, void *address)
{
    errno = 0;
    long word = ptrace(PTRACE_PEEKTEXT, pid, address, 0);
    if (word == -1 && errno != 0)
        return 0;
    return word;
}

long through_function(pid_t pid, void *address)
{
    set_errno(0);
    long word = ptrace(PTRACE_PEEKTEXT, pid, address, 0);
    return word == -1 && errno != 0 ? 0 : word;
}

/* Nobody tests it, or something else is tested. */
long untested(pid_t pid, void *address, long wanted)
{
    long word = ptrace(PTRACE_PEEKDATA, pid, address, 0);
    if (word == wanted)
        return 1;
    return ptrace(PTRACE_PEEKDATA, pid, address, 0);
}

/* These return 0 or -1. */
int poke(pid_t pid, void *address, void *word)
{
    if (ptrace(PTRACE_POKEDATA, pid, address, word) == -1)
        return -1;
    return ptrace(PTRACE_ATTACH, pid, 0, 0) < 0;
}
