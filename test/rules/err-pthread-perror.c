#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int start(pthread_t *t, void *(*run)(void *))
{
    if (pthread_create(t, NULL, run, NULL) != 0) {
        perror("pthread_create");
//      ^^^^^^^^^^^^^^^^^^^^^^^^ warning: pthread_create() returns the error and does not set errno: keep its result and use strerror(result).
        return -1;
    }
    int rc = pthread_detach(*t);
    if (rc) {
        fprintf(stderr, "pthread_detach: %s\n", strerror(errno));
//                                                       ^^^^^ warning: pthread_detach() returns the error and does not set errno: keep its result and use strerror(result).
        return -1;
    }
    return 0;
}

void *aligned(size_t n)
{
    void *p;
    if (posix_memalign(&p, 64, n)) {
        perror("posix_memalign");
//      ^^^^^^^^^^^^^^^^^^^^^^^^ warning: posix_memalign() returns the error and does not set errno: keep its result and use strerror(result).
        abort();
    }
    return p;
}

/* Its result, or errno made of it. */
int right(pthread_t *t, void *(*run)(void *))
{
    int rc = pthread_create(t, NULL, run, NULL);
    if (rc != 0) {
        fprintf(stderr, "pthread_create: %s\n", strerror(rc));
        return -1;
    }
    return 0;
}

int made(pthread_t t)
{
    errno = pthread_join(t, NULL);
    if (errno != 0) {
        perror("pthread_join");
        return -1;
    }
    return 0;
}

/* The error of another call. */
int other(pthread_mutex_t *m, const char *path)
{
    if (pthread_mutex_trylock(m) != 0) {
        if (unlink(path) < 0)
            perror(path);
        return -1;
    }
    if (pthread_mutex_unlock(m) == 0 && unlink(path) < 0)
        perror(path);
    return 0;
}
