#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define ARCH \
    LOAD(arch), \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0), \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define ON(name, action) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), \
    BPF_STMT(BPF_RET | BPF_K, action)
#define END(action) BPF_STMT(BPF_RET | BPF_K, action)

int deny_list(void)
{
    struct sock_filter filter[] = {
        ARCH,
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        END(SECCOMP_RET_KILL_PROCESS),
        ON(open, SECCOMP_RET_ERRNO | EACCES),
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The filter refuses open and lets openat, openat2 through, which can do the same: refuse them as well.
        ON(mprotect, SECCOMP_RET_ERRNO | EACCES),
        ON(pkey_mprotect, SECCOMP_RET_ERRNO | EACCES),
        END(SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { .len = 13, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int allow_list(void)
{
    struct sock_filter filter[] = {
        ARCH,
        LOAD(nr),
        ON(read, SECCOMP_RET_ALLOW),
        ON(clone, SECCOMP_RET_ALLOW),
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: The filter allows clone and refuses clone3, which glibc 2.34 makes instead: allow it, or answer ENOSYS.
        ON(openat, SECCOMP_RET_ALLOW),
        END(SECCOMP_RET_ERRNO | EPERM),
    };
    struct sock_fprog program = { .len = 11, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* clone3 says that it is not there: the library goes back to clone. */
int with_enosys(void)
{
    struct sock_filter filter[] = {
        ARCH,
        LOAD(nr),
        ON(clone, SECCOMP_RET_ALLOW),
        ON(clone3, SECCOMP_RET_ERRNO | ENOSYS),
        END(SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = { .len = 9, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* Refused for some arguments only. */
int by_argument(void)
{
    struct sock_filter filter[] = {
        ARCH,
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mprotect, 0, 3),
        LOAD(args[2]),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 4, 0, 1),
        END(SECCOMP_RET_ERRNO | EACCES),
        END(SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { .len = 9, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* A stand-in for headers that do not know the call yet: these do. */
#ifndef __NR_execveat
#define __NR_execveat -1
#endif
int with_stand_in(void)
{
    struct sock_filter filter[] = {
        ARCH,
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 1, 0),
        END(SECCOMP_RET_ALLOW),
        END(SECCOMP_RET_ERRNO | EACCES),
    };
    struct sock_fprog program = { .len = 8, .filter = filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
