#include <errno.h>
#include <sys/prctl.h>

int main(void)
{
    errno = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 7L, 0L, 0L) != -1 || errno != EINVAL)
        return 1;
    errno = 0;
    if (prctl(PR_GET_NO_NEW_PRIVS, 0L, 0L, 0L, 7L) != -1 || errno != EINVAL)
        return 2;
    errno = 0;
    if (prctl(PR_SET_THP_DISABLE, 1L, 0L, 7L, 0L) != -1 || errno != EINVAL)
        return 3;
    errno = 0;
    if (prctl(PR_GET_THP_DISABLE, 7L, 0L, 0L, 0L) != -1 || errno != EINVAL)
        return 4;
    errno = 0;
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0L, 0L, 7L) != -1 || errno != EINVAL)
        return 5;
    errno = 0;
    if (prctl(PR_MCE_KILL_GET, 0L, 0L, 7L, 0L) != -1 || errno != EINVAL)
        return 6;
    /* Whatever is in the registers: it may work, and it may not. */
    (void)prctl(PR_GET_NO_NEW_PRIVS);
    /* These ignore the rest. */
    if (prctl(PR_SET_DUMPABLE, 1L, 7L, 7L, 7L) != 0 || prctl(PR_SET_KEEPCAPS, 0L, 7L, 7L, 7L) != 0)
        return 7;
    return prctl(PR_SET_NAME, "recall", 7L, 7L, 7L) == 0 ? 0 : 8;
}
