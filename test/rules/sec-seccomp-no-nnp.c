#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

extern struct sock_fprog program;

int main(void)
{
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Without PR_SET_NO_NEW_PRIVS this fails with EACCES unless the caller has CAP_SYS_ADMIN: set it before.
        return 1;
    return 0;
}

/* A caller may have set it. */
int later(void)
{
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Without PR_SET_NO_NEW_PRIVS this fails with EACCES unless the caller has CAP_SYS_ADMIN: set it before.
}

/* Asks whether filters exist; the strict mode needs no privilege. */
int questions(void)
{
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) == 0)
        return 1;
    if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0)
        return 2;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0);
}
//- /right.c
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

extern struct sock_fprog program;

int main(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return 1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
