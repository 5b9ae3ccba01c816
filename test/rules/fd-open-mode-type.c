#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>

static int xopen(const char *path, int flags, mode_t mode)
{
    return open(path, flags, mode);
}

int wrong(const char *path, const char *mode, double fraction)
{
    char text[8];
    struct stat st;
    int fd = open(path, O_WRONLY | O_CREAT, "w");
//                                          ^^^ error: The mode of open() is a number, not a string: write permission bits such as 0644.
    fd = open(path, O_WRONLY | O_CREAT, "0644");
//                                      ^^^^^^ error: The mode of open() is a number, not a string: write permission bits such as 0644.
    fd = openat(fd, path, O_WRONLY | O_CREAT, mode);
//                                            ^^^^ error: The mode of openat() is a number, not a pointer: write permission bits such as 0644.
    fd = open(path, O_WRONLY | O_CREAT, text);
//                                      ^^^^ error: The mode of open() is a number, not an array: write permission bits such as 0644.
    fd = open(path, O_WRONLY | O_CREAT, 0.5);
//                                      ^^^ error: The mode of open() is a number, not a fraction: write permission bits such as 0644.
    fd = open(path, O_WRONLY | O_CREAT, fraction);
//                                      ^^^^^^^^ error: The mode of open() is a number, not a fraction: write permission bits such as 0644.
    fd = open(path, O_WRONLY | O_CREAT, st);
//                                      ^^ error: The mode of open() is a number, not a structure: write permission bits such as 0644.
    fd = open(path, O_WRONLY | O_CREAT, &st);
//                                      ^^^ error: The mode of open() is a number, not an address: write permission bits such as 0644.
    /* The mode is not read here. */
    fd = open(path, O_RDONLY, "r");
//                            ^^^ hint: The mode of open() is a number, not a string: write permission bits such as 0644.
    return fd;
}

int right(const char *path, mode_t mode, const struct stat *st, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT, mode);
    /* A field, NULL for 0, what a pointer points to, a call, a character. */
    fd = open(path, O_WRONLY | O_CREAT, st->st_mode);
    fd = open(path, O_RDONLY, NULL);
    fd = open(path, O_WRONLY | O_CREAT, text[0]);
    fd = open(path, O_WRONLY | O_CREAT, *(const mode_t *)st);
    fd = xopen(path, O_WRONLY | O_CREAT, 0600);
    return fd;
}
