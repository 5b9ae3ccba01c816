/** Imports which C library has a function for a call, from the symbol lists of its shared object. Pure: text in, records out. */
import { compareVersionTexts } from '../../../server/src/core/kb/kernel-version.ts';
import { compareText } from '../lib/problem.ts';

export interface WrapperRecord {
  readonly name: string;
  /** First glibc release; `yes` when it is as old as the x86-64 port, whose symbols all begin at 2.2.5. */
  readonly glibc?: string;
  readonly musl?: true;
}

/** Functions that bear the name of a call and do something else, or nothing. */
export const HOMONYMS: ReadonlySet<string> = new Set([
  'exit', // runs the atexit handlers; the call is _exit(2)
  'readdir', // directory streams, not the old directory call
  'syslog', // writes to the log daemon, the call reads the kernel's buffer: klogctl(3)
  'profil',
  'ulimit',
  'idle',
  'lock',
  'break',
  'signal', // sigaction(2) with other defaults
  'syscall', // calls any number; the call of that name did the same on two old ABIs
  'breakpoint',
  'execv', // made of execve(2); the call is of SunOS programs
  'swapcontext', // takes no size; the call of powerpc does
  'sigreturn', // answers ENOSYS: the kernel's is for signal frames alone
  'gtty', // answers ENOSYS, like stty
  'stty',
]);

/** x86-64 glibc began with 2.2.5: an older function has that version too. */
const GLIBC_BASE = '2.2.5';

/**
 * Wrappers of the calls in `names`. `glibc` is what `nm -D --with-symbol-versions libc.so.6` prints: `@@` marks the version that
 * new programs get, a single `@` one that only old binaries may use. `musl` is what `nm -D libc.so` prints.
 */
export function importWrappers(
  names: readonly string[],
  glibc: string,
  musl: string,
): WrapperRecord[] {
  const versions = glibcVersions(glibc);
  const inMusl = new Set([...musl.matchAll(/ [TWi] (\w+)$/gm)].map((match) => match[1]));
  const records: WrapperRecord[] = [];
  for (const name of [...names].sort(compareText)) {
    if (HOMONYMS.has(name)) continue;
    const version = versions.get(name);
    if (version === undefined && !inMusl.has(name)) continue;
    records.push({
      name,
      ...(version === undefined ? {} : { glibc: version === GLIBC_BASE ? 'yes' : version }),
      ...(inMusl.has(name) ? { musl: true as const } : {}),
    });
  }
  return records;
}

/** First version of each function that new programs can still link to. */
function glibcVersions(text: string): Map<string, string> {
  const current = new Set([...text.matchAll(/ [TWi] (\w+)@@GLIBC_/gm)].map((match) => match[1]));
  const first = new Map<string, string>();
  for (const [, name = '', version = ''] of text.matchAll(/ [TWi] (\w+)@@?GLIBC_([\d.]+)$/gm)) {
    const before = first.get(name);
    if (!current.has(name)) continue;
    if (before === undefined || compareVersionTexts(version, before) < 0) first.set(name, version);
  }
  return first;
}
