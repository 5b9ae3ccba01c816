/**
 * Does the target have a call or a constant? Answers only what is certain: a release that is known as a series or an upper bound,
 * a target without a kernel, and a kernel that takes newer things in (`backports`) give no answer about releases. Pure; no words.
 */
import { compareKernelVersions, hasReached, parseKernelVersion } from './kernel-version.ts';
import type { Kb } from './kb.ts';
import type { CallInfo, FlagMember, Since } from './kb.types.ts';
import type { TargetInfo } from './target-info.ts';

/** What the target lacks; nothing in it: nothing is known to be missing. */
export interface Availability {
  /** Architectures of the target that do not have it in any release. */
  readonly missingOn: readonly string[];
  /** Release that brought it, when the target's kernel is older. */
  readonly needsKernel?: string;
}

/** Architectures and release of a call. A number that is only reserved counts as missing: the kernel answers ENOSYS. */
export function callAvailability(call: CallInfo, target: TargetInfo): Availability {
  const missingOn = target.arches.filter((arch) => call.numbers[arch] === undefined);
  return availability(missingOn, exactRelease(call.since), target);
}

/**
 * Architectures and release of a constant as a member of a group; `member` is what the group says of it. The architecture whose
 * values are shown counts too, also when no target is set.
 */
export function constantAvailability(
  kb: Kb,
  name: string,
  member: FlagMember | undefined,
  target: TargetInfo,
): Availability {
  const arches = [...new Set([target.arch, ...target.arches])];
  const missingOn = arches.filter((arch) => kb.value(name, arch) === undefined);
  return availability(missingOn, member?.since, target);
}

/** True when the target's kernel is certainly older than a release; false when either is unknown. */
export function isOlderThan(target: TargetInfo, release: string | undefined): boolean {
  const need = release === undefined ? undefined : parseKernelVersion(release);
  if (need === undefined || target.kernel === undefined || target.backports === true) return false;
  return compareKernelVersions(need, target.kernel) > 0;
}

/** What is said of the target's C library and a function: it came later, or never. */
export interface LibcGap {
  readonly libc: 'glibc' | 'musl';
  /** glibc release that brought it. */
  readonly since?: string;
}

/** Older functions that only got a symbol of their own in 2.28 and 2.33. */
const NEW_SYMBOL = new Set([
  ...['fcntl64', 'fstat', 'fstat64', 'fstatat64', 'lstat', 'lstat64', 'mknod', 'mknodat'],
  ...['stat', 'stat64'],
]);

/** Names for large files: musl has macros for them, and needs none. */
const LARGE_FILES = new Set([
  ...['fstat64', 'fstatat64', 'fstatfs64', 'ftruncate64', 'getdents64', 'lstat64', 'sendfile64'],
  ...['stat64', 'statfs64', 'truncate64'],
]);

/** Does the target's C library lack the function of a call? `undefined`: it has it, or nothing certain is known. */
export function libcGap({ name, libc }: CallInfo, target: TargetInfo): LibcGap | undefined {
  const { glibc, musl } = libc;
  if (glibc === undefined) return undefined;
  if (target.libc === 'musl') {
    return musl === true || LARGE_FILES.has(name) ? undefined : { libc: 'musl' };
  }
  if (target.libc !== 'glibc' || target.libcVersion === undefined) return undefined;
  if (glibc === 'yes' || NEW_SYMBOL.has(name)) return undefined;
  return hasReached(target.libcVersion, glibc) === false
    ? { libc: 'glibc', since: glibc }
    : undefined;
}

function availability(
  missingOn: readonly string[],
  release: string | undefined,
  target: TargetInfo,
): Availability {
  return release !== undefined && isOlderThan(target, release)
    ? { missingOn, needsKernel: release }
    : { missingOn };
}

/** The release, when it is the very one: a series or an upper bound proves nothing about an older kernel. */
function exactRelease(since: Since): string | undefined {
  return since.precision === 'exact' ? since.version : undefined;
}
