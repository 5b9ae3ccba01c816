/** Which UAPI headers declare the structures that calls take. A new family is a line here. */

export interface StructHeaders {
  /** Included one after the other in one translation unit; their structures count, and those of `asm/` headers behind them. */
  readonly headers: readonly string[];
  /** Architecture whose headers they are; absent: x86_64, and those of `LAYOUTS` for sizes. */
  readonly arch?: string;
}

// prettier-ignore
export const structHeaders: readonly StructHeaders[] = [
  // Files
  { headers: ['linux/fcntl.h', 'linux/openat2.h', 'linux/stat.h', 'linux/fs.h', 'linux/mount.h', 'linux/xattr.h', 'linux/uio.h', 'linux/quota.h', 'linux/dqblk_xfs.h', 'linux/utime.h'] },
  { headers: ['linux/fiemap.h', 'linux/fscrypt.h', 'linux/fsverity.h', 'linux/fsmap.h', 'linux/nsfs.h', 'linux/acct.h', 'linux/btrfs.h', 'linux/mman.h', 'linux/userfaultfd.h'] },
  // Events
  { headers: ['linux/poll.h', 'linux/eventpoll.h', 'linux/signalfd.h', 'linux/inotify.h', 'linux/fanotify.h', 'linux/watch_queue.h', 'linux/aio_abi.h', 'linux/io_uring.h', 'linux/io_uring/query.h', 'linux/io_uring/zcrx.h', 'linux/io_uring/bpf_filter.h'] },
  // Processes, time, IPC, security
  { headers: ['linux/time.h', 'linux/timex.h', 'linux/times.h', 'linux/resource.h', 'linux/sched.h', 'linux/sched/types.h', 'linux/signal.h', 'linux/pidfd.h', 'linux/kcmp.h', 'linux/ptrace.h', 'linux/prctl.h', 'linux/rseq.h', 'linux/futex.h', 'linux/sysinfo.h', 'linux/utsname.h'] },
  { headers: ['linux/ipc.h', 'linux/sem.h', 'linux/shm.h', 'linux/msg.h', 'linux/mqueue.h'] },
  { headers: ['linux/capability.h', 'linux/seccomp.h', 'linux/landlock.h', 'linux/lsm.h', 'linux/keyctl.h', 'linux/audit.h', 'linux/kexec.h', 'linux/module.h', 'linux/random.h', 'linux/sysctl.h'] },
  { headers: ['linux/bpf_common.h', 'linux/bpf.h', 'linux/filter.h', 'linux/perf_event.h'] },
  { headers: ['asm/ldt.h', 'asm/vm86.h', 'asm/ptrace.h', 'asm/ucontext.h'] },
  // Sockets
  { headers: ['linux/socket.h', 'linux/in.h', 'linux/in6.h', 'linux/un.h', 'linux/ip.h', 'linux/ipv6.h', 'linux/tcp.h', 'linux/udp.h', 'linux/icmp.h', 'linux/icmpv6.h', 'linux/mroute.h', 'linux/mroute6.h', 'linux/igmp.h'] },
  { headers: ['linux/netlink.h', 'linux/rtnetlink.h', 'linux/genetlink.h', 'linux/if_packet.h', 'linux/if_alg.h', 'linux/if_xdp.h', 'linux/vm_sockets.h', 'linux/tls.h', 'linux/mptcp.h', 'linux/smc.h', 'linux/can.h', 'linux/can/raw.h', 'linux/can/bcm.h', 'linux/can/isotp.h', 'linux/can/j1939.h', 'linux/errqueue.h', 'linux/net_tstamp.h', 'linux/if_pppox.h'] },
  { headers: ['linux/sctp.h', 'linux/tipc.h', 'linux/rds.h', 'linux/rxrpc.h', 'linux/llc.h', 'linux/kcm.h', 'linux/nfc.h', 'linux/phonet.h', 'linux/x25.h', 'linux/ax25.h', 'linux/netrom.h', 'linux/rose.h', 'linux/qrtr.h', 'linux/mctp.h', 'linux/atalk.h', 'linux/atm.h', 'linux/dccp.h'] },
  // Network devices
  { headers: ['linux/if.h', 'linux/if_arp.h', 'linux/if_addr.h', 'linux/if_link.h', 'linux/neighbour.h', 'linux/if_ether.h', 'linux/if_tun.h', 'linux/if_bridge.h', 'linux/if_bonding.h', 'linux/if_vlan.h', 'linux/route.h', 'linux/ipv6_route.h', 'linux/ethtool.h', 'linux/sock_diag.h', 'linux/inet_diag.h', 'linux/unix_diag.h'] },
  // Terminals and devices
  { headers: ['linux/termios.h', 'linux/tty.h', 'linux/serial.h', 'linux/tiocl.h', 'linux/vt.h', 'linux/kd.h', 'linux/fb.h', 'linux/rtc.h', 'linux/watchdog.h', 'linux/input.h', 'linux/uinput.h', 'linux/hidraw.h', 'linux/hiddev.h', 'linux/joystick.h'] },
  { headers: ['linux/loop.h', 'linux/blkpg.h', 'linux/blkzoned.h', 'linux/blktrace_api.h', 'linux/nbd.h', 'linux/dm-ioctl.h', 'linux/hdreg.h', 'linux/cdrom.h', 'linux/fd.h', 'linux/nvme_ioctl.h', 'linux/usbdevice_fs.h', 'linux/ublk_cmd.h', 'mtd/mtd-abi.h'] },
  { headers: ['linux/i2c.h', 'linux/i2c-dev.h', 'linux/spi/spidev.h', 'linux/gpio.h', 'linux/ptp_clock.h', 'linux/pps.h', 'linux/lirc.h', 'linux/dma-buf.h', 'linux/dma-heap.h', 'linux/udmabuf.h', 'linux/sync_file.h', 'linux/tee.h'] },
  { headers: ['linux/kvm.h', 'linux/vhost.h'] },
  // Of libraries: libc-structs.ts names those that programs see
  { headers: ['include/scsi/sg.h', 'include/net/bluetooth/bluetooth.h'] },
  // Of one architecture
  { headers: ['asm/hwprobe.h', 'asm/ptrace.h'], arch: 'riscv64' },
  { headers: ['asm/guarded_storage.h', 'asm/runtime_instr.h', 'asm/sthyi.h'], arch: 's390x' },
  { headers: ['asm/ptrace.h', 'asm/sve_context.h'], arch: 'aarch64' },
];
