/** Group of a call that has no page yet, from the kernel source file that defines it. Pure. */

/** First match wins. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^(mm|ipc\/shm)/, 'Memory'],
  [/^net\//, 'Network'],
  [/^ipc\//, 'Interprocess communication'],
  [/^kernel\/(signal|arch.*signal)/, 'Signals'],
  [/signal|sigaltstack/, 'Signals'],
  [/^kernel\/time\//, 'Time'],
  [/^kernel\/futex\//, 'Synchronization'],
  [/^kernel\/sched\//, 'Scheduling'],
  [/^(security|kernel\/(seccomp|capability|bpf|landlock))/, 'Security'],
  [/^kernel\/(module|reboot|printk|kexec|sysctl|acct|uapi)/, 'System'],
  [/^kernel\//, 'Processes'],
  [/^fs\/(eventpoll|eventfd|signalfd|timerfd|select|aio)/, 'Events'],
  [/^io_uring\//, 'Events'],
  [/^fs\/exec/, 'Processes'],
  [/^(fs|block)\//, 'Files'],
  [/mmap|mm\//, 'Memory'],
];

/** `file` is a path from the root of the kernel tree. */
export function groupOfSource(file: string | undefined): string {
  return GROUPS.find(([pattern]) => pattern.test(file ?? ''))?.[1] ?? 'System';
}
