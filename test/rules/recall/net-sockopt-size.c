#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

int main(void)
{
    char small = 1;
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int fd6 = socket(AF_INET6, SOCK_STREAM, 0);

    if (fd == -1)
        return 77;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &small, sizeof(small)) != -1 || errno != EINVAL)
        return 1;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &on, sizeof(on)) != -1 || errno != EINVAL)
        return 1;
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &on, sizeof(on)) != -1 || errno != EINVAL)
        return 1;
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &small, 1) != -1 || errno != EINVAL)
        return 1;
    if (fd6 == -1)
        return 0;
    if (setsockopt(fd6, IPPROTO_IPV6, IPV6_V6ONLY, &small, 1) != -1 || errno != EINVAL)
        return 1;
    if (setsockopt(fd6, IPPROTO_IPV6, IPV6_UNICAST_HOPS, &small, 1) != -1 || errno != EINVAL)
        return 1;
    if (setsockopt(fd6, IPPROTO_IPV6, IPV6_RECVPKTINFO, &small, 1) != -1 || errno != EINVAL)
        return 1;
    return setsockopt(fd6, IPPROTO_IPV6, IPV6_TCLASS, &small, 1) == -1 && errno == EINVAL ? 0 : 1;
}
