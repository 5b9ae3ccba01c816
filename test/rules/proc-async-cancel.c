#include <pthread.h>
#include <stdio.h>

void *worker(void *arg)
{
    int old;
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The thread can be ended at any instruction, locks and memory in hand: use PTHREAD_CANCEL_DEFERRED.
    return arg;
}

void *checked(void *arg)
{
    if (pthread_setcanceltype((PTHREAD_CANCEL_ASYNCHRONOUS), NULL) != 0)
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The thread can be ended at any instruction, locks and memory in hand: use PTHREAD_CANCEL_DEFERRED.
        return NULL;
    return arg;
}

/* Only what stands between is at risk. */
void read_line(char *line, int size)
{
    int old;
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: The thread can be ended at any instruction, locks and memory in hand: use PTHREAD_CANCEL_DEFERRED.
    if (fgets(line, size, stdin) == NULL)
        line[0] = '\0';
    pthread_setcanceltype(old, NULL);
}

/* Deferred, or whatever was there before. */
void restore(int old)
{
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
    pthread_setcanceltype(old, NULL);
}

/* Only asked about. */
int is_asynchronous(int type)
{
    return type == PTHREAD_CANCEL_ASYNCHRONOUS;
}
