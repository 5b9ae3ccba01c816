#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <string.h>

#define FLAGS (SA_RESTART | SA_NODEFER)

void elsewhere(int sig, siginfo_t *info, void *context);

static void *address;

static void on_fault(int sig, siginfo_t *info, void *context)
{
    address = info->si_addr;
    (void)sig, (void)context;
}

static void on_signal(int sig)
{
    (void)sig;
}

int forgotten(void)
{
    struct sigaction a = { .sa_sigaction = on_fault, .sa_flags = SA_RESTART };
//                                         ^^^^^^^^ error: sa_sigaction without SA_SIGINFO: on_fault gets no siginfo. Set SA_SIGINFO in sa_flags.
    struct sigaction b = { 0 }, c, d;
    b.sa_sigaction = &elsewhere;
//                   ^^^^^^^^^^ error: sa_sigaction without SA_SIGINFO: elsewhere gets no siginfo. Set SA_SIGINFO in sa_flags.
    memset(&c, 0, sizeof c);
    c.sa_flags = FLAGS;
    c.sa_flags |= SA_ONSTACK;
    c.sa_sigaction = elsewhere;
//                   ^^^^^^^^^ error: sa_sigaction without SA_SIGINFO: elsewhere gets no siginfo. Set SA_SIGINFO in sa_flags.
    d.sa_sigaction = on_fault;
//                   ^^^^^^^^ error: sa_sigaction without SA_SIGINFO: on_fault gets no siginfo. Set SA_SIGINFO in sa_flags.
    d.sa_flags = 0;
    sigemptyset(&d.sa_mask);
    return sigaction(SIGSEGV, &a, NULL) || sigaction(SIGBUS, &b, NULL) ||
           sigaction(SIGFPE, &c, NULL) || sigaction(SIGILL, &d, NULL);
}

int cast(void)
{
    struct sigaction sa = { .sa_handler = (void (*)(int))on_fault, .sa_flags = SA_RESTART };
//                                        ^^^^^^^^^^^^^^^^^^^^^^^ error: on_fault has 3 parameters and gets one without SA_SIGINFO: set it and use sa_sigaction.
    return sigaction(SIGSEGV, &sa, NULL);
}

static void unread(int sig, siginfo_t *info, void *context)
{
    (void)sig;
    (void)info;
}

/* Works, by luck or by the layout of the structure. */
int works(struct sigaction *act)
{
    struct sigaction sa = { 0 };
    sa.sa_sigaction = (void (*)(int, siginfo_t *, void *))on_signal;
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: sa_sigaction without SA_SIGINFO: on_signal gets no siginfo. Set SA_SIGINFO in sa_flags.
    struct sigaction more = { .sa_sigaction = unread };
//                                            ^^^^^^ hint: sa_sigaction without SA_SIGINFO: unread gets no siginfo. Set SA_SIGINFO in sa_flags.
    act->sa_handler = on_signal;
//       ^^^^^^^^^^ hint: With SA_SIGINFO the handler is called with three arguments: assign it to sa_sigaction.
    act->sa_flags = SA_SIGINFO;
    return sigaction(SIGTERM, &sa, NULL) || sigaction(SIGHUP, &more, NULL);
}

int right(int flags, int with_info)
{
    struct sigaction a = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_RESTART };
    struct sigaction b = { .sa_sigaction = on_fault, .sa_flags = flags };
    struct sigaction c = { .sa_handler = on_signal };
    struct sigaction d = { 0 }, e, old;
    d.sa_sigaction = on_fault;
    d.sa_flags |= SA_SIGINFO;
    /* One or the other. */
    if (with_info) {
        e.sa_sigaction = on_fault;
        e.sa_flags = SA_SIGINFO;
    } else {
        e.sa_handler = SIG_DFL;
        e.sa_flags = 0;
    }
    sigemptyset(&e.sa_mask);
    /* Taken from another action. */
    sigaction(SIGUSR1, NULL, &old);
    struct sigaction f = old;
    f.sa_sigaction = on_fault;
    return sigaction(SIGSEGV, &a, NULL) || sigaction(SIGBUS, &b, NULL) ||
           sigaction(SIGFPE, &c, NULL) || sigaction(SIGILL, &d, NULL) ||
           sigaction(SIGHUP, &e, NULL) || sigaction(SIGUSR2, &f, NULL);
}
