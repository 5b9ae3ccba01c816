#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

static struct sock_filter everything[] = { BPF_STMT(BPF_RET | BPF_K, 0xffff) };

static struct sock_fprog by_name = { .len = sizeof(everything), .filter = everything };
//                                          ^^^^^^^^^^^^^^^^^^ error: len counts instructions, and sizeof(everything) is bytes, 8 times as much: divide by sizeof(everything[0]).
static struct sock_fprog by_place = { sizeof everything, everything };
//                                    ^^^^^^^^^^^^^^^^^ error: len counts instructions, and sizeof(everything) is bytes, 8 times as much: divide by sizeof(everything[0]).
static struct sock_fprog right = { .len = ARRAY_SIZE(everything), .filter = everything };

int assigned(int fd)
{
    struct sock_fprog program;

    program.len = sizeof(everything);
//                ^^^^^^^^^^^^^^^^^^ error: len counts instructions, and sizeof(everything) is bytes, 8 times as much: divide by sizeof(everything[0]).
    program.filter = everything;
    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}

struct message {
    unsigned short len;
    const void *data;
};

/* len of another structure is bytes. */
int other(struct message *m, struct sock_fprog *program)
{
    m->len = sizeof(everything);
    m->data = everything;
    program->len = sizeof(everything) / sizeof(*everything);
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program);
}

const void *all[] = { &by_name, &by_place, &right };
