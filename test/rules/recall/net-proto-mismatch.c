#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

int main(void)
{
    int sv[2];

    if (socket(AF_INET, SOCK_STREAM, 0) == -1)
        return 77;
    if (socket(AF_INET, SOCK_STREAM, IPPROTO_UDP) != -1 || errno != EPROTONOSUPPORT)
        return 1;
    if (socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP) != -1 || errno != EPROTONOSUPPORT)
        return 1;
    if (socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMPV6) != -1 || errno != EPROTONOSUPPORT)
        return 1;
    if (socket(AF_INET, SOCK_RAW, 0) != -1 || errno != EPROTONOSUPPORT)
        return 1;
    if (socketpair(AF_UNIX, SOCK_STREAM, IPPROTO_TCP, sv) != -1 || errno != EPROTONOSUPPORT)
        return 1;
    return 0;
}
