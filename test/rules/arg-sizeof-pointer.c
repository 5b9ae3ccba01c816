#define _GNU_SOURCE
#include <linux/openat2.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct message {
    int kind;
    char text[60];
};

int wrong(int fd, char buffer[512], struct message *m, struct open_how *how)
{
    void *p = mmap(NULL, 65536, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int failed = read(fd, buffer, sizeof(buffer)) < 0;
//                                ^^^^^^^^^^^^^^ warning: buffer is a parameter, so sizeof(buffer) is the size of a pointer: pass the length along.
    failed |= write(fd, m, sizeof m) < 0;
//                         ^^^^^^^^ warning: sizeof(m) is the size of a pointer: write() gets that many bytes, not those of the buffer.
    failed |= write(fd, (char *)m, (size_t)sizeof(m)) < 0;
//                                 ^^^^^^^^^^^^^^^^^ warning: sizeof(m) is the size of a pointer: write() gets that many bytes, not those of the buffer.
    failed |= syscall(SYS_openat2, fd, "name", how, sizeof(how)) < 0;
//                                                  ^^^^^^^^^^^ warning: sizeof(how) is the size of a pointer: openat2() gets that many bytes, not those of the buffer.
    return failed || munmap(p, sizeof(p));
//                             ^^^^^^^^^ warning: sizeof(p) is the size of a pointer: munmap() gets that many bytes, not those of the buffer.
}

int right(int fd, struct message *m, char **names, size_t n)
{
    char buffer[512];
    struct message local = *m;
    int failed = read(fd, buffer, sizeof(buffer)) < 0;
    failed |= write(fd, m, sizeof(*m)) < 0;
    failed |= write(fd, &local, sizeof(local)) < 0;
    /* The pointer itself is sent; an element of pointers has the same size; another object is measured. */
    failed |= write(fd, &m, sizeof(m)) < 0;
    failed |= write(fd, names, sizeof(names)) < 0;
    failed |= write(fd, m, sizeof(names)) < 0;
    {
        struct message inner[2];
        struct message *names = inner;
        failed |= write(fd, names, sizeof(names)) < 0;
    }
    return failed || write(fd, m, n) < 0;
}
//- /b.cc lang:cpp
#include <sys/types.h>
#include <unistd.h>

struct Header {
    int kind;
    int size;
};

bool send_header(int fd, const Header *header, const Header &other)
{
    return ::write(fd, header, sizeof(header)) == sizeof(header) && ::write(fd, &other, sizeof(other)) > 0;
//                             ^^^^^^^^^^^^^^ warning: sizeof(header) is the size of a pointer: write() gets that many bytes, not those of the buffer.
}
