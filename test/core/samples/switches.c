/* Switches and odd layout, written for tests: what the preprocessor does inside of calls. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAP_IT(n, prot) \
  mmap(NULL, (n), (prot), \
       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
#define OPEN(path, how) open(path, (how) | O_CLOEXEC)
#ifdef HAVE_HUGE
#define HUGE MAP_HUGETLB
#else
#define HUGE 0
#endif

static int xopen(const char *path,
                 int how)
{
  return open(path, how |
#ifdef O_CLOEXEC
                        O_CLOEXEC
#else
                        0
#endif
  );
}

void *map(size_t n, int fd)
{
  void *p = mmap(NULL, n,
#if defined(READ_ONLY)
                 PROT_READ,
#elif defined(WRITE_ONLY)
                 PROT_WRITE,
#else
                 PROT_READ | PROT_WRITE,
#endif
                 MAP_SHARED | HUGE, fd, 0);
  return p == MAP_FAILED ? MAP_IT(n, PROT_READ) : p;
}

int listen_on(int kind, char *name)
{
  int s = socket(AF_UNIX, SOCK_STREAM
#ifdef SOCK_CLOEXEC
                 | SOCK_CLOEXEC
#endif
                 , 0);
  int fd = xopen("a,b(" "c\")", O_RD\
WR | /* , ) */ O_CREAT);
#if 0
  broken(mmap(1, 2
#endif
  if (kind == ',' || kind == '(')
    fd = OPEN(name, O_RDONLY); // write(1,
  return fcntl(s, F_SETFL, fcntl(s, F_GETFL) | O_NONBLOCK) + \
         fcntl(fd, F_SETFD, FD_CLOEXEC);
}

#ifdef ONE
int last(int fd, int n) {
#else
int last(int fd) {
  int n = 1;
#endif
  return madvise((void *)0, (size_t)n, (n > 1 ? MADV_DONTNEED : MADV_FREE)) || close(fd);
}
