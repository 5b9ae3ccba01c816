/** Tells errnos and signals from the other constants of the same headers and letters. Pure. */
import type { ConstantRecord } from '../import/constants.ts';

type Named = Pick<ConstantRecord, 'name' | 'header'>;

/** `EINVAL`, but neither `EPOLLIN` nor `ECHO`. */
export function isErrno({ name, header }: Named): boolean {
  return /^E[A-Z0-9]+$/.test(name) && /(?:^|\/)errno(?:-base)?\.h$/.test(header);
}

/** A signal with one number: not the range of real-time signals (which libc narrows), nor the sizes of signal stacks. */
export function isSignal({ name, header }: Named): boolean {
  return /^SIG(?!RTM|STKSZ|SWI$)[A-Z0-9]+$/.test(name) && /(?:^|\/)signal\.h$/.test(header);
}
