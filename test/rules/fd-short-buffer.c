#define _GNU_SOURCE
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

struct loop {
    int wakeup;
    int either;
    int timer;
};

int in_function(const sigset_t *mask)
{
    char token;
    uint32_t ticks;
    struct inotify_event event;
    char events[256];
    int e = eventfd(0, EFD_CLOEXEC);
    int t = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    int s = signalfd(-1, mask, SFD_CLOEXEC);
    int i = inotify_init1(IN_CLOEXEC);
    read(e, &token, 1);
//                  ^ error: read() of 1 byte on an eventfd fails with EINVAL: it takes 8 bytes or more; pass a uint64_t.
    write(e, &ticks, sizeof(ticks));
//                   ^^^^^^^^^^^^^ error: write() of 4 bytes on an eventfd fails with EINVAL: it takes 8 bytes or more; pass a uint64_t.
    read(t, &ticks, sizeof ticks);
//                  ^^^^^^^^^^^^ error: read() of 4 bytes on a timerfd fails with EINVAL: it takes 8 bytes or more; pass a uint64_t.
    read(s, events, 64);
//                  ^^ error: read() of 64 bytes on a signalfd fails with EINVAL: it takes 128 bytes or more; pass a struct signalfd_siginfo.
    read(i, events, 8);
//                  ^ error: read() of 8 bytes on inotify fails with EINVAL: it takes 16 bytes or more; pass 4096 bytes.
    read(i, &event, sizeof(event));
//                  ^^^^^^^^^^^^^ warning: An event of a folder carries a name; one that does not fit into 16 bytes is EINVAL: pass 4096 bytes.
    return read(i, events, sizeof(events));
//                         ^^^^^^^^^^^^^^ warning: An event of a folder carries a name; one that does not fit into 256 bytes is EINVAL: pass 4096 bytes.
}

void start(struct loop *l, int pipe_end)
{
    l->wakeup = syscall(SYS_eventfd2, 0, EFD_CLOEXEC);
    l->timer = -1;
    l->either = eventfd(0, EFD_CLOEXEC);
    if (l->either < 0)
        l->either = pipe_end;
}

int wake(struct loop *l)
{
    return write(l->wakeup, "!", 1);
//                               ^ error: write() of 1 byte on an eventfd fails with EINVAL: it takes 8 bytes or more; pass a uint64_t.
}

int right(struct loop *l, int n)
{
    uint64_t count = 1;
    char events[4096];
    char all[sizeof(struct inotify_event) + NAME_MAX + 1];
    int i = inotify_init1(IN_CLOEXEC);
    int e = eventfd(0, EFD_CLOEXEC);
    int t = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    /* Whole records; an unknown length; a pipe on some way; a field of no known kind. */
    read(e, &count, sizeof(count));
    write(e, &count, sizeof count);
    read(t, &count, 8);
    read(i, events, sizeof(events));
    read(i, all, sizeof(all));
    read(e, events, n);
    write(l->either, "", 1);
    return read(l->timer, events, 1);
}

int another(int fd)
{
    int use = eventfd(0, 0);
    if (fd)
        use = fd;
    return write(use, "", 1);
}
