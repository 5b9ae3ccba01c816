/** What the language status item says: the target, and which data the answers come from. */
import type { StatusResult } from '../../protocol.ts';
import type { FeatureContext } from './feature.ts';
import { showKernel } from './support/versions.ts';

/** `Linux ≥ 5.10 · x86_64 · glibc · docker`, or `no target set`; the kernel release and hash of the data. */
export function statusOf({ kb, target }: FeatureContext): StatusResult {
  const parts = [
    ...(target.distribution === undefined ? [] : [target.distribution]),
    ...(target.kernel === undefined ? [] : [`Linux ≥ ${showKernel(target.kernel)}`]),
    ...target.arches,
    ...(target.libc === undefined ? [] : [target.libc]),
    ...(target.container === undefined ? [] : [target.container]),
  ];
  return {
    target: parts.length === 0 ? 'no target set' : parts.join(' · '),
    data: `Linux ${kb.index.kernel} data, ${kb.index.hash.slice(0, 8)}`,
  };
}
