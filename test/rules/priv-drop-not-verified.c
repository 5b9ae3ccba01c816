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
//      ^^^^^^ hint: Without CAP_SETUID, setuid() succeeds and keeps the saved user id: use setresuid(), or test that setuid(0) fails.
        err(1, "setuid");
}

int become(const struct passwd *pw)
{
    int failed = setuid(pw->pw_uid);
//               ^^^^^^ hint: Without CAP_SETUID, setuid() succeeds and keeps the saved user id: use setresuid(), or test that setuid(0) fails.
    if (failed)
        return -1;
    return 0;
}

/* All three by name. */
void three(uid_t uid)
{
    if (setresuid(uid, uid, uid) < 0)
        err(1, "setresuid");
}

/* Looks at what came of it. */
void compared(uid_t uid)
{
    if (setuid(uid) < 0)
        err(1, "setuid");
    if (getuid() != uid || geteuid() != uid)
        abort();
}

/* Makes sure that there is no way back. */
void tried(uid_t uid)
{
    if (setuid(uid) < 0)
        err(1, "setuid");
    if (setuid(0) == 0)
        abort();
}

/* Up, not down. */
void as_root(void)
{
    if (setuid(0) < 0)
        err(1, "setuid");
}

/* Keeps what it needs on purpose. */
void keeping(uid_t uid)
{
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0 || setuid(uid) < 0)
        err(1, "setuid");
}

/* Somebody else's finding: nobody looks at all. */
void ignored(uid_t uid)
{
    setuid(uid);
}
