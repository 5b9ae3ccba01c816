/** Reads and compares Linux release numbers as people write them. Pure; knows nothing of calls or flags. */

/** A release such as 5.10 or 2.6.32; parts that were not written are 0. */
export interface KernelVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

const PATTERN = /^v?(\d{1,3})(?:\.(\d{1,5})(?:\.(\d{1,5}))?)?(?:[-+~_].*)?$/;

/**
 * Reads `"5.10"`, `"v6.1-rc3"`, `"2.6.32"` or `uname -r` output (`"6.1.0-18-amd64"`).
 * A release candidate counts as its release. Anything else gives `undefined`.
 */
export function parseKernelVersion(text: string): KernelVersion | undefined {
  const match = PATTERN.exec(text.trim());
  if (match === null) return undefined;
  return { major: Number(match[1]), minor: Number(match[2] ?? 0), patch: Number(match[3] ?? 0) };
}

/** Negative when `a` is older than `b`, zero when they are the same release, positive when newer. */
export function compareKernelVersions(a: KernelVersion, b: KernelVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/**
 * Does a kernel of release `target` have what arrived in release `since`?
 * `undefined` when either cannot be read: the caller stays silent then.
 */
export function hasReached(target: string, since: string): boolean | undefined {
  const have = parseKernelVersion(target);
  const need = parseKernelVersion(since);
  if (have === undefined || need === undefined) return undefined;
  return compareKernelVersions(have, need) >= 0;
}

/** Sorts release texts from oldest to newest; texts that are not releases come last, as text. */
export function compareVersionTexts(a: string, b: string): number {
  const left = parseKernelVersion(a);
  const right = parseKernelVersion(b);
  if (left !== undefined && right !== undefined) return compareKernelVersions(left, right);
  if (left !== undefined) return -1;
  if (right !== undefined) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
