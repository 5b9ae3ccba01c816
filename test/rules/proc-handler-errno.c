#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int wake[2];
static sigjmp_buf back;
static volatile sig_atomic_t seen;

static void on_child(int sig)
{
    (void)sig;
    while (waitpid(-1, NULL, WNOHANG) > 0)
//         ^^^^^^^ hint: waitpid() may change errno under the interrupted code: save errno first and restore it at the end.
        continue;
}

static void on_wake(int sig)
{
    char c = (char)sig;
    if (seen)
        return;
    (void)!write(wake[1], &c, 1);
//         ^^^^^ hint: write() may change errno under the interrupted code: save errno first and restore it at the end.
}

/* Restored. */
static void on_hangup(int sig)
{
    int saved = errno;
    char c = (char)sig;
    (void)!write(wake[1], &c, 1);
    errno = saved;
}

/* Nothing that sets it. */
static void on_term(int sig)
{
    seen = sig;
    if (getpid() == 1)
        seen = 0;
}

/* These do not return to what they interrupted. */
static void on_fault(int sig)
{
    static const char text[] = "fault\n";
    (void)sig;
    (void)!write(STDERR_FILENO, text, sizeof text - 1);
    _exit(1);
}

void do_exit(int status);

static void on_quit(int sig)
{
    close(wake[0]);
    do_exit(sig);
}

/* Cannot fail with these arguments. */
static void on_usr2(int sig)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, sig);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void on_alarm(int sig)
{
    close(wake[sig & 1]);
    siglongjmp(back, 1);
}

/* It has nothing to fail with. */
static void on_info(int sig)
{
    seen = sig ? time(NULL) : 0;
}

void install(void)
{
    struct sigaction sa = { .sa_handler = on_child };
    signal(SIGIO, on_info);
    sigemptyset(&sa.sa_mask);
    sigaction(SIGCHLD, &sa, NULL);
    signal(SIGUSR1, on_wake);
    signal(SIGHUP, on_hangup);
    signal(SIGTERM, on_term);
    signal(SIGSEGV, on_fault);
    signal(SIGALRM, on_alarm);
    signal(SIGQUIT, on_quit);
    signal(SIGUSR2, on_usr2);
    if (sigsetjmp(back, 1) == 0)
        pause();
}
