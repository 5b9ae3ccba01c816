#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#define NR offsetof(struct seccomp_data, nr)
#define LOAD(field) BPF_STMT(BPF_LD + BPF_W + BPF_ABS, field)
#define ALLOW(name) \
    BPF_JUMP(BPF_JMP + BPF_JEQ + BPF_K, __NR_##name, 0, 1), \
    BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_ALLOW)
#define KILL BPF_STMT(BPF_RET + BPF_K, SECCOMP_RET_KILL_PROCESS)

/* An instruction was taken out at the end. */
int too_far(void)
{
    struct sock_filter filter[] = {
        LOAD(NR),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ptrace, 0, 2),
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This jumps 2 ahead, past the last of 4 instructions: the kernel refuses the filter with EINVAL.
        KILL,
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { .len = 4, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* Macros of the file stand for two instructions each. */
int through_macros(void)
{
    struct sock_filter filter[] = { LOAD(NR), ALLOW(read), ALLOW(write), KILL };
    struct sock_fprog program;

    program.len = sizeof(filter) / sizeof(filter[0]);
    program.filter = filter;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* Plain numbers, an unconditional jump. */
static struct sock_filter plain[] = {
    { 0x20, 0, 0, 0 },
    { 0x05, 0, 0, 1 },
//  ^^^^^^^^^^^^^^^^^ error: This jumps 1 ahead, past the last of 3 instructions: the kernel refuses the filter with EINVAL.
    { 0x06, 0, 0, 0x7fff0000 },
};
static struct sock_fprog plain_program = { 3, plain };

/* A piece: it is copied into a longer program, where the jump ends well. */
static struct sock_filter piece[] = {
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ptrace, 5, 0),
};

/* What lies between the branches depends on the headers: not judged. */
static struct sock_filter some[] = {
    LOAD(NR),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_read, 2, 0),
#ifdef __NR_openat2
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_openat2, 1, 0),
#endif
    KILL,
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};
static struct sock_fprog some_program = { sizeof(some) / sizeof(*some), some };

const void *all[] = { &plain_program, piece, &some_program };
