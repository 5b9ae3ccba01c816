/** Protocols that a type of socket does not have. Pure tables. */

/**
 * Protocols that inetsw_array and inet6's tables register for another type only (net/ipv4/af_inet.c, net/ipv6/af_inet6.c,
 * net/ipv4/udplite.c, net/sctp/protocol.c, net/mptcp/protocol.c).
 */
export const WRONG: Readonly<Record<string, readonly string[]>> = {
  'AF_INET SOCK_DGRAM': ['IPPROTO_TCP', 'IPPROTO_SCTP', 'IPPROTO_MPTCP', 'IPPROTO_ICMPV6'],
  'AF_INET SOCK_STREAM': ['IPPROTO_UDP', 'IPPROTO_UDPLITE', 'IPPROTO_ICMP', 'IPPROTO_ICMPV6'],
  'AF_INET6 SOCK_DGRAM': ['IPPROTO_TCP', 'IPPROTO_SCTP', 'IPPROTO_MPTCP', 'IPPROTO_ICMP'],
  'AF_INET6 SOCK_STREAM': ['IPPROTO_UDP', 'IPPROTO_UDPLITE', 'IPPROTO_ICMP', 'IPPROTO_ICMPV6'],
};
/** unix_create() takes 0 and PF_UNIX, which is 1. */
export const NOT_UNIX = [
  'IPPROTO_TCP',
  'IPPROTO_UDP',
  'IPPROTO_SCTP',
  'IPPROTO_RAW',
  'IPPROTO_ICMPV6',
];
