//- /a.c
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

#define MY_GETTID 186

long literal(int fd)
{
    long tid = syscall(186);
//                     ^^^ warning: 186 is gettid on x86_64, and other architectures number their calls differently: write SYS_gettid.
    syscall((long)3, fd);
//          ^^^^^^^ warning: 3 is close on x86_64, and other architectures number their calls differently: write SYS_close.
    syscall(0x1b0, fd);
//          ^^^^^ warning: 0x1b0 is fsmount on x86_64, and other architectures number their calls differently: write SYS_fsmount.
    return tid + syscall(9999);
//                       ^^^^ warning: 9999 is no system call on x86_64: write the SYS_ name of the call that is meant.
}

/* Named, here or by the headers. */
long named(int fd, long number)
{
    syscall(SYS_gettid);
    syscall(MY_GETTID);
    syscall(number, fd);
    return syscall(__NR_close, fd);
}

/* No such call anywhere: the answer is ENOSYS, which is what is asked for. */
long probe(void)
{
    return syscall(-1) + syscall(0xffff);
}

struct table {
    long (*syscall)(long number, ...);
};

/* Somebody else's function of that name. */
long member(const struct table *t)
{
    return t->syscall(39);
}
//- /arm.c arch:aarch64
#define _GNU_SOURCE
#include <unistd.h>

long arm(void)
{
    return syscall(39);
//                 ^^ warning: 39 is umount2 on aarch64, and other architectures number their calls differently: write SYS_umount2.
}

long other(void)
{
    return syscall(-1);
}
