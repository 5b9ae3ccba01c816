//- /first.c set:err/eintr=on
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t seen;

static void note(int sig)
{
    seen = sig;
}

int watch(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sigemptyset(&sa.sa_mask);
    sa.sa_handler = note;
    return sigaction(SIGWINCH, &sa, NULL);
}

int reap(pid_t child, int *status)
{
    if (waitpid(child, status, 0) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^ information: A handler of this file interrupts waitpid() with EINTR: repeat it, or install with SA_RESTART.
        return -1;
    return seen;
}

int next(int listener)
{
    int fd = accept(listener, NULL, NULL);
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: A handler of this file interrupts accept() with EINTR: repeat it, or install with SA_RESTART.
    if (fd == -1)
        return -1;
    return fd;
}

/* Nobody looks, or nothing waits. */
void others(pid_t child, int fd, char *to)
{
    waitpid(child, NULL, 0);
    if (close(fd) < 0)
        to[0] = 0;
}
//- /restarts.c set:err/eintr=on
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static void note(int sig)
{
    (void)sig;
}

int reap(pid_t child, int *status)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sigemptyset(&sa.sa_mask);
    sa.sa_handler = note;
    sa.sa_flags = SA_RESTART;
    if (sigaction(SIGWINCH, &sa, NULL) < 0)
        return -1;
    return waitpid(child, status, 0) < 0 ? -1 : 0;
}
//- /ignores.c set:err/eintr=on
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* A signal that is ignored interrupts nothing. */
int reap(pid_t child, int *status)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sigemptyset(&sa.sa_mask);
    sa.sa_handler = SIG_IGN;
    if (sigaction(SIGPIPE, &sa, NULL) < 0)
        return -1;
    return waitpid(child, status, 0) < 0 ? -1 : 0;
}
