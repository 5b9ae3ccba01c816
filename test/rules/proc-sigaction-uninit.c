#include <signal.h>
#include <stddef.h>
#include <string.h>

static void on_signal(int sig)
{
    (void)sig;
}

static void prepare(struct sigaction *sa)
{
    memset(sa, 0, sizeof *sa);
}

int no_flags(void)
{
    struct sigaction sa, old;
    sa.sa_handler = on_signal;
    sigemptyset(&sa.sa_mask);
    if (sigaction(SIGINT, &sa, &old) < 0)
//                        ^^^ 💡 warning: sa.sa_flags is never set, so the handler gets random flags: clear sa where it is declared.
        return -1;
    return sigaction(SIGTERM, &sa, NULL);
}

int no_mask(void)
{
    struct sigaction action;
    action.sa_flags = SA_RESTART;
    action.sa_handler = on_signal;
    return sigaction(SIGTERM, &action, NULL);
//                            ^^^^^^^ 💡 warning: action.sa_mask is never set, so random signals wait during the handler: call sigemptyset().
}

int neither(void)
{
    struct sigaction sa;
    sa.sa_handler = SIG_IGN;
    return sigaction(SIGPIPE, &sa, NULL);
//                            ^^^ 💡 warning: sa.sa_flags is never set, so the handler gets random flags: clear sa where it is declared.
}

/* All of it set. */
int complete(void)
{
    struct sigaction sa;
    sa.sa_handler = on_signal;
    sa.sa_flags = 0;
    sigfillset(&sa.sa_mask);
    return sigaction(SIGTERM, &sa, NULL);
}

/* Set as a whole. */
int cleared(const struct sigaction *from)
{
    struct sigaction a, b = { 0 }, c, d, e;
    static struct sigaction s;
    memset(&a, 0, sizeof a);
    a.sa_handler = on_signal;
    b.sa_handler = on_signal;
    c = *from;
    c.sa_handler = on_signal;
    prepare(&d);
    d.sa_handler = on_signal;
    s.sa_handler = on_signal;
    sigaction(SIGUSR1, NULL, &e);
    e.sa_handler = on_signal;
    return sigaction(SIGHUP, &a, NULL) || sigaction(SIGHUP, &b, NULL) ||
           sigaction(SIGHUP, &c, NULL) || sigaction(SIGHUP, &d, NULL) ||
           sigaction(SIGHUP, &s, NULL) || sigaction(SIGHUP, &e, NULL);
}

/* No handler runs, so no mask is needed. */
int ignore(void)
{
    struct sigaction sa;
    sa.sa_handler = SIG_IGN;
    sa.sa_flags = 0;
    return sigaction(SIGPIPE, &sa, NULL);
}

/* Only asked for. */
int is_ignored(int sig)
{
    struct sigaction now;
    if (sigaction(sig, NULL, &now) != 0)
        return -1;
    return now.sa_handler == SIG_IGN;
}
