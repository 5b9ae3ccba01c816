/** What the function of a call's name in a C library really asks of the kernel; hover and reference page say it. */
import { kernelCallOf, type Libc } from '../../kb/libc-calls.ts';
import type { CallInfo } from '../../kb/kb.types.ts';
import { code } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';

/** What a library function of the call's name asks for instead; `undefined` when it is the call itself or nobody read it. */
export function ownFunction(
  call: CallInfo,
  libc: Libc,
  { kb, target }: FeatureContext,
): string | undefined {
  const made = kernelCallOf(kb, call.name, { libc, arch: target.arch });
  if (made === undefined || (made.calls[0] === call.name && made.calls.length === 1)) {
    return undefined;
  }
  const others =
    made.or.length === 0 ? '' : ` (or ${made.or.map((name) => code(name)).join(', ')})`;
  const what =
    made.calls.length === 0
      ? 'asks nothing of the kernel'
      : `makes ${made.calls.map((name) => code(name)).join(', ')}${others}`;
  return `${libc}'s ${code(`${call.name}()`)} ${what} on ${target.arch}`;
}
