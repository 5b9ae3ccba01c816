//- /a.c
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define STACK_SIZE (64 * 1024)

int child(void *arg);

int low_ends(void *arg)
{
    char *heap = malloc(STACK_SIZE);
    void *map = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    char automatic[4096];
    static unsigned char kept[16384];
    static uint64_t words[2048];
    void *aligned;
    if (heap == NULL || map == MAP_FAILED || posix_memalign(&aligned, 16, STACK_SIZE) != 0)
        return -1;
    clone(child, heap, SIGCHLD, arg);
//               ^^^^ error: The stack grows down and heap is the low end of its block: pass heap plus the size.
    clone(child, map, CLONE_VM | SIGCHLD, arg);
//               ^^^ error: The stack grows down and map is the low end of its block: pass map plus the size.
    clone(child, automatic, SIGCHLD, arg);
//               ^^^^^^^^^ error: The stack grows down and automatic is the low end of its block: pass automatic plus the size.
    clone(child, (void *)kept, SIGCHLD, arg);
//               ^^^^^^^^^^^^ error: The stack grows down and kept is the low end of its block: pass kept plus the size.
    clone(child, words, SIGCHLD, arg);
//               ^^^^^ error: The stack grows down and words is the low end of its block: pass words plus the size.
    clone(child, &kept[0], SIGCHLD, arg);
//               ^^^^^^^^ error: The stack grows down and &kept[0] is the low end of its block: pass &kept[0] plus the size.
    clone(child, aligned, SIGCHLD, arg);
//               ^^^^^^^ error: The stack grows down and aligned is the low end of its block: pass aligned plus the size.
    return clone(&child, malloc(8192), SIGCHLD, arg);
//                       ^^^^^^^^^^^^ error: The stack grows down and malloc(8192) is the low end of its block: pass malloc(8192) plus the size.
}

int nothing(void *arg)
{
    void *stack = NULL;
    if (clone(child, NULL, SIGCHLD, arg) < 0)
//                   ^^^^ error: clone() without a stack fails with EINVAL: pass the high end of a block of memory.
        return -1;
    return clone(child, stack, SIGCHLD, arg);
//                      ^^^^^ error: clone() without a stack fails with EINVAL: pass the high end of a block of memory.
}

int high_ends(void *arg, char *given, size_t size)
{
    char *heap = malloc(STACK_SIZE), *top;
    char automatic[4096];
    void *map = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0);
    if (heap == NULL || map == MAP_FAILED)
        return -1;
    top = heap + STACK_SIZE;
    clone(child, heap + STACK_SIZE, SIGCHLD, arg);
    clone(child, top, SIGCHLD, arg);
    clone(child, automatic + sizeof automatic, SIGCHLD, arg);
    clone(child, &automatic[sizeof automatic], SIGCHLD, arg);
    /* The caller knows. */
    clone(child, given, SIGCHLD, arg);
    clone(child, given + size, SIGCHLD, arg);
    /* The kernel makes room below. */
    clone(child, map, SIGCHLD, arg);
    heap += STACK_SIZE;
    clone(child, heap, SIGCHLD, arg);
    /* Like fork(): the child goes on with a copy of this stack. */
    return (int)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

#ifdef __hppa__
int upwards(void *arg)
{
    char *stack = malloc(STACK_SIZE);
    return stack == NULL ? -1 : clone(child, stack, SIGCHLD, arg);
}
#endif
//- /parisc.c arch:parisc
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>

int child(void *arg);

/* The stack grows upwards. */
int start(void *arg)
{
    char *stack = malloc(65536);
    return stack == NULL ? -1 : clone(child, stack, CLONE_VM, arg);
}
