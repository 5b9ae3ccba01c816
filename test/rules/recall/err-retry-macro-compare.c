#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static int fds[2];

/* Ends the wait of a read that was repeated. */
static void wake(int sig)
{
    static int times;
    (void)sig;
    if (++times > 1 && write(fds[1], "x", 1) != 1)
        _exit(77);
}

int main(void)
{
    char c;
    struct itimerval every = {{0, 50000}, {0, 50000}};
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sigemptyset(&sa.sa_mask);
    sa.sa_handler = wake;
    if (pipe2(fds, 0) < 0 || sigaction(SIGALRM, &sa, NULL) < 0)
        return 77;
    if (setitimer(ITIMER_REAL, &every, NULL) < 0)
        return 77;
    /* Not repeated: the failure comes out. */
    if (!TEMP_FAILURE_RETRY(read(fds[0], &c, 1) < 0) || errno != EINTR)
        return 1;
    /* Repeated until there is something to read. */
    return TEMP_FAILURE_RETRY(read(fds[0], &c, 1)) == 1 ? 0 : 2;
}
