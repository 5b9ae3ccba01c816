#include <errno.h>
#include <signal.h>
#include <stddef.h>

static void on_signal(int sig)
{
    (void)sig;
}

int main(void)
{
    struct sigaction sa = { .sa_handler = on_signal };
    sigemptyset(&sa.sa_mask);
    errno = 0;
    if (sigaction(SIGKILL, &sa, NULL) != -1 || errno != EINVAL)
        return 1;
    errno = 0;
    if (sigaction(SIGSTOP, &sa, NULL) != -1 || errno != EINVAL)
        return 2;
    errno = 0;
    if (signal(SIGKILL, SIG_IGN) != SIG_ERR || errno != EINVAL)
        return 3;
    errno = 0;
    if (signal(SIGSTOP, SIG_DFL) != SIG_ERR || errno != EINVAL)
        return 4;
    /* Asking is allowed. */
    return sigaction(SIGKILL, NULL, &sa) == 0 ? 0 : 5;
}
