//- /send.c set:net/cmsg-len=on
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

struct control {
    char buf[CMSG_SPACE(sizeof(int))];
};

ssize_t send_fd(int sock, int fd)
{
    char byte = 0;
    struct iovec iov = { &byte, 1 };
    char control[CMSG_LEN(sizeof(int))];
//               ^^^^^^^^^^^^^^^^^^^^^ information: CMSG_LEN() leaves out the padding behind the data, and control has no room for it: use CMSG_SPACE().
    struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control };
    struct cmsghdr *c;

    msg.msg_controllen = CMSG_LEN(sizeof(int));
//                       ^^^^^^^^^^^^^^^^^^^^^ hint: CMSG_LEN() leaves out the padding behind the data: msg_controllen takes CMSG_SPACE().
    c = CMSG_FIRSTHDR(&msg);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_SPACE(sizeof(int));
//                ^^^^^^^^^^^^^^^^^^^^^^^ warning: CMSG_SPACE() counts the padding as data: cmsg_len takes CMSG_LEN().
    memcpy(CMSG_DATA(c), &fd, sizeof(fd));
    return sendmsg(sock, &msg, 0);
}

ssize_t receive(int sock, struct msghdr *msg)
{
    uint8_t control[CMSG_SPACE(sizeof(int)) + CMSG_SPACE(sizeof(struct ucred))];
//          ^^^^^^^ hint: control may be misaligned for a struct cmsghdr: put it into a union with one.

    msg->msg_control = control;
    msg->msg_controllen = sizeof(control);
    return recvmsg(sock, msg, 0);
}
//- /right.c
#define _GNU_SOURCE
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t send_fd(int sock, int fd)
{
    char byte = 0;
    struct iovec iov = { &byte, 1 };
    union {
        struct cmsghdr head;
        char buf[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = CMSG_SPACE(sizeof(int)) };
    struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(c), &fd, sizeof(fd));
    return sendmsg(sock, &msg, 0);
}

/* Aligned by hand; and what is not asked for is not said. */
ssize_t receive(int sock, struct msghdr *msg)
{
    char control[CMSG_SPACE(sizeof(int))] __attribute__((aligned(8)));
    char other[CMSG_SPACE(sizeof(struct ucred))];

    msg->msg_control = msg->msg_iovlen > 1 ? control : other;
    msg->msg_controllen = sizeof(control);
    return recvmsg(sock, msg, 0);
}

/* Looks at what has come. */
int descriptors(const struct cmsghdr *c)
{
    if (c->cmsg_len == CMSG_LEN(sizeof(struct ucred)))
        return 0;
    return (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
}
//- /single.c
#define SOL_ALG 279
#include <sys/socket.h>

/* Enough for a single message. */
void one(struct msghdr *msg)
{
    msg->msg_controllen = CMSG_LEN(sizeof(int));
//                        ^^^^^^^^^^^^^^^^^^^^^ hint: CMSG_LEN() leaves out the padding behind the data: msg_controllen takes CMSG_SPACE().
}

/* Whole words: no padding. */
void eight(struct msghdr *msg)
{
    msg->msg_controllen = CMSG_LEN(sizeof(long));
}

/* Takes more than it needs. */
void cipher(struct cmsghdr *c)
{
    c->cmsg_level = SOL_ALG;
    c->cmsg_len = CMSG_SPACE(sizeof(int));
//                ^^^^^^^^^^^^^^^^^^^^^^^ hint: CMSG_SPACE() counts the padding as data: cmsg_len takes CMSG_LEN().
}
