#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#define SOCKET "/run/service/control"

struct config {
    char *socket;
};

int attach(int fd, const char *path)
{
    struct sockaddr_un addr = { .sun_family = AF_UNIX };

    strcpy(addr.sun_path, path);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: strcpy() writes beyond the 108 bytes of sun_path when the path is longer: check its length first.
    return connect(fd, (struct sockaddr *)&addr, sizeof(addr));
}

/* Counted, not compared. */
int counted(int fd, const char *path)
{
    struct sockaddr_un addr = { .sun_family = AF_UNIX };

    strcpy(addr.sun_path, path);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: strcpy() writes beyond the 108 bytes of sun_path when the path is longer: check its length first.
    return connect(fd, (struct sockaddr *)&addr, sizeof(addr.sun_family) + strlen(path));
}

void from_config(struct sockaddr_un *addr, const struct config *c, const char *name)
{
    strcpy(addr->sun_path, c->socket);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: strcpy() writes beyond the 108 bytes of sun_path when the path is longer: check its length first.
    sprintf(addr->sun_path, "/run/%d/%s", 7, name);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: sprintf() writes beyond the 108 bytes of sun_path when the path is longer: check its length first.
    const char *home = getenv("AGENT_SOCKET");
    if (home)
        strcpy(addr->sun_path, home);
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: strcpy() writes beyond the 108 bytes of sun_path when the path is longer: check its length first.
}

void sized(struct sockaddr_un *addr, const char *path)
{
    strncpy(addr->sun_path, path, 256);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: strncpy() may write 256 bytes, and sun_path has 108: give it sizeof(addr.sun_path).
    snprintf(addr->sun_path, 128, "%s.sock", path);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: snprintf() may write 128 bytes, and sun_path has 108: give it sizeof(addr.sun_path).
}

void open_end(struct sockaddr_un *addr, const char *path)
{
    strncpy(addr->sun_path, path, sizeof(addr->sun_path));
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: A path of 108 characters leaves sun_path without a final 0: copy one less, and refuse longer paths.
}

void too_long(struct sockaddr_un *addr)
{
    strcpy(addr->sun_path, "/var/lib/service/a-directory-with-a-very-long-name/another-one-below-it/and-then-some-more/control-socket-00001");
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: sun_path has 108 bytes and this path has 112 with its final 0: choose a shorter one.
}

/* Short ones, and lengths that were looked at. */
int right(struct sockaddr_un *addr, const char *path)
{
    strcpy(addr->sun_path, SOCKET);
    sprintf(addr->sun_path, "/run/service/%d", 12);
    if (strlen(path) >= sizeof(addr->sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(addr->sun_path, path);
    return 0;
}

int measured(struct sockaddr_un *addr, const char *path, size_t room)
{
    size_t length = strlen(path);

    if (length + 1 > room)
        return -1;
    strcpy(addr->sun_path, path);
    return 0;
}

int cut(struct sockaddr_un *addr, const char *path)
{
    strncpy(addr->sun_path, path, sizeof(addr->sun_path) - 1);
    addr->sun_path[sizeof(addr->sun_path) - 1] = '\0';
    return snprintf(addr->sun_path, sizeof(addr->sun_path), "%s", path) < (int)sizeof(addr->sun_path) ? 0 : -1;
}

void ended(struct sockaddr_un *addr, const char *path)
{
    strncpy(addr->sun_path, path, sizeof(addr->sun_path));
    addr->sun_path[sizeof(addr->sun_path) - 1] = '\0';
}

int refused(struct sockaddr_un *addr, const char *path)
{
    if (strlen(path) > sizeof(addr->sun_path) - 1)
        return -1;
    strncpy(addr->sun_path, path, sizeof(addr->sun_path));
    return 0;
}

static const char *const well_known = "/run/service/control";

/* A constant of the program. */
void constant(struct sockaddr_un *addr)
{
    strcpy(addr->sun_path, well_known);
}

/* The other way. */
void out(char *path, const struct sockaddr_un *addr)
{
    strcpy(path, addr->sun_path);
}
