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

export const sinceCorrections: Readonly<Record<string, Correction | undefined>> = {
  // syscalls(2) says 3.17; the call was merged two years later.
  membarrier: exact('4.3', 'kernel:commit 5b25b13ab08f'),
  // syscalls(2) says 4.8; the merge was in the 4.9 window.
  pkey_alloc: exact('4.9', 'kernel:commit e8c24d3a23a4'),
  pkey_free: exact('4.9', 'kernel:commit e8c24d3a23a4'),
  pkey_mprotect: exact('4.9', 'kernel:commit 7d06d9c9bd81'),
};
