#define _GNU_SOURCE
#include <stdint.h>
#include <sys/types.h>
#include <unistd.h>

struct file {
    int size;
};

int sizes(int fd, off_t where, int n)
{
    int size = lseek(fd, 0, SEEK_END);
//             ^^^^^^^^^^^^^^^^^^^^^^ warning: size is an int, and lseek() returns off_t: from 2 GiB on it is another number; use off_t.
    unsigned now;
    static uint32_t later;
    int rc, end;
    now = lseek(fd, 0, SEEK_CUR);
//        ^^^^^^^^^^^^^^^^^^^^^^ warning: now is an unsigned, and lseek() returns off_t: from 2 GiB on it is another number; use off_t.
    if ((rc = lseek(fd, where, SEEK_SET)) == -1)
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: rc is an int, and lseek() returns off_t: from 2 GiB on it is another number; use off_t.
        return -1;
    end = lseek64(fd, 0, SEEK_END);
//        ^^^^^^^^^^^^^^^^^^^^^^^^ warning: end is an int, and lseek64() returns off_t: from 2 GiB on it is another number; use off_t.
    later = lseek(fd, n, SEEK_CUR);
//          ^^^^^^^^^^^^^^^^^^^^^^ warning: later is an uint32_t, and lseek() returns off_t: from 2 GiB on it is another number; use off_t.
    return size + now + later + end;
}

static int position(int fd)
{
    return lseek(fd, 0, SEEK_CUR);
//         ^^^^^^^^^^^^^^^^^^^^^^ warning: position() returns int, and lseek() off_t: from 2 GiB on it is another number; use off_t.
}

off_t wide(int fd, struct file *f, off_t where, int small_offset)
{
    off_t size = lseek(fd, 0, SEEK_END);
    long now = lseek(fd, 0, SEEK_CUR);
    int64_t end = lseek(fd, 0, SEEK_END);
    /* Back to a known place, or to one that an int holds; only tested; a cast; a field, whose type is not read; the file's own function. */
    int start = lseek(fd, 0, SEEK_SET);
    int head = lseek(fd, 512, SEEK_SET);
    int near = lseek(fd, small_offset, SEEK_SET);
    int failed = lseek(fd, where, SEEK_SET) < 0;
    int small = (int)lseek(fd, 0, SEEK_END);
    f->size = lseek(fd, 0, SEEK_END);
    if (lseek(fd, where, SEEK_SET) == (off_t)-1)
        return -1;
    int n = position(fd);
    int got = read(fd, f, sizeof *f);
    return lseek(fd, size + now + end + start + head + near + failed + small + n + got, SEEK_SET);
}
