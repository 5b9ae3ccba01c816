#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

#define EMPTY(set) sigemptyset(&(set))

static sigset_t at_file_level;

static void fill(sigset_t *set)
{
    sigfillset(set);
}

int block(void)
{
    sigset_t set;
    sigaddset(&set, SIGCHLD);
//            ^^^^ error: set was never emptied or filled, sigaddset() finds random signals in it: call sigemptyset() before.
    sigaddset(&set, SIGTERM);
    return sigprocmask(SIG_BLOCK, &set, NULL);
}

int all_but(int sig)
{
    sigset_t set;
    if (sigdelset(&set, sig) < 0)
//                ^^^^ error: set was never emptied or filled, sigdelset() finds random signals in it: call sigfillset() before.
        return -1;
    return pthread_sigmask(SIG_SETMASK, &set, NULL);
}

int wait_for(struct pollfd *fds)
{
    sigset_t set, old;
    sigemptyset(&old);
    int n = ppoll(fds, 1, NULL, &set);
//                              ^^^^ error: set was never emptied or filled, ppoll() finds random signals in it: call sigemptyset() before.
    sigemptyset(&set);
    return n;
}

int wrong_order(void)
{
    sigset_t set;
    sigaddset(&set, SIGCHLD);
//            ^^^^ error: set was never emptied or filled, sigaddset() finds random signals in it: call sigemptyset() before.
    sigemptyset(&set);
    return sigprocmask(SIG_BLOCK, &set, NULL);
}

/* Emptied, filled or read from somewhere. */
int right(int sig)
{
    sigset_t a, b, c, d = { 0 }, e, now;
    static sigset_t s;
    sigemptyset(&a);
    sigaddset(&a, sig);
    fill(&b);
    sigdelset(&b, sig);
    memset(&c, 0, sizeof c);
    sigaddset(&c, sig);
    sigaddset(&d, sig);
    EMPTY(e);
    sigaddset(&e, sig);
    sigaddset(&s, sig);
    sigaddset(&at_file_level, sig);
    sigprocmask(SIG_BLOCK, &a, &now);
    return sigismember(&now, sig) + sigismember(&b, sig) + sigismember(&c, sig) + sigismember(&e, sig);
}

int in_one_expression(int sig)
{
    sigset_t set;
    if (sigemptyset(&set) < 0 || sigaddset(&set, sig) < 0 || sigprocmask(SIG_BLOCK, &set, NULL) < 0)
        return -1;
    return 0;
}

int assigned(const sigset_t *from, int sig)
{
    sigset_t set;
    set = *from;
    sigaddset(&set, sig);
    return sigprocmask(SIG_BLOCK, &set, NULL);
}

/* Filled on one way only: that may be the one. */
int sometimes(int first, int sig)
{
    sigset_t set;
    if (first)
        sigemptyset(&set);
    return sigaddset(&set, sig);
}

int through_pointer(int sig)
{
    sigset_t set, *p = &set;
    sigemptyset(p);
    return sigaddset(&set, sig);
}
