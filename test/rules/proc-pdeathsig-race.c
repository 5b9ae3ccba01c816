//- /a.c set:proc/pdeathsig-race=warning
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int child(void)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
//            ^^^^^^^^^^^^^^^^ warning: If the parent has died by now the signal never comes: compare getppid() with the pid before fork().
        return -1;
    return 0;
}

int careful(pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
        exit(1);
    return 0;
}

/* Taken back, or asked for. */
int other(void)
{
    int sig;
    if (prctl(PR_SET_PDEATHSIG, 0) != 0)
        return -1;
    return prctl(PR_GET_PDEATHSIG, &sig);
}
//- /off.c
#include <signal.h>
#include <sys/prctl.h>

/* Off by default. */
int child(void)
{
    return prctl(PR_SET_PDEATHSIG, SIGKILL);
}
