/** Structures that grow with the kernel and tell their size: what the calls that take them ask of them. Sorted by call. */

export interface ExtensibleStruct {
  /** Kernel name of the call. */
  readonly call: string;
  /** Place of the argument that points to the structure, the same for the kernel and for libc. */
  readonly at: number;
  /** Tag of the structure or union. */
  readonly tag: string;
  /** Members of its first version; empty where nobody sets them one by one. */
  readonly first: readonly string[];
  /** Where the size stands: the argument of this place, or a member of the structure. */
  readonly size?:
    | { readonly in: 'param'; readonly at: number }
    | { readonly in: 'member'; readonly name: string };
  /** Bytes of the first version: the kernel refuses less, with this errno. */
  readonly least?: { readonly bytes: number; readonly errno: 'EINVAL' | 'E2BIG' };
}

export const EXTENSIBLE: readonly ExtensibleStruct[] = [
  // kernel/bpf/syscall.c, __sys_bpf: any size; what lies behind the members of the command must be 0.
  { call: 'bpf', at: 1, tag: 'bpf_attr', first: [] },
  // kernel/fork.c, copy_clone_args_from_user; CLONE_ARGS_SIZE_VER0 in linux/sched.h.
  {
    call: 'clone3',
    at: 0,
    tag: 'clone_args',
    first: [
      ...['flags', 'pidfd', 'child_tid', 'parent_tid', 'exit_signal', 'stack', 'stack_size'],
      'tls',
    ],
    size: { in: 'param', at: 1 },
    least: { bytes: 64, errno: 'EINVAL' },
  },
  // security/landlock/syscalls.c, copy_min_struct_from_user.
  {
    call: 'landlock_create_ruleset',
    at: 0,
    tag: 'landlock_ruleset_attr',
    first: ['handled_access_fs'],
    size: { in: 'param', at: 1 },
    least: { bytes: 8, errno: 'EINVAL' },
  },
  // fs/namespace.c, wants_mount_setattr; MOUNT_ATTR_SIZE_VER0 in linux/mount.h.
  {
    call: 'mount_setattr',
    at: 3,
    tag: 'mount_attr',
    first: ['attr_set', 'attr_clr', 'propagation', 'userns_fd'],
    size: { in: 'param', at: 4 },
    least: { bytes: 32, errno: 'EINVAL' },
  },
  // fs/open.c, sys_openat2; OPEN_HOW_SIZE_VER0 in linux/openat2.h.
  {
    call: 'openat2',
    at: 2,
    tag: 'open_how',
    first: ['flags', 'mode', 'resolve'],
    size: { in: 'param', at: 3 },
    least: { bytes: 24, errno: 'EINVAL' },
  },
  // kernel/events/core.c, perf_copy_attr; PERF_ATTR_SIZE_VER0. A size of 0 means the first version.
  {
    call: 'perf_event_open',
    at: 0,
    tag: 'perf_event_attr',
    first: [],
    size: { in: 'member', name: 'size' },
    least: { bytes: 64, errno: 'E2BIG' },
  },
  // kernel/sched/syscalls.c, sched_copy_attr; SCHED_ATTR_SIZE_VER0. A size of 0 means the first version.
  {
    call: 'sched_setattr',
    at: 1,
    tag: 'sched_attr',
    first: [
      ...['size', 'sched_policy', 'sched_flags', 'sched_nice', 'sched_priority'],
      ...['sched_runtime', 'sched_deadline', 'sched_period'],
    ],
    size: { in: 'member', name: 'size' },
    least: { bytes: 48, errno: 'E2BIG' },
  },
];

/** The structure that a call takes, or `undefined`. */
export function extensibleOf(call: string): ExtensibleStruct | undefined {
  return EXTENSIBLE.find((e) => e.call === call);
}
