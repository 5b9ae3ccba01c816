#include <signal.h>

typedef void (*handler_t)(int);

static handler_t old_interrupt;

static void on_signal(int sig)
{
    (void)sig;
}

static void on_three(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

void install(handler_t given)
{
    signal(SIGCHLD, on_signal);
//  ^^^^^^ hint: Whether on_signal stays installed after signal() depends on the library: use sigaction().
    if (signal(SIGTERM, &on_signal) == SIG_ERR)
//      ^^^^^^ hint: Whether on_signal stays installed after signal() depends on the library: use sigaction().
        return;
    old_interrupt = signal(SIGINT, on_signal);
//                  ^^^^^^ hint: Whether on_signal stays installed after signal() depends on the library: use sigaction().
    signal(SIGUSR1, (handler_t)on_three);
//  ^^^^^^ hint: Whether on_three stays installed after signal() depends on the library: use sigaction().
    /* Fails anyway, as another rule says. */
    signal(SIGKILL, on_signal);
    /* Mean the same everywhere. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    /* Back to what was there, or whatever the caller wants. */
    signal(SIGINT, old_interrupt);
    signal(SIGHUP, given);
}

struct queue {
    void (*signal)(struct queue *q, int n);
};

/* Another kind of signal. */
void notify(struct queue *q)
{
    q->signal(q, 1);
}

/* Means the same everywhere. */
void ignore_pipe(void)
{
    signal(SIGPIPE, SIG_IGN);
}
