//- /plain.c
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static int stop;
static unsigned long signals, others;
static const char *reason = NULL;
static volatile sig_atomic_t right;
static volatile int nearly;
static _Atomic int counted;
static atomic_int more;
static __thread int local_to_thread;
static int jumped;
static int last_words;
static int unread;
static long handlers_own;
static sigjmp_buf back;
extern int from_elsewhere;
enum { unrelated };

static void on_term(int sig)
{
    static int calls;
    int n = sig;
    calls++;
    n += calls;
    stop = n;
//  ^^^^ warning: stop is written in a signal handler and read elsewhere: make it volatile sig_atomic_t.
    signals++;
//  ^^^^^^^ warning: signals is written in a signal handler and read elsewhere: make it volatile sig_atomic_t.
    reason = "term";
//  ^^^^^^ warning: reason is written in a signal handler and read elsewhere: make it volatile sig_atomic_t.
    right = 1;
    nearly = 1;
    counted = 1;
    more++;
    local_to_thread = 1;
    unread = 1;
    if (handlers_own < 10)
        handlers_own++;
    from_elsewhere = 1;
//  ^^^^^^^^^^^^^^ warning: from_elsewhere is written in a signal handler and read elsewhere: make it volatile sig_atomic_t.
}

static void on_alarm(int sig)
{
    stop = sig;
    jumped = 1;
    siglongjmp(back, 1);
}

static void on_quit(int sig)
{
    last_words = sig;
    _exit(1);
}

/* Ends the program, after some work. */
static int ready;
static int open_files[4];
static void on_hangup(int sig)
{
    int was = ready;
    ready = 0;
    for (int i = 0; i < 4; i++) {
        if (open_files[i])
            close(open_files[i]);
    }
    ready = was;
    if (sig)
        close(0);
    exit(0);
}

/* Too large for the type that a handler may write at once. */
static struct winsize { unsigned short rows, columns; } size;
static void on_resize(int sig)
{
    struct winsize now = { (unsigned short)sig, 0 };
    size = now;
}

/* Not a handler. */
static void reset(void)
{
    others = 0;
    stop = 0;
}

int run(void)
{
    struct sigaction sa = { .sa_handler = on_term };
    sigemptyset(&sa.sa_mask);
    sigaction(SIGTERM, &sa, NULL);
    signal(SIGALRM, on_alarm);
    signal(SIGQUIT, on_quit);
    signal(SIGHUP, on_hangup);
    signal(SIGWINCH, on_resize);
    if (size.rows == 0 || ready)
        return 0;
    reset();
    handlers_own = 5;
    if (sigsetjmp(back, 1) != 0)
        return jumped + last_words;
    while (!stop && !right && !nearly && !counted && !more && !local_to_thread)
        pause();
    return reason != NULL && signals + others > 1 && from_elsewhere;
}
