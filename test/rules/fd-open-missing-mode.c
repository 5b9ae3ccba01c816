//- /a.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>
#define NEW_FILE (O_WRONLY | O_CREAT | O_EXCL)
#define NEW_ARGS O_WRONLY | O_CREAT, 0700
#define TAIL O_WRONLY, 0700
#define OPEN(path, ...) open(path, O_CREAT | O_WRONLY, ##__VA_ARGS__)

struct api {
    int (*open)(const char *path, int flags);
};

static int xopen(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC);
}

int missing(const char *path, int dir, int extra)
{
    int flags = O_RDWR;
    int fd = open(path, O_RDWR | O_CREAT);
//                      ^^^^^^^^^^^^^^^^ error: open() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
    fd = open64(path, NEW_FILE);
//                    ^^^^^^^^ error: open64() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
    flags |= O_CREAT;
    fd = openat(dir, path, flags);
//                         ^^^^^ error: openat() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
    fd = open("/tmp", O_TMPFILE | O_RDWR);
//                    ^^^^^^^^^^^^^^^^^^ error: open() with O_TMPFILE takes a mode; without one it is whatever a register holds: add 0600.
    fd = open(path, extra | O_CREAT);
//                  ^^^^^^^^^^^^^^^ error: open() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
    fd = syscall(SYS_open, path, O_CREAT | O_WRONLY);
    fd = xopen(path, O_CREAT | O_RDWR);
//                   ^^^^^^^^^^^^^^^^ error: open() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
    return fd;
}

int queues(void)
{
    mqd_t q = mq_open("/q", O_CREAT | O_RDWR);
//                          ^^^^^^^^^^^^^^^^ error: mq_open() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
    q = mq_open("/q", O_CREAT | O_RDWR, 0600);
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: mq_open() with O_CREAT also takes attributes; without it it reads a stray value: add NULL.
    sem_t *s = sem_open("/s", O_CREAT);
//                            ^^^^^^^ error: sem_open() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
    s = sem_open("/s", O_CREAT | O_EXCL, 0600);
//                                       ^^^^ error: sem_open() with O_CREAT also takes a first value; without it it reads a stray value: add 1.
    return q + (s != SEM_FAILED);
}

int right(const struct api *api, const char *path, int dir, int flags)
{
    /* A mode, a mode that a macro adds, no O_CREAT, unknown flags, a member, O_DIRECTORY alone. */
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    fd = open(path, NEW_ARGS);
    fd = open(path, O_CREAT | TAIL);
    fd = OPEN(path, 0600);
    fd = open(path, O_RDWR | O_TRUNC);
    fd = openat(dir, path, flags);
    fd = openat(dir, path, flags & ~O_CREAT);
    fd = api->open(path, O_CREAT);
    fd = open(path, O_RDONLY | O_DIRECTORY);
    /* O_CREAT on one way only. */
    if (dir)
        flags = O_RDWR | O_CREAT;
    fd = open(path, flags);
    fd = xopen(path, O_RDWR);
    return fd;
}

int queues_right(void)
{
    mqd_t q = mq_open("/q", O_CREAT | O_RDWR, 0600, NULL);
    return q + (sem_open("/s", O_CREAT, 0600, 1) != SEM_FAILED);
}

int queue_opened(void)
{
    return mq_open("/q", O_RDWR) + (sem_open("/s", 0) != SEM_FAILED);
}
//- /own.cpp lang:cpp
#include <fcntl.h>

struct File {
    int open(const char *name, int flags);
    int create(const char *name) { return open(name, O_CREAT | O_RDWR); }
    int raw(const char *name) { return ::open(name, O_CREAT | O_RDWR); }
//                                                  ^^^^^^^^^^^^^^^^ error: open() with O_CREAT takes a mode; without one it is whatever a register holds: add 0600.
};
