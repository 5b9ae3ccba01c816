#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#define SYSCALL_NR (offsetof(struct seccomp_data, nr))
#define ARCH_NR (offsetof(struct seccomp_data, arch))
#define VALIDATE_ARCHITECTURE \
    BPF_STMT(BPF_LD + BPF_W + BPF_ABS, ARCH_NR), \
    BPF_JUMP(BPF_JMP + BPF_JEQ + BPF_K, AUDIT_ARCH_X86_64, 1, 0), \
    BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_KILL_PROCESS)
#define ALLOW(name) \
    BPF_JUMP(BPF_JMP + BPF_JEQ + BPF_K, __NR_##name, 0, 1), \
    BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_ALLOW)

int unchecked(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD + BPF_W + BPF_ABS, SYSCALL_NR),
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The filter reads nr and never arch: a call of another ABI has other numbers. Compare arch first.
        ALLOW(read),
        ALLOW(exit_group),
        BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = { .len = 6, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* The macro of the file looks at the architecture. */
int checked(void)
{
    struct sock_filter filter[] = {
        VALIDATE_ARCHITECTURE,
        BPF_STMT(BPF_LD + BPF_W + BPF_ABS, SYSCALL_NR),
        ALLOW(read),
        BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = { .len = 7, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* A filter of packets has no architecture. */
int packets(int fd)
{
    struct sock_filter filter[] = {
        { 0x20, 0, 0, 0 },
        { 0x15, 0, 1, 8 },
        { 0x06, 0, 0, 0xffff },
        { 0x06, 0, 0, 0 },
    };
    struct sock_fprog program = { .len = 4, .filter = filter };
    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}

/* The same answer for every number. */
int all_of_them(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD + BPF_W + BPF_ABS, SYSCALL_NR),
        BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_LOG),
    };
    struct sock_fprog program = { .len = 2, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* It refuses nothing: a tracer is told of one call. */
int for_a_tracer(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD + BPF_W + BPF_ABS, SYSCALL_NR),
        BPF_JUMP(BPF_JMP + BPF_JEQ + BPF_K, __NR_gettid, 0, 1),
        BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_TRACE),
        BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { .len = 4, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
