#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int wrong(const char *path, int fd)
{
    mode_t tool = S_ISUID | S_IRWXU | S_IRWXG;
    chmod(path, 04775);
//              ^^^^^ warning: 04775: the group may change a program that runs with more rights than theirs: take write (020) away.
    fchmod(fd, 06777);
//             ^^^^^ warning: 06777: everyone may change a program that runs with more rights than theirs: take write (022) away.
    fchmod(fd, tool);
//             ^^^^ warning: 04770: the group may change a program that runs with more rights than theirs: take write (020) away.
    open(path, O_WRONLY | O_CREAT | O_EXCL, 04755);
//                                          ^^^^^ warning: open() creates it set-user-ID at once: create it with 0600, fill it, fchown, then fchmod.
    creat(path, 02755);
//              ^^^^^ warning: creat() creates it set-group-ID at once: create it with 0600, fill it, fchown, then fchmod.
    return open(path, O_WRONLY | O_CREAT, 02777);
//                                        ^^^^^ warning: 02777: everyone may change a program that runs with more rights than theirs: take write (02) away.
}

int right(const char *path, int fd, mode_t mode, int flags)
{
    /* Only the owner writes; a folder hands its group down; unknown bits; mandatory locks; nothing is created. */
    chmod(path, 04755);
    chmod(path, 02775);
    mkdir(path, 02777);
    fchmod(fd, mode | S_ISUID);
    open(path, flags, 04755);
    creat(path, 02644);
    open(path, O_RDONLY, 04755);
    return open(path, O_WRONLY | O_CREAT, 0755);
}
