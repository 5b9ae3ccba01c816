//- /a.c
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#define MODE 0755

int modes(void)
{
    umask(0666);
//        ^^^^ warning: umask(0666) takes permissions away from the owner; for files of 0666 write umask(0111).
    umask(0644);
//        ^^^^ warning: umask(0644) takes permissions away from the owner; for files of 0644 write umask(0133).
    umask(MODE);
//        ^^^^ warning: umask(0755) takes permissions away from the owner; for files of 0755 write umask(022).
    umask(S_IRUSR | S_IWUSR);
//        ^^^^^^^^^^^^^^^^^ warning: umask(0600) takes permissions away from the owner; for files of 0600 write umask(0177).
    return 0;
}

FILE *log_file(const char *path)
{
    umask(0);
//        ^ warning: With umask(0) fopen() creates a file that everyone may write: use umask(077) or umask(022).
    FILE *f = fopen(path, "a");
    return f;
}

int listening(int fd, const struct sockaddr_un *addr)
{
    umask(0);
//        ^ warning: With umask(0) bind() creates a file that everyone may write: use umask(077) or umask(022).
    return bind(fd, (const struct sockaddr *)addr, sizeof *addr);
}

int masks(mode_t m)
{
    umask(022);
    umask(077);
    umask(0177);
    umask(S_IWGRP | S_IWOTH);
    umask(~0644);
    umask(m);
    return 0;
}

/* A look at the mask; a short change; the mask comes back before the file. */
FILE *looks(const char *path)
{
    mode_t old = umask(0777);
    umask(old);
    old = 0666 & ~umask(0666);
    umask(old);
    old = umask(0);
    umask(old);
    umask(0);
    umask(022);
    return fopen(path, "w");
}

/* Each file has its mode; reading creates nothing. */
int modes_given(const char *path)
{
    umask(0);
    fopen(path, "r");
    return open(path, O_WRONLY | O_CREAT, 0600);
}
//- /named.c set:fd/umask-confusion=on
#include <sys/stat.h>

void daemonise(void)
{
    umask(0);
//        ^ hint: umask(0) takes nothing away: every file now gets exactly the mode it is created with.
    umask(022);
}
