#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int of_a_pointer(int dir, const char *path, struct open_how *how)
{
    return syscall(SYS_openat2, dir, path, how, sizeof(how));
//                                              ^^^^^^^^^^^ error: 8 bytes are less than the first struct open_how (24): openat2 fails with EINVAL. Pass its sizeof.
}

int a_number(struct clone_args *args)
{
    return syscall(SYS_clone3, args, 32);
//                                   ^^ error: 32 bytes are less than the first struct clone_args (64): clone3 fails with EINVAL. Pass its sizeof.
}

int in_a_member(struct perf_event_attr *wanted)
{
    struct perf_event_attr attr = { .type = PERF_TYPE_SOFTWARE };

    attr.size = sizeof(wanted);
//              ^^^^^^^^^^^^^^ error: size is 8, less than the first struct perf_event_attr (64): perf_event_open fails with E2BIG. Set its sizeof.
    return syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

/* 0 stands for the first version there. */
int zero(void)
{
    struct perf_event_attr attr = { .type = PERF_TYPE_SOFTWARE, .size = 0 };
    return syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

int right(int dir, const char *path, struct open_how *how, size_t size)
{
    struct open_how own = { .flags = O_PATH };

    if (syscall(SYS_openat2, dir, path, how, size) >= 0)
        return 0;
    if (syscall(SYS_openat2, dir, path, &own, sizeof own) >= 0)
        return 0;
    return syscall(SYS_openat2, dir, path, how, sizeof(struct open_how));
}
