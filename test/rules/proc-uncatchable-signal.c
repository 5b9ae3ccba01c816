#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#define STOP_SIGNAL SIGSTOP

static void on_signal(int sig)
{
    (void)sig;
}

void install(void)
{
    struct sigaction sa = { .sa_handler = on_signal };
    sigemptyset(&sa.sa_mask);
    signal(SIGTERM, on_signal);
    signal(SIGKILL, on_signal);
//         ^^^^^^^ 💡 error: SIGKILL can be neither caught nor ignored, signal() fails with EINVAL: remove the call.
    (void)signal(STOP_SIGNAL, SIG_IGN);
//               ^^^^^^^^^^^ 💡 error: SIGSTOP can be neither caught nor ignored, signal() fails with EINVAL: remove the call.
    if (signal(SIGKILL, SIG_DFL) == SIG_ERR)
//             ^^^^^^^ error: SIGKILL can be neither caught nor ignored, signal() fails with EINVAL: remove the call.
        perror("signal");
    signal(9, on_signal);
//         ^ 💡 error: SIGKILL can be neither caught nor ignored, signal() fails with EINVAL: remove the call.
    sigaction(SIGTERM, &sa, NULL);
    sigaction(SIGKILL, &sa, NULL);
//            ^^^^^^^ 💡 error: SIGKILL can be neither caught nor ignored, sigaction() fails with EINVAL: remove the call.
    if (sigaction(SIGSTOP, &sa, NULL) < 0)
//                ^^^^^^^ error: SIGSTOP can be neither caught nor ignored, sigaction() fails with EINVAL: remove the call.
        exit(1);
    int which = SIGKILL;
    sigaction(which, &sa, NULL);
//            ^^^^^ 💡 error: SIGKILL can be neither caught nor ignored, sigaction() fails with EINVAL: remove the call.
    syscall(SYS_rt_sigaction, SIGSTOP, &sa, NULL, 8);
//                            ^^^^^^^ 💡 error: SIGSTOP can be neither caught nor ignored, rt_sigaction() fails with EINVAL: remove the call.
}

void query(struct sigaction *act, int sig)
{
    struct sigaction old;
    /* Asking is allowed. */
    sigaction(SIGKILL, NULL, &old);
    /* May be a null pointer: a wrapper that asks as well. */
    sigaction(SIGKILL, act, &old);
    /* Any signal: the caller knows. */
    signal(sig, on_signal);
    for (int i = 1; i < 32; i++)
        signal(i, SIG_DFL);
    /* Sending them is what they are for. */
    kill(getpid(), SIGSTOP);
    raise(SIGSTOP);
}

/* A test of the failure. */
void test_uncatchable(void)
{
    assert(signal(SIGKILL, on_signal) == SIG_ERR);
    assert(signal(SIGSTOP, SIG_IGN) == SIG_ERR);
}

void test_errno(void)
{
    if (signal(SIGKILL, on_signal) != SIG_ERR || errno != EINVAL)
        abort();
}

void test_success(const struct sigaction *act)
{
    struct sigaction sa = *act;
    if (sigaction(SIGKILL, &sa, NULL) == 0) {
        fprintf(stderr, "sigaction took SIGKILL\n");
        exit(1);
    }
}

void test_in_words(void)
{
    if (signal(SIGSTOP, SIG_IGN) != SIG_ERR) {
        puts("FAIL: SIGSTOP ignored");
    }
}
