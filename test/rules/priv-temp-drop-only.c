#define _GNU_SOURCE
#include <err.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int run_as(uid_t uid, char *const argv[])
{
    if (seteuid(uid) < 0)
//      ^^^^^^^ hint: seteuid() leaves the real user id, so what execvp() starts can go back to it: use setresuid().
        return -1;
    execvp(argv[0], argv);
    return -1;
}

void child_as(uid_t uid, const char *path)
{
    switch (fork()) {
    case 0:
        if (setresuid(-1, uid, -1) != 0)
//          ^^^^^^^^^ hint: setresuid() leaves the real user id, so what execl() starts can go back to it: use setresuid().
            _exit(1);
        execl(path, path, (char *)NULL);
        _exit(127);
    default:
        wait(NULL);
    }
}

/* The real id is the unprivileged one. */
int to_caller(char *const argv[])
{
    if (seteuid(getuid()) < 0)
        return -1;
    execv(argv[0], argv);
    return -1;
}

/* For good. */
int for_good(uid_t uid, char *const argv[])
{
    if (setresuid(uid, uid, uid) < 0)
        return -1;
    execv(argv[0], argv);
    return -1;
}

/* Laid aside for one thing, then given up. */
int in_two_steps(uid_t uid, const char *pidfile, char *const argv[])
{
    if (seteuid(uid) < 0)
        return -1;
    if (unlink(pidfile) < 0)
        warn("unlink");
    if (seteuid(0) < 0 || setuid(uid) < 0)
        return -1;
    execv(argv[0], argv);
    return -1;
}

/* Perhaps not at all. */
int perhaps(uid_t uid, char *const argv[])
{
    if (uid != 0 && seteuid(uid) < 0)
        return -1;
    execv(argv[0], argv);
    return -1;
}

/* Starts nothing. */
int remove_as(uid_t uid, const char *path)
{
    if (seteuid(uid) < 0)
        return -1;
    return unlink(path);
}
