#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

int wrong(int fd, void *p, size_t n)
{
    int failed = madvise(p, n, MADV_SEQUENTIAL | MADV_WILLNEED);
//                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: MADV_WILLNEED and MADV_SEQUENTIAL are numbers, not bits: madvise() reads the two as MADV_WILLNEED. Make two calls.
    failed |= madvise(p, n, MADV_DONTNEED | MADV_NOHUGEPAGE);
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: MADV_DONTNEED and MADV_NOHUGEPAGE are numbers, not bits: madvise() reads the two as MADV_NOHUGEPAGE. Make two calls.
    failed |= socket(AF_INET, SOCK_STREAM | SOCK_DGRAM, 0) < 0;
//                            ^^^^^^^^^^^^^^^^^^^^^^^^ warning: SOCK_STREAM and SOCK_DGRAM are numbers, not bits: socket() reads the two as SOCK_RAW. Make two calls.
    failed |= lseek(fd, 0, SEEK_CUR | SEEK_END) < 0;
//                         ^^^^^^^^^^^^^^^^^^^ warning: SEEK_CUR and SEEK_END are numbers, not bits: lseek() reads the two as SEEK_DATA. Make two calls.
    return failed || socket(AF_INET | AF_INET6, SOCK_STREAM, 0) < 0;
//                          ^^^^^^^^^^^^^^^^^^ warning: AF_INET and AF_INET6 are numbers, not bits: socket() reads the two as AF_INET6. Make two calls.
}

int right(int fd, void *p, size_t n, int more, struct sched_param *param)
{
    int failed = madvise(p, n, MADV_SEQUENTIAL);
    /* Flags beside a value, a variable, a value that is 0. */
    failed |= socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) < 0;
    failed |= madvise(p, n, MADV_SEQUENTIAL | more);
    failed |= sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, param);
    return failed || open("x", O_RDWR | O_CLOEXEC) < 0;
}
