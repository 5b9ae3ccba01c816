#define _GNU_SOURCE
#include <err.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

void to_caller(void)
{
    uid_t uid = getuid();

    if (setuid(uid) < 0)
//      ^^^^^^ hint: Without CAP_SETUID, setuid(getuid()) succeeds and keeps the saved id: use setresuid(), or test that it cannot be set.
        err(1, "setuid");
}

int in_place(void)
{
    int failed = setuid(getuid());
//               ^^^^^^ hint: Without CAP_SETUID, setuid(getuid()) succeeds and keeps the saved id: use setresuid(), or test that it cannot be set.
    if (failed)
        return -1;
    return 0;
}

/* To somebody else: without the capability this fails. */
int become(const struct passwd *pw)
{
    return setuid(pw->pw_uid);
}

/* All three by name. */
void three(void)
{
    uid_t uid = getuid();

    if (setresuid(uid, uid, uid) < 0)
        err(1, "setresuid");
}

/* Looks at what came of it. */
void compared(void)
{
    uid_t uid = getuid();

    if (setuid(uid) < 0)
        err(1, "setuid");
    if (getuid() != uid || geteuid() != uid)
        abort();
}

/* Makes sure that there is no way back. */
void tried(void)
{
    if (setuid(getuid()) < 0)
        err(1, "setuid");
    if (setuid(0) == 0)
        abort();
}

/* What is started has the effective id as its saved one. */
void shell(void)
{
    if (setuid(getuid()) < 0)
        err(1, "setuid");
    execl("/bin/sh", "sh", (char *)NULL);
}

/* Up, not down. */
void as_root(void)
{
    if (setuid(0) < 0)
        err(1, "setuid");
}

/* Keeps what it needs on purpose. */
void keeping(void)
{
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0 || setuid(getuid()) < 0)
        err(1, "setuid");
}

/* Somebody else's finding: nobody looks at all. */
void ignored(void)
{
    setuid(getuid());
}

/* The real user is the more privileged one here. */
void restore_user(void)
{
    if (setuid(getuid()) == -1)
        abort();
}
