/* A tour of Syscall Lens: point at names and flags, type new ones, follow the squiggles. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

/* As it should be. Point at mmap, at a flag, at ENOMEM. */
static void *reserve(size_t size) {
  int prot = PROT_READ | PROT_WRITE;
  void *area = mmap(NULL, size, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (area == MAP_FAILED && errno == ENOMEM)
    fprintf(stderr, "no room for %zu bytes\n", size);
  return area;
}

/* The same call in numbers: point at 3 and at 0x22. */
static void *reserve_in_numbers(size_t size) {
  return mmap(NULL, size, 3, 0x22, -1, 0);
}

/* Memory for a just-in-time compiler, writable and executable at once. */
static void *code_buffer(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE | PROT_EXEC,
              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* mmap never returns NULL on failure: the quick fix knows what it returns. */
static int store(size_t size) {
  int *numbers = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (numbers == NULL)
    return -1;
  numbers[0] = 1;
  return 0;
}

/* MAP_FIXED takes away whatever lies at that address. */
static void *place(size_t size) {
  void *at = (void *)0x100000000;
  void *area = mmap(at, size, PROT_READ, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return area == MAP_FAILED ? NULL : area;
}

int main(void) {
  size_t size = 1 << 20;
  void *areas[] = {reserve(size), reserve_in_numbers(size), code_buffer(size), place(size)};
  for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++)
    munmap(areas[i], size);
  return store(size);
}
