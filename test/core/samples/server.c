/* A small server, written for tests: conditions, tables, macros and half of what programs do with descriptors. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

#define RETRY(call) \
  ({                \
    long r_;        \
    do              \
      r_ = (call);  \
    while (r_ == -1 && errno == EINTR); \
    r_;             \
  })
#define ROUND(n) (((n) + 4095) & ~(size_t)4095)

struct pool {
  char *start, *end;
  int (*munmap)(void *, size_t);
};

static const struct pool_ops {
  void *(*mmap)(size_t n);
  const char *name;
} ops[] = {
  { .mmap = 0, .name = "none, (really)" },
  [3] = { .name = "\"quoted\", ',' and )" },
};

static void *map(struct pool *pool, size_t n, int shared)
{
  void *p = mmap(pool->end, ROUND(n), /* both, always */ PROT_READ | PROT_WRITE,
                 (shared ? MAP_SHARED : MAP_PRIVATE) | MAP_ANONYMOUS
#ifdef MAP_POPULATE
                   | MAP_POPULATE
#endif
                 ,
                 -1, 0);
  if (p == MAP_FAILED)
    return NULL;
  if (madvise(p, n, (n > 1 << 21) ? MADV_HUGEPAGE : MADV_NOHUGEPAGE) < 0 && errno != EINVAL) {
    munmap(p, ROUND(n));
    return NULL;
  }
  pool->munmap(p, n);
  return p;
}

int serve(int port, struct sockaddr *addr, socklen_t size)
{
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1, epoll;
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) < 0)
    return -1;
  for (int i = 0; bind(fd, addr, size) < 0; i++)
    if (i > 3 || errno != EADDRINUSE)
      goto out;
  if ((epoll = epoll_create1(EPOLL_CLOEXEC)) < 0)
    goto out;
  struct epoll_event event = { .events = EPOLLIN | EPOLLET, .data = { .fd = fd } };
  switch (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event)) {
  case 0:
    break;
  default:
    close(epoll);
    goto out;
  }
  while (RETRY(epoll_wait(epoll, &event, 1, -1)) > 0) {
    int client = accept4(fd, (struct sockaddr *)&(struct sockaddr_storage){ 0 }, &(socklen_t){ 128 },
                         SOCK_CLOEXEC | SOCK_NONBLOCK);
    int log = openat(AT_FDCWD, "/var/log/a,b(c)", O_WRONLY | O_CREAT | O_APPEND, 0600);
    (void)write(log, "x)\\", sizeof "x)\\" - 1);
    (void)syscall(SYS_close, client);
    syscall(__NR_mprotect, ops, ROUND(1), PROT_READ);
  }
out:
  return close(fd), -1;
}
