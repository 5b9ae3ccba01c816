//- /a.c set:mem/leak=information
#include <string.h>
#include <sys/mman.h>

struct header {
    int version;
    char name[16];
};
static void *kept;
void register_pages(void *p);

int version(int fd)
{
    struct header *h = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: h is neither unmapped nor kept, so its pages stay until the program ends: add munmap().
    if (h == MAP_FAILED)
        return -1;
    return h->version;
}

int compare(int fd, const char *with, size_t n)
{
    char *p;
    p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: p is neither unmapped nor kept, so its pages stay until the program ends: add munmap().
    if (p == MAP_FAILED)
        return -1;
    return memcmp(p, with, n);
}

/* Unmapped, returned, stored or given away. */
void *others(int fd, size_t n, char **out)
{
    char *a = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (a == MAP_FAILED)
        return NULL;
    munmap(a, n);
    kept = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    char *b = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    *out = b;
    char *c = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    register_pages(c);
    struct header *d = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    out[1] = d->name;
    char *e = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    return e + 16;
}

/* Lives as long as the program. */
int main(void)
{
    char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? 1 : p[0];
}
//- /off.c
#include <stddef.h>
#include <sys/mman.h>

/* Nobody asked for it. */
int first(int fd)
{
    char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    return p == MAP_FAILED ? -1 : p[0];
}
