/** Writes kernel versions, and says whether they matter to the reader. */
import {
  compareKernelVersions,
  parseKernelVersion,
  type KernelVersion,
} from '../../kb/kernel-version.ts';
import type { Since } from '../../kb/kb.types.ts';
import type { TargetInfo } from '../../kb/target-info.ts';

/** The oldest kernel that distributions still maintain (RHEL 7): what it has is nowhere missing. */
const EVERYWHERE: KernelVersion = { major: 3, minor: 10, patch: 0 };

/** `Linux 4.17`, `Linux 2.6 series`, `Linux 1.0 or earlier`. */
export function showSince(since: Since): string {
  if (since.precision === 'exact') return `Linux ${since.version}`;
  if (since.precision === 'series') return `the Linux ${since.version} series`;
  return `Linux ${since.version} or earlier`;
}

/** `since 4.17`, `since 2.0 or earlier`: for the narrow column of a completion list. */
export function showSinceShort(since: Since): string {
  return `since ${since.version}${since.precision === 'atOrBefore' ? ' or earlier' : ''}`;
}

/** `5.10`, `2.6.32`. */
export function showKernel(version: KernelVersion): string {
  const patch = version.patch === 0 ? '' : `.${version.patch.toString()}`;
  return `${version.major.toString()}.${version.minor.toString()}${patch}`;
}

/** True when some kernel in use may lack what arrived in `version`: newer than the target, or than any kept kernel. */
export function versionMatters(version: string | undefined, target: TargetInfo): boolean {
  const need = version === undefined ? undefined : parseKernelVersion(version);
  return need !== undefined && compareKernelVersions(need, target.kernel ?? EVERYWHERE) > 0;
}

/** `older kernels take it as a hint`, `older kernels: EINVAL`: the note of a version as part of a sentence. */
export function olderKernels(note: string): string {
  const text = note.trim().replace(/\.$/, '');
  if (/^(?:older|earlier) kernels/i.test(text)) return text.charAt(0).toLowerCase() + text.slice(1);
  const plain = /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
  return `older kernels: ${plain}`;
}
