//- /first.c set:fd/short-io=on
#include <sys/socket.h>
#include <unistd.h>

int put(int fd, const char *text, size_t n)
{
    if (write(fd, text, n) < 0)
//      ^^^^^^^^^^^^^^^^^^ information: write() may transfer less than asked for: compare its result with the length, or loop.
        return -1;
    return send(fd, text, n, 0) == -1 ? -1 : 0;
//         ^^^^^^^^^^^^^^^^^^^^ information: send() may transfer less than asked for: compare its result with the length, or loop.
}

int get(int fd, int *to)
{
    if (read(fd, to, sizeof *to) >= 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^ information: read() may transfer less than asked for: compare its result with the length, or loop.
        return 0;
    return -1;
}

/* Compared with the length, kept, or a single byte. */
long right(int fd, char *to, size_t n)
{
    if (write(fd, to, n) != (ssize_t)n)
        return -1;
    if (write(fd, "x", 1) < 0)
        return -1;
    if (recv(fd, to, n, 0) <= 0)
        return -1;
    ssize_t got = read(fd, to, n);
    return got < 0 ? -1 : got;
}
//- /off.c
#include <unistd.h>

/* Only where somebody asks for it. */
int put(int fd, const char *text, size_t n)
{
    return write(fd, text, n) < 0 ? -1 : 0;
}
