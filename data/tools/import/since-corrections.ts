/** Releases that the man-pages have wrong, or do not have yet. Each line has its own source; a line may go once upstream is right. */
import type { Precision } from './man-pages.ts';

interface Correction {
  readonly version: string;
  readonly precision: Precision;
  readonly source: string;
}

function exact(version: string, source: string): Correction {
  return { version, precision: 'exact', source };
}

function tables(version: string, names: string): Record<string, Correction> {
  const correction = exact(version, `kernel:system call tables of v${version}`);
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, correction]),
  );
}

export const sinceCorrections: Readonly<Record<string, Correction | undefined>> = {
  // syscalls(2) says 3.17; the call was merged two years later.
  membarrier: exact('4.3', 'kernel:commit 5b25b13ab08f'),
  // syscalls(2) says 4.8; the merge was in the 4.9 window.
  pkey_alloc: exact('4.9', 'kernel:commit e8c24d3a23a4'),
  pkey_free: exact('4.9', 'kernel:commit e8c24d3a23a4'),
  pkey_mprotect: exact('4.9', 'kernel:commit 7d06d9c9bd81'),
  // Added as pread and pwrite; the table gives no number, only that remark.
  pread64: { version: '2.2', precision: 'series', source: 'man:syscalls(2)' },
  pwrite64: { version: '2.2', precision: 'series', source: 'man:syscalls(2)' },
  // The table in syscalls(2) is current to 5.14 and no page dates these: first release whose tables have them.
  ...tables(
    '5.1',
    `clock_adjtime64 clock_getres_time64 clock_gettime64 clock_nanosleep_time64
    clock_settime64 futex_time64 io_pgetevents_time64 mq_timedreceive_time64
    mq_timedsend_time64 ppoll_time64 pselect6_time64 recvmmsg_time64
    rt_sigtimedwait_time64 sched_rr_get_interval_time64 semtimedop_time64
    timer_gettime64 timer_settime64 timerfd_gettime64 timerfd_settime64
    utimensat_time64`,
  ),
  ...tables('5.15', 'process_mrelease'),
  ...tables('5.17', 'set_mempolicy_home_node'),
  ...tables('6.4', 'riscv_hwprobe'),
  ...tables('6.6', 'fchmodat2 map_shadow_stack'),
  ...tables('6.7', 'futex_requeue futex_wait futex_wake'),
  ...tables('6.8', 'listmount statmount lsm_get_self_attr lsm_list_modules lsm_set_self_attr'),
  ...tables('6.10', 'mseal'),
  ...tables('6.11', 'uretprobe'),
  ...tables('6.13', 'getxattrat listxattrat removexattrat setxattrat'),
  ...tables('6.15', 'open_tree_attr'),
  ...tables('6.17', 'file_getattr file_setattr'),
  ...tables('6.18', 'uprobe'),
  ...tables('6.19', 'listns'),
  ...tables('7.0', 'rseq_slice_yield'),
};
