//- /first.c set:err/wrong-errno=on
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int gone(pid_t child)
{
    return kill(child, 0) < 0 && errno == ECHILD;
//                               ^^^^^^^^^^^^^^^ hint: kill() on Linux never sets ECHILD: this branch is never taken.
}

int next(int fd)
{
    int other = dup(fd);
    if (other == -1) {
        if (errno == ENOENT)
//          ^^^^^^^^^^^^^^^ information: dup() on Linux never sets ENOENT: this branch is never taken.
            return 0;
        return -1;
    }
    return other;
}

/* Codes that these do set, or that anything may. */
int right(pid_t child, const char *path)
{
    int status;
    if (waitpid(child, &status, 0) == -1 && errno == ECHILD)
        return 0;
    if (kill(child, SIGTERM) < 0 && errno != ESRCH)
        return 1;
    if (mkdir(path, 0700) < 0 && errno != EEXIST && errno != EROFS)
        return 2;
    if (close(child) < 0 && errno == EINTR)
        return 3;
    return rmdir(path) < 0 && (errno == ENOTEMPTY || errno == EEXIST);
}

/* A device may say anything. */
int device(int fd, char *to)
{
    if (read(fd, to, 1) < 0 && errno == ENODEV)
        return 1;
    return 0;
}
//- /off.c
#include <errno.h>
#include <signal.h>

/* Only where somebody asks for it. */
int gone(pid_t child)
{
    return kill(child, 0) == -1 && errno == ECHILD;
}
