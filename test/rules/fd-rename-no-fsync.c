//- /first.c set:fd/rename-no-fsync=on
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int save(const char *tmp, const char *path, const char *text, size_t n)
{
    int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    ssize_t done = write(fd, text, n);
    if (close(fd) < 0 || done != (ssize_t)n)
        return -1;
    return rename(tmp, path);
//         ^^^^^^^^^^^^^^^^^ information: After a crash the new file may be empty: fsync() the descriptor before rename().
}

int synced(const char *tmp, const char *path, const char *text, size_t n)
{
    int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    if (write(fd, text, n) != (ssize_t)n || fdatasync(fd) < 0 || close(fd) < 0)
        return -1;
    return rename(tmp, path);
}

/* Another file, or one that was only read. */
int moved(const char *from, const char *to, const char *log)
{
    int fd = open(log, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, "x", 1) != 1)
        return -1;
    close(fd);
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in >= 0)
        close(in);
    return rename(from, to);
}
//- /off.c
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* Only where somebody asks for it. */
int save(const char *tmp, const char *path)
{
    int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, "x", 1) != 1)
        return -1;
    return rename(tmp, path);
}
