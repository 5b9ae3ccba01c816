#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>
#define SHARED (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)

int changed(const char *path, int fd, int dir)
{
    mode_t everyone = 0777;
    chmod(path, 0666);
//              ^^^^ warning: chmod() with 0666 lets every user of the machine write: use 0644.
    chmod(path, everyone);
//              ^^^^^^^^ warning: chmod() with 0777 lets every user of the machine write: use 0755.
    fchmod(fd, SHARED);
//             ^^^^^^ warning: fchmod() with 0666 lets every user of the machine write: use 0644.
    fchmodat(dir, path, 0722, 0);
//                      ^^^^ warning: fchmodat() with 0722 lets every user of the machine write: use 0700.
    return syscall(SYS_fchmod, fd, 0666);
//                                 ^^^^ warning: fchmod() with 0666 lets every user of the machine write: use 0644.
}

int unmasked(const char *path)
{
    umask(0);
    mkdir(path, 0777);
//              ^^^^ warning: umask is 0 here, so 0777 lets every user of the machine write: use 0755.
    return open(path, O_WRONLY | O_CREAT, 0666);
//                                        ^^^^ warning: umask is 0 here, so 0666 lets every user of the machine write: use 0644.
}

int program(const char *path)
{
    return open(path, O_WRONLY | O_CREAT, 0777);
//                                        ^^^^ information: 0777 makes a data file executable, and writable for all where umask allows: use 0666.
}

int masked(const char *path, mode_t mode, int flags)
{
    /* The mask is for these; sticky; unknown; no creation. */
    int fd = open(path, O_WRONLY | O_CREAT, 0666);
    mkdir(path, 0777);
    mkdir(path, 01777);
    chmod(path, 01777);
    chmod(path, mode | S_IWOTH);
    chmod(path, 0775);
    open(path, O_RDONLY, 0777);
    open(path, flags, 0777);
    return fd;
}

int masked_again(const char *path, int more)
{
    mode_t old = umask(0);
    mkdir(path, 0755);
    umask(old);
    if (more)
        umask(022);
    return mkdir(path, 0777);
}

int one_way(const char *path, int daemon)
{
    if (daemon)
        umask(0);
    return mkdir(path, 0777);
}

/* Everyone may connect, or play; everyone may write to the device; the file goes next. */
int listening(const struct sockaddr_un *addr)
{
    return chmod(addr->sun_path, 0666);
}

int device(const char *path)
{
    if (mknod(path, S_IFCHR | 0666, 0) < 0)
        return -1;
    return chmod(path, 0666) + chmod("/dev/fuse", 0666);
}

int playing(const char *path)
{
    return mkfifo(path, 0600) < 0 ? -1 : chmod(path, 0666);
}

int discard(const char *path)
{
    chmod(path, 0777);
    return unlink(path);
}

/* A terminal goes back to everyone; a socket takes whoever connects. */
void release(const char *tty, int pty_fd, char *line)
{
    chmod(tty, 0666);
    fchmod(pty_fd, 0666);
    chmod(line, 0666);
}

void listening_at(const struct sockaddr *addr, const char *name)
{
    mode_t mode = SHARED;
    if (addr->sa_family == AF_UNIX)
        chmod(name, mode);
}
