//- /worker.c
#include <pthread.h>
#include <signal.h>

#define END_SIGNAL SIGTERM

void finish(pthread_t worker, pthread_t *others, int n, int sig)
{
    pthread_kill(worker, SIGTERM);
//                       ^^^^^^^ warning: SIGTERM ends the whole process, not the thread it is sent to: use pthread_cancel().
    for (int i = 0; i < n; i++)
        pthread_kill(others[i], END_SIGNAL);
//                              ^^^^^^^^^^ warning: SIGTERM ends the whole process, not the thread it is sent to: use pthread_cancel().
    if (pthread_kill(worker, SIGKILL) != 0)
//                           ^^^^^^^ warning: SIGKILL ends the whole process, not the thread it is sent to: use pthread_cancel().
        return;
    pthread_kill(worker, 19);
//                       ^^ warning: SIGSTOP stops the whole process, not the thread it is sent to: use a condition variable.
    /* Is it there? */
    pthread_kill(worker, 0);
    /* Harmless without a handler, or made for threads. */
    pthread_kill(worker, SIGCHLD);
    pthread_kill(worker, SIGUSR1);
    /* The caller knows. */
    pthread_kill(worker, sig);
    /* The whole process is meant. */
    kill(0, SIGTERM);
}
//- /handled.c
#include <pthread.h>
#include <signal.h>
#include <stddef.h>

static void on_term(int sig)
{
    (void)sig;
}

void start(void)
{
    struct sigaction sa = { .sa_handler = on_term };
    sigemptyset(&sa.sa_mask);
    sigaction(SIGTERM, &sa, NULL);
}

/* SIGTERM interrupts what the thread waits in, and no more. */
void wake(pthread_t worker)
{
    pthread_kill(worker, SIGTERM);
}

void finish(pthread_t worker)
{
    pthread_kill(worker, SIGKILL);
//                       ^^^^^^^ warning: SIGKILL ends the whole process, not the thread it is sent to: use pthread_cancel().
}
//- /waits.c
#include <pthread.h>
#include <signal.h>

/* The thread takes the signal itself. */
void *worker(void *arg)
{
    sigset_t set;
    int sig;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    sigwait(&set, &sig);
    return arg;
}

void wake(pthread_t thread)
{
    pthread_kill(thread, SIGTERM);
}
