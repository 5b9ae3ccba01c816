//- /direct.c
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

static char *buffer;
static FILE *log_file;

static void on_interrupt(int sig)
{
    fprintf(stderr, "signal %d\n", sig);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: fprintf() is not safe in a signal handler: set a volatile sig_atomic_t or use write().
    free(buffer);
    fflush(stderr);
}

static void on_term(int sig)
{
    (void)sig;
    unlink("/run/example.pid");
    exit(0);
//  ^^^^^^^ warning: exit() is not safe in a signal handler: set a volatile sig_atomic_t or use _exit().
}

static void note(const char *what)
{
    if (log_file != NULL)
        fputs(what, log_file);
}

static void on_hangup(int sig)
{
    (void)sig;
    note("hangup\n");
//  ^^^^^^^^^^^^^^^^ warning: note() calls fputs(), which is not safe in a signal handler: set a volatile sig_atomic_t.
}

/* A crash report that may hang is better than none. */
static void on_fault(int sig, siginfo_t *info, void *context)
{
    (void)context;
    fprintf(stderr, "signal %d at %p\n", sig, info->si_addr);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: fprintf() is not safe in a signal handler: set a volatile sig_atomic_t or use write().
    abort();
}

void install(void)
{
    struct sigaction sa = { .sa_handler = on_interrupt }, fault = { 0 };
    sigemptyset(&sa.sa_mask);
    sigaction(SIGINT, &sa, NULL);
    sa.sa_handler = &on_hangup;
    sigaction(SIGHUP, &sa, NULL);
    fault.sa_sigaction = on_fault;
    fault.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &fault, NULL);
    if (signal(SIGTERM, on_term) == SIG_ERR)
        exit(1);
    printf("installed\n");
}
//- /fault.c
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* The instruction that raised it is known. */
static void on_illegal(int sig)
{
    printf("signal %d\n", sig);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: printf() is not safe in a signal handler: set a volatile sig_atomic_t or use write().
    exit(0);
}

int main(void)
{
    struct sigaction sa = { .sa_handler = on_illegal };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGILL, &sa, NULL);
}
//- /safe.c
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t seen;
static int wake[2];

static void on_signal(int sig)
{
    int saved = errno;
    char text[16];
    char *end = text + sizeof text;
    seen = sig;
    memset(text, 'x', sizeof text);
    if (write(wake[1], text, (size_t)(end - text)) < 0)
        seen = 0;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        continue;
    errno = saved;
}

static void on_alarm(int sig)
{
    static const char text[] = "too late\n";
    (void)sig;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(2);
    _exit(1);
}

struct queue {
    void (*signal)(int n, void (*done)(int));
};

/* Called by a queue. */
static void on_done(int n)
{
    printf("%d done\n", n);
}

/* Never installed. */
static void report(int sig)
{
    printf("signal %d\n", sig);
}

void start(void)
{
    struct sigaction sa = { .sa_handler = on_signal };
    sigemptyset(&sa.sa_mask);
    sigaction(SIGCHLD, &sa, NULL);
    signal(SIGALRM, on_alarm);
    signal(SIGPIPE, SIG_IGN);
    report(seen);
}

void finish(struct queue *q)
{
    q->signal(1, on_done);
}
//- /by_hand.c
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Also called by hand, with 0. */
static void lost(int sig)
{
    write(2, "lost\n", 5);
    if (sig)
        _exit(1);
    exit(1);
}

static void stop(int sig)
{
    if (sig) {
        unlink("/run/example.pid");
        _exit(1);
    } else
        exit(1);
}

static void told(int sig)
{
    if (sig)
        printf("signal\n");
//      ^^^^^^^^^^^^^^^^^^ warning: printf() is not safe in a signal handler: set a volatile sig_atomic_t or use write().
    exit(1);
}

void install(void)
{
    signal(SIGINT, lost);
    signal(SIGHUP, stop);
    signal(SIGTERM, told);
}
//- /own.c
#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t count;

/* A function of the file that has the name. */
static void warn(int n)
{
    count += n;
}

static void on_signal(int sig)
{
    warn(sig);
}

int install(void)
{
    struct sigaction sa = { .sa_handler = on_signal };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGCHLD, &sa, NULL);
}
