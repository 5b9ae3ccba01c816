#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int one_member_missing(int dir, const char *path)
{
    struct open_how how;

    how.flags = O_RDONLY | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH;
    return syscall(SYS_openat2, dir, path, &how, sizeof(how));
//                                         ^^^^ 💡 error: The kernel reads mode of how, which nobody set: initialise how with zeros.
}

int never_zeroed(void)
{
    struct perf_event_attr attr;

    attr.type = PERF_TYPE_HARDWARE;
    attr.size = sizeof(attr);
    attr.config = PERF_COUNT_HW_CPU_CYCLES;
    return syscall(__NR_perf_event_open, &attr, 0, -1, -1, 0);
//                                       ^^^^^ 💡 error: The kernel reads all of attr, and the rest of it is never set: fill it with zeros first.
}

/* = {0} sets the first member of a union alone: no fix. */
int of_a_union(void)
{
    union bpf_attr attr;

    attr.map_type = BPF_MAP_TYPE_ARRAY;
    attr.max_entries = 1;
    return syscall(__NR_bpf, BPF_MAP_CREATE, &attr, sizeof(attr));
//                                           ^^^^^ error: The kernel reads all of attr, and the rest of it is never set: fill it with zeros first.
}

int designated(int dir, const char *path)
{
    struct open_how how = { .flags = O_PATH };
    return syscall(SYS_openat2, dir, path, &how, sizeof(how));
}

int filled(void)
{
    struct clone_args args;

    memset(&args, 0, sizeof(args));
    args.exit_signal = SIGCHLD;
    return syscall(SYS_clone3, &args, sizeof(args));
}

int assigned_whole(const struct mount_attr *wanted)
{
    struct mount_attr attr;

    attr = *wanted;
    return syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, &attr, sizeof(attr));
}

int all_members(int dir, const char *path)
{
    struct open_how how;

    how.flags = O_PATH;
    how.mode = 0;
    how.resolve = 0;
    return syscall(SYS_openat2, dir, path, &how, sizeof(how));
}

extern void prepare(struct open_how *how);

/* Another function may have filled it. */
int by_another(int dir, const char *path)
{
    struct open_how how;

    prepare(&how);
    return syscall(SYS_openat2, dir, path, &how, sizeof(how));
}

/* Static objects are zero. */
int static_object(int dir, const char *path)
{
    static struct open_how how;
    return syscall(SYS_openat2, dir, path, &how, sizeof(how));
}

int of_the_caller(int dir, const char *path, struct open_how *how)
{
    return syscall(SYS_openat2, dir, path, how, sizeof(*how));
}
