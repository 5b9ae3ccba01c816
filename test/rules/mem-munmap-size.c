#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define POOL (64 * 1024)

long moved(int fd, size_t n)
{
    long count = 0;
    size_t left = n;
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    while (left-- > 0)
        if (*p++ == '\n')
            count++;
    munmap(p, n);
//         ^ warning: p has been moved on since mmap(): keep the address that it returned, and unmap that.
    return count;
}

int shorter(void)
{
    char *p = mmap(NULL, POOL, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    p[0] = 1;
    return munmap(p, 4096);
//                   ^^^^ warning: Of 65536 bytes mapped only 4096 are unmapped: pass the length that mmap() was given.
}

int longer(void)
{
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    return munmap(p, POOL);
//                   ^^^^ warning: 65536 bytes are unmapped of a mapping of 4096: what lies behind it goes too, pass 4096.
}

int changed(int fd, size_t n, int out)
{
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    size_t at = 0;
    while (n > 0) {
        ssize_t done = write(out, p + at, n);
        if (done < 0)
            break;
        at += done;
        n -= done;
    }
    return munmap(p, n);
//                   ^ warning: n is no longer what mmap() was given: keep the length of the mapping for munmap().
}

/* The address and length that were mapped, in whole pages. */
long right(int fd, size_t n)
{
    long count = 0;
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    char *c = p;
    while (c < p + n)
        count += *c++ == '\n';
    munmap(p, n);
    char *q = mmap(NULL, 100, PROT_READ, ANON, -1, 0);
    if (q == MAP_FAILED)
        return -1;
    return count;
}

int rounded(void)
{
    char *p = mmap(NULL, 100, PROT_READ, ANON, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    return munmap(p, 4096);
}

/* Cut to an aligned piece. */
char *aligned(size_t n, size_t align)
{
    char *p = mmap(NULL, n + align, PROT_READ | PROT_WRITE, ANON, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    size_t head = align - ((size_t)p & (align - 1));
    munmap(p, head);
    p += head;
    munmap(p + n, align - head);
    return p;
}

/* Moved on, with the beginning kept. */
int kept(int fd, size_t n)
{
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    char *start = p;
    p += 16;
    write(1, p, n - 16);
    return munmap(start, n);
}

int back(int fd, size_t n)
{
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    p += 16;
    write(1, p, n - 16);
    p -= 16;
    return munmap(p, n);
}

/* Two mappings side by side are unmapped as one. */
int ring(int fd)
{
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    if (mmap(p + 4096, 4096, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED)
        return -1;
    return munmap(p, 8192);
}

/* Another one by then. */
int again(int fd, size_t n)
{
    char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p != MAP_FAILED && p[0] == 0)
        p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 4096);
    if (p == MAP_FAILED)
        return -1;
    return munmap(p, n);
}
