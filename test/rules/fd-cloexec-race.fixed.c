//- /threads.c
#include <fcntl.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

int start(pthread_t *id, void *(*work)(void *))
{
    return pthread_create(id, NULL, work, NULL);
}

int late(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    return fcntl(fd, F_SETFD, FD_CLOEXEC);
}

int late_client(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd >= 0)
        fcntl(fd, F_SETFD, fcntl(fd, F_GETFD) | FD_CLOEXEC);
    return fd;
}

int late_pipe(int *given)
{
    int ends[2];
    if (pipe(ends) < 0)
        return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    given[0] = ends[0];
    return ends[1];
}

/* Marked from the start; taken away; another's descriptor; for systems without the flag. */
int right(const char *path, int other)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, F_SETFD, 0);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fcntl(other, F_SETFD, FD_CLOEXEC);
}

int fallback(const char *path)
{
#ifdef SOCK_CLOEXEC
    return open(path, O_RDONLY | O_CLOEXEC);
#else
    int fd = open(path, O_RDONLY);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
#endif
}
//- /alone.c
#include <fcntl.h>

int late(const char *path)
{
    int fd = open(path, O_RDONLY);
    return fcntl(fd, F_SETFD, FD_CLOEXEC);
}
