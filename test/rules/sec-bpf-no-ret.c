#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

int forgotten(int fd)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0),
        BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 64, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0xffff),
        BPF_STMT(BPF_LD | BPF_IMM, 0),
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: The last instruction is no BPF_RET: the kernel refuses the filter with EINVAL. End it with a return.
    };
    struct sock_fprog program = { .len = 4, .filter = code };
    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}

/* The accumulator is returned: that is a return as well. */
int accumulator(int fd)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0),
        BPF_STMT(BPF_RET | BPF_A, 0),
    };
    struct sock_fprog program = { .len = 2, .filter = code };
    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}

/* Pieces of a program need no end of their own. */
int in_pieces(struct sock_filter *out)
{
    struct sock_filter head[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    };
    struct sock_filter tail[] = { BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW) };

    memcpy(out, head, sizeof(head));
    memcpy(out + 1, tail, sizeof(tail));
    struct sock_fprog program = { .len = 2, .filter = out };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
