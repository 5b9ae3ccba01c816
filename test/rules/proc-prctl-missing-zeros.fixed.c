#define _GNU_SOURCE
#include <linux/prctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NO_NEW_PRIVS PR_SET_NO_NEW_PRIVS

int harden(int cap, int op)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0L, 0L, 0L) != 0)
        return -1;
    if (prctl(NO_NEW_PRIVS, 1, 0, 0, 0L) != 0)
        return -1;
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0L, 0L) < 0)
        return -1;
    if (prctl(PR_SET_THP_DISABLE, 1, 0L, 0L, 0L) < 0 || prctl(PR_GET_THP_DISABLE, 0L, 0L, 0L, 0L) != 1)
        return -1;
    if (prctl(38, 1, 0L, 0L, 0L) != 0)
        return -1;
    if (syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0L, 0L, 0L) != 0)
        return -1;
    return prctl(PR_GET_NO_NEW_PRIVS, 0L, 0L, 0L, 0L);
}

int enough(int cap, int op)
{
    int sig;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return -1;
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0)
        return -1;
    /* These ignore the rest. */
    prctl(PR_SET_NAME, "worker");
    prctl(PR_SET_PDEATHSIG, 15);
    prctl(PR_GET_PDEATHSIG, &sig);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_KEEPCAPS, 1);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_SECCOMP, 1);
    prctl(PR_CAPBSET_DROP, cap);
    /* Any operation. */
    return prctl(op, 1);
}
