/** Writes kernel versions, and says whether they matter to the reader. */
import {
  compareKernelVersions,
  parseKernelVersion,
  type KernelVersion,
} from '../../kb/kernel-version.ts';
import type { Since } from '../../kb/kb.types.ts';
import type { TargetInfo } from '../feature.ts';

/** The oldest kernel that distributions still maintain (RHEL 7): what it has is nowhere missing. */
const EVERYWHERE: KernelVersion = { major: 3, minor: 10, patch: 0 };

/** `Linux 4.17`, `Linux 2.6 series`, `Linux 1.0 or earlier`. */
export function showSince(since: Since): string {
  if (since.precision === 'exact') return `Linux ${since.version}`;
  if (since.precision === 'series') return `the Linux ${since.version} series`;
  return `Linux ${since.version} or earlier`;
}

/** `5.10`, `2.6.32`. */
export function showKernel(version: KernelVersion): string {
  const patch = version.patch === 0 ? '' : `.${version.patch.toString()}`;
  return `${version.major.toString()}.${version.minor.toString()}${patch}`;
}

/** True when the target kernel is set and older than `version`; false when either is unknown. */
export function newerThanTarget(version: string | undefined, target: TargetInfo): boolean {
  const need = version === undefined ? undefined : parseKernelVersion(version);
  if (need === undefined || target.kernel === undefined) return false;
  return compareKernelVersions(need, target.kernel) > 0;
}

/** True when some kernel in use may lack what arrived in `version`: newer than the target, or than any kept kernel. */
export function versionMatters(version: string | undefined, target: TargetInfo): boolean {
  const need = version === undefined ? undefined : parseKernelVersion(version);
  return need !== undefined && compareKernelVersions(need, target.kernel ?? EVERYWHERE) > 0;
}
