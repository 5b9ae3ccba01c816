//- /a.c set:proc/blocking-in-lock=warning
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct server {
    pthread_mutex_t lock;
    int fd;
    int count;
};

static pthread_mutex_t global = PTHREAD_MUTEX_INITIALIZER;

int next_client(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    int fd = accept4(s->fd, NULL, NULL, SOCK_CLOEXEC);
//           ^^^^^^^ warning: accept4() may wait as long as it likes with s->lock locked: unlock it before the call.
    s->count++;
    pthread_mutex_unlock(&s->lock);
    return fd;
}

void nap(void)
{
    pthread_mutex_lock(&global);
    sleep(1);
//  ^^^^^ warning: sleep() may wait as long as it likes with global locked: unlock it before the call.
    pthread_mutex_unlock(&global);
    sleep(1);
}

int unlocked(struct server *s, struct pollfd *p, int quick)
{
    poll(p, 1, -1);
    pthread_mutex_lock(&s->lock);
    s->count++;
    pthread_mutex_unlock(&s->lock);
    poll(p, 1, -1);
    pthread_mutex_lock(&s->lock);
    if (quick)
        pthread_mutex_unlock(&s->lock);
    /* Unlocked on some way. */
    poll(p, 1, -1);
    if (!quick)
        pthread_mutex_unlock(&s->lock);
    return 0;
}

/* These do not wait. */
int at_once(struct server *s, struct pollfd *p, char *buffer)
{
    int status;
    pthread_mutex_lock(&s->lock);
    poll(p, 1, 0);
    waitpid(-1, &status, WNOHANG);
    recvfrom(s->fd, buffer, 1, MSG_DONTWAIT, NULL, NULL);
    pthread_mutex_unlock(&s->lock);
    return status;
}

int non_blocking(struct server *s)
{
    if (fcntl(s->fd, F_SETFL, O_NONBLOCK) < 0)
        return -1;
    pthread_mutex_lock(&s->lock);
    int fd = accept4(s->fd, NULL, NULL, SOCK_CLOEXEC);
    pthread_mutex_unlock(&s->lock);
    return fd;
}

/* Another mutex is unlocked in between. */
int other_mutex(struct server *s, struct pollfd *p)
{
    pthread_mutex_lock(&s->lock);
    pthread_mutex_lock(&global);
    pthread_mutex_unlock(&global);
    poll(p, 1, -1);
//  ^^^^ warning: poll() may wait as long as it likes with s->lock locked: unlock it before the call.
    pthread_mutex_unlock(&s->lock);
    return 0;
}
