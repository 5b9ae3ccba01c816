//- /starts.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>
#define LOG_FLAGS (O_WRONLY | O_APPEND)

struct server {
    int listener;
    int wake[2];
};
static int kept, ends[2];

int rotate(void)
{
    return system("logrotate");
}

int files(const char *path, int dir, int *ends)
{
    int kind = SOCK_STREAM;
    int fd = open(path, LOG_FLAGS);
//                      ^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
    fd += openat(dir, path, O_RDONLY);
//                          ^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
    fd += creat(path, 0600);
//        ^^^^^ hint: Programs that this one starts inherit the descriptor: use open() with O_CREAT and O_CLOEXEC.
    fd += socket(AF_UNIX, kind, 0);
//                        ^^^^ hint: Programs that this one starts inherit the descriptor: add SOCK_CLOEXEC.
    fd += socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
//                            ^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add SOCK_CLOEXEC.
    fd += accept(fd, NULL, NULL);
//        ^^^^^^ hint: Programs that this one starts inherit the descriptor: use accept4() with SOCK_CLOEXEC.
    fd += pipe(ends);
//        ^^^^ hint: Programs that this one starts inherit the descriptor: use pipe2() with O_CLOEXEC.
    fd += pipe2(ends, O_NONBLOCK);
//                    ^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
    fd += dup(fd);
//        ^^^ hint: Programs that this one starts inherit the descriptor: use fcntl() with F_DUPFD_CLOEXEC.
    fd += fcntl(fd, F_DUPFD, 3);
//        ^^^^^ hint: Programs that this one starts inherit the descriptor: use F_DUPFD_CLOEXEC.
    fd += syscall(SYS_openat, dir, path, O_RDONLY);
//                                       ^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
    return fd;
}

int start(struct server *s, const char *path)
{
    s->listener = socket(AF_UNIX, SOCK_STREAM, 0);
//                                ^^^^^^^^^^^ warning: Programs that this one starts inherit the descriptor: add SOCK_CLOEXEC.
    if (s->listener < 0 || pipe(s->wake) < 0 || pipe(ends) < 0)
//                         ^^^^ warning: Programs that this one starts inherit the descriptor: use pipe2() with O_CLOEXEC.
//                                              ^^^^ warning: Programs that this one starts inherit the descriptor: use pipe2() with O_CLOEXEC.
        return -1;
    kept = open(path, LOG_FLAGS);
//                    ^^^^^^^^^ warning: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
    return kept < 0 ? -1 : dup(kept);
//                         ^^^ hint: Programs that this one starts inherit the descriptor: use fcntl() with F_DUPFD_CLOEXEC.
}

int events(const sigset_t *mask)
{
    int fd = epoll_create(1);
//           ^^^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: use epoll_create1(EPOLL_CLOEXEC).
    fd += epoll_create1(0);
//                      ^ hint: Programs that this one starts inherit the descriptor: add EPOLL_CLOEXEC.
    fd += eventfd(0, EFD_NONBLOCK);
//                   ^^^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add EFD_CLOEXEC.
    fd += timerfd_create(CLOCK_MONOTONIC, 0);
//                                        ^ hint: Programs that this one starts inherit the descriptor: add TFD_CLOEXEC.
    fd += signalfd(-1, mask, 0);
//                           ^ hint: Programs that this one starts inherit the descriptor: add SFD_CLOEXEC.
    fd += inotify_init();
//        ^^^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: use inotify_init1(IN_CLOEXEC).
    fd += inotify_init1(IN_NONBLOCK);
//                      ^^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add IN_CLOEXEC.
    return fd + memfd_create("x", MFD_ALLOW_SEALING);
//                                ^^^^^^^^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add MFD_CLOEXEC.
}

FILE *streams(const char *path, char *name)
{
    if (mkstemp(name) < 0 || mkstemps(name, 2) < 0)
//      ^^^^^^^ hint: Programs that this one starts inherit the descriptor: use mkostemp with O_CLOEXEC.
//                           ^^^^^^^^ hint: Programs that this one starts inherit the descriptor: use mkostemps with O_CLOEXEC.
        return NULL;
    return fopen(path, "r");
//                     ^^^ hint: Programs that this one starts inherit the descriptor of the stream: add "e" to the mode.
}

/* Marked; unknown flags; closed here; not a new descriptor. */
int right(const char *path, int flags, int old, const sigset_t *mask)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    fd += open(path, flags);
    fd += socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    fd += signalfd(old, mask, 0);
    fd += fcntl(fd, F_DUPFD_CLOEXEC, 0);
    fd += fcntl(fd, F_GETFD);
    return fd + open("/dev/null", O_RDWR);
}

int marked_next(const char *path)
{
    int fd = open(path, O_RDONLY);
    return fd < 0 ? -1 : fcntl(fd, F_SETFD, FD_CLOEXEC);
}

int set_cloexec(int fd);

int marked_by_function(int listener)
{
    return set_cloexec(accept(listener, NULL, NULL));
}

int redirect(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
        return -1;
    return close(fd);
}

int fallback(const char *path)
{
#ifdef O_CLOEXEC
    return open(path, O_RDONLY | O_CLOEXEC);
#else
    return open(path, O_RDONLY);
#endif
}

int closed_here(const char *path, char *buf)
{
    int fd = open(path, O_RDONLY);
//                      ^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
    if (fd < 0)
        return -1;
    int n = read(fd, buf, 10);
    close(fd);
    return n;
}

/* Only as long as the function runs: whatever name it has. */
int device(struct server *s, const char *path)
{
    s->listener = open(path, O_RDWR);
//                           ^^^^^^ hint: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
    if (s->listener < 0)
        return -1;
    int n = write(s->listener, "x", 1);
    close(s->listener);
    return n;
}

FILE *stream_marked(const char *path)
{
    return fopen(path, "re");
}
//- /alone.c
#include <fcntl.h>
#include <stdio.h>

int journal(const char *path)
{
    return open(path, O_WRONLY | O_APPEND);
//                    ^^^^^^^^^^^^^^^^^^^ hint: Programs that this one starts inherit the descriptor: add O_CLOEXEC.
}

FILE *stream(const char *path)
{
    return fopen(path, "r");
}
