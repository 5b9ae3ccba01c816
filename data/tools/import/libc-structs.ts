/** Which structures a C program has from the C library, and the manual page that declares each. A new one is a line here. */

import type { CField } from './c-fields.ts';
import type { ManSection } from './prototypes.ts';

export interface LibcStruct {
  /** Tag, or the name of the typedef. */
  readonly name: string;
  /** Absent: the fields are those of the UAPI header. `declares`: the name there, where it is another one of the same form. */
  readonly page?: {
    readonly section: ManSection;
    readonly name: string;
    readonly declares: string;
  };
  /** The fields themselves, where POSIX fixes them and the page is vague. */
  readonly posix?: readonly CField[];
  readonly header: string;
}

const table: readonly (readonly [string, string, string, string?])[] = [
  ['aiocb', 'aiocb(3type)', 'aio.h'],
  ['arpreq', 'arp(7)', 'net/if_arp.h'],
  ...['bt_codec', 'bt_codecs', 'bt_iso_qos', 'bt_power', 'bt_security', 'bt_voice'].map(
    (name) => [name, '', 'bluetooth/bluetooth.h'] as const,
  ),
  ['cmsghdr', 'recv(2)', 'sys/socket.h'],
  ['dirent', 'readdir(3)', 'dirent.h'],
  ['dqblk', 'dqblk(2type)', 'sys/quota.h'],
  ['dqinfo', 'dqinfo(2type)', 'sys/quota.h'],
  ['epoll_event', 'epoll_event(3type)', 'sys/epoll.h'],
  ['f_owner_ex', '', 'fcntl.h'],
  ['file_handle', 'open_by_handle_at(2)', 'fcntl.h'],
  ['flock', '', 'fcntl.h'],
  ['ifconf', 'netdevice(7)', 'net/if.h'],
  ['ifreq', 'netdevice(7)', 'net/if.h'],
  ['iovec', '', 'sys/uio.h'],
  ['ip_mreq', '', 'netinet/in.h'],
  ['ip_mreqn', '', 'netinet/in.h'],
  ['ip_mreq_source', '', 'netinet/in.h'],
  ['in_pktinfo', '', 'netinet/in.h'],
  ['ipc_perm', 'semctl(2)', 'sys/ipc.h'],
  ['itimerspec', 'itimerspec(3type)', 'time.h'],
  ['itimerval', 'getitimer(2)', 'sys/time.h'],
  ['linux_dirent', 'getdents(2)', 'dirent.h'],
  ['linux_dirent64', 'getdents(2)', 'dirent.h'],
  ['linger', '', 'sys/socket.h'],
  ['mmsghdr', 'recvmmsg(2)', 'sys/socket.h'],
  ['mq_attr', 'mq_getattr(3)', 'mqueue.h'],
  ['msghdr', 'recv(2)', 'sys/socket.h'],
  ['msqid_ds', 'msgctl(2)', 'sys/msg.h'],
  ['pollfd', '', 'poll.h'],
  ['rlimit', 'rlimit(3type)', 'sys/resource.h'],
  ['rusage', 'getrusage(2)', 'sys/resource.h'],
  ['sg_io_hdr', '', 'scsi/sg.h'],
  ['sched_param', 'sched_setscheduler(2)', 'sched.h'],
  ['semid_ds', 'semctl(2)', 'sys/sem.h'],
  ['shmid_ds', 'shmctl(2)', 'sys/shm.h'],
  ['sigaction', 'sigaction(2)', 'signal.h'],
  ['sigevent', 'sigevent(3type)', 'signal.h'],
  ['siginfo', 'sigaction(2)', 'signal.h', 'siginfo_t'],
  ['siginfo_t', 'sigaction(2)', 'signal.h'],
  ['signalfd_siginfo', 'signalfd(2)', 'sys/signalfd.h'],
  ['sockaddr', 'sockaddr(3type)', 'sys/socket.h'],
  ['sockaddr_in', 'sockaddr_in(3type)', 'netinet/in.h'],
  ['sockaddr_in6', 'sockaddr_in6(3type)', 'netinet/in.h'],
  ['sockaddr_storage', 'sockaddr_storage(3type)', 'sys/socket.h'],
  ['sockaddr_un', 'sockaddr_un(3type)', 'sys/un.h'],
  ['stack_t', 'sigaltstack(2)', 'signal.h'],
  ['stat', 'stat(3type)', 'sys/stat.h'],
  ['stat64', 'stat(3type)', 'sys/stat.h', 'stat'],
  ['statfs', 'statfs(2)', 'sys/vfs.h'],
  ['statfs64', 'statfs(2)', 'sys/vfs.h', 'statfs'],
  ['statvfs', 'statvfs(3)', 'sys/statvfs.h'],
  ['termios', '', 'termios.h'],
  ['timeval', 'timeval(3type)', 'sys/time.h'],
  ['timex', 'adjtimex(2)', 'sys/timex.h'],
  ['timezone', '', 'sys/time.h'],
  ['tms', 'times(2)', 'sys/times.h'],
  ['ucred', 'unix(7)', 'sys/socket.h'],
  ['utimbuf', 'utime(2)', 'utime.h'],
  ['winsize', '', 'sys/ioctl.h'],
  ['utsname', 'uname(2)', 'sys/utsname.h'],
];

const POSIX: readonly LibcStruct[] = [
  {
    name: 'in6_addr',
    header: 'netinet/in.h',
    posix: [{ name: 's6_addr', type: 'uint8_t [16]' }],
  },
  { name: 'in_addr', header: 'netinet/in.h', posix: [{ name: 's_addr', type: 'in_addr_t' }] },
  {
    name: 'timespec',
    header: 'time.h',
    posix: [
      { name: 'tv_sec', type: 'time_t' },
      { name: 'tv_nsec', type: 'long' },
    ],
  },
];

const LISTED: readonly LibcStruct[] = table.map(([name, where, header, declares = name]) => {
  const [, page, section] = /^(\w+)\((\w+)\)$/.exec(where) ?? [];
  if (page === undefined) return { name, header };
  return { name, header, page: { name: page, section: section as ManSection, declares } };
});

/** Each structure once. */
export const libcStructs: readonly LibcStruct[] = [...POSIX, ...LISTED];
