#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>


static int no_size(void)
{
    return epoll_create(0);
}

static int no_room(void)
{
    struct epoll_event events[1];
    return epoll_wait(epoll_create1(EPOLL_CLOEXEC), events, 0, 0);
}

static int no_signal(void)
{
    return kill(getpid(), 65);
}

static int dumpable(void)
{
    return prctl(PR_SET_DUMPABLE, 2, 0, 0, 0);
}

static int no_domain(void)
{
    return socket(0, SOCK_STREAM, 0);
}

static int below(void)
{
    return fcntl(0, F_DUPFD, -1);
}

static int too_many(void)
{
    struct iovec one[1] = {{&one, 1}};
    return (int)writev(open("/dev/null", O_WRONLY | O_CLOEXEC), one, 1025);
}

static int (*const calls[])(void) = {no_size, no_room, no_signal, dumpable, no_domain, below, too_many};
static const int errnos[] = {EINVAL, EINVAL, EINVAL, EINVAL, EAFNOSUPPORT, EINVAL, EINVAL};

int main(void)
{
    for (size_t i = 0; i < sizeof(errnos) / sizeof(errnos[0]); i++) {
        errno = 0;
        if (calls[i]() != -1 || errno != errnos[i])
            return (int)i + 1;
    }
    return 0;
}
