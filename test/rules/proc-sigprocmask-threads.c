//- /threads.c
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static void on_signal(int sig)
{
    sigset_t set;
    sigemptyset(&set);
    /* No other thread shares what a handler does. */
    sigprocmask(SIG_SETMASK, &set, NULL);
    (void)sig;
}

static void *worker(void *arg)
{
    return arg;
}

int start(pthread_t *thread)
{
    struct sigaction sa = { .sa_handler = on_signal };
    sigset_t set, old;
    sigemptyset(&sa.sa_mask);
    sigaction(SIGTERM, &sa, NULL);
    sigfillset(&set);
    sigprocmask(SIG_BLOCK, &set, &old);
//  ^^^^^^^^^^^ hint: What sigprocmask() does in a program with threads is not specified: use pthread_sigmask().
    int failed = pthread_create(thread, NULL, worker, NULL);
    if (sigprocmask(SIG_SETMASK, &old, NULL) < 0)
//      ^^^^^^^^^^^ hint: What sigprocmask() does in a program with threads is not specified: use pthread_sigmask().
        return -1;
    return failed;
}

int run(const char *program)
{
    sigset_t none;
    pid_t pid = fork();
    if (pid == 0) {
        /* A child has one thread. */
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    return pid;
}

/* One branch is for programs without threads. */
int either(const sigset_t *set)
{
#ifdef HAVE_PTHREAD
    return pthread_sigmask(SIG_SETMASK, set, NULL);
#else
    return sigprocmask(SIG_SETMASK, set, NULL);
#endif
}

/* Only asks. */
int blocked(sigset_t *now)
{
    return sigprocmask(SIG_BLOCK, NULL, now) | sigprocmask(SIG_BLOCK, (const sigset_t *)0, now);
}
//- /single.c
#include <signal.h>
#include <stddef.h>

int block(int sig)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, sig);
    return sigprocmask(SIG_BLOCK, &set, NULL);
}
