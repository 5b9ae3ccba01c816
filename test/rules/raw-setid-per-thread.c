//- /threads.c
#define _GNU_SOURCE
#include <grp.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *serve(void *arg)
{
    return arg;
}

int drop(unsigned uid, unsigned gid)
{
    pthread_t worker;
    pthread_create(&worker, 0, serve, 0);
    if (syscall(SYS_setgroups, 0, 0) != 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The raw call changes the ids of this thread only, others keep theirs: call setgroups().
        return -1;
    if (syscall(__NR_setresgid, gid, gid, gid) != 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The raw call changes the ids of this thread only, others keep theirs: call setresgid().
        return -1;
    return syscall(SYS_setresuid, uid, uid, uid);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The raw call changes the ids of this thread only, others keep theirs: call setresuid().
}

/* On purpose: the name says so. */
int thread_setuid(unsigned uid)
{
    return syscall(SYS_setresuid, -1, uid, -1);
}

/* The C library's functions do it in every thread, and fsuid is the thread's by design. */
int right(unsigned uid)
{
    syscall(SYS_setfsuid, uid);
    return setresuid(uid, uid, uid);
}
#ifdef USE_THREAD_CREDENTIALS
int impersonate(unsigned uid)
{
    return syscall(SYS_setresuid, -1, uid, -1);
}
#endif
//- /alone.c
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

/* Nothing says that there are threads. */
int drop(unsigned uid)
{
    return syscall(SYS_setuid, uid);
//         ^^^^^^^^^^^^^^^^^^^^^^^^ hint: The raw call changes the ids of this thread only, others keep theirs: call setuid().
}

int keep(unsigned uid)
{
    return setuid(uid);
}
