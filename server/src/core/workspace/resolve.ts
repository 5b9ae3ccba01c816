/** Which files of a project an `#include` means, without knowing the compiler's search path. Pure. */
import type { Include } from '../c/around.ts';

/** Folders whose headers are the system's when they are included with `<>`. */
const SYSTEM =
  /^(?:sys|linux|asm|asm-generic|net|netinet|netpacket|arpa|bits|gnu|scsi|sound|rpc|protocols)\/|^(?:aio|alloca|argp|argz|assert|byteswap|complex|cpio|crypt|ctype|dirent|dlfcn|elf|endian|envz|err|errno|error|execinfo|fcntl|features|fenv|float|fmtmsg|fnmatch|fstab|fts|ftw|getopt|glob|grp|iconv|ifaddrs|inttypes|iso646|langinfo|libgen|limits|link|locale|malloc|math|memory|mntent|monetary|mqueue|ndbm|netdb|nl_types|obstack|paths|poll|pthread|pty|pwd|re_comp|regex|resolv|sched|search|semaphore|setjmp|sgtty|shadow|signal|spawn|stdalign|stdarg|stdatomic|stdbit|stdbool|stdckdint|stddef|stdint|stdio|stdio_ext|stdlib|stdnoreturn|string|strings|stropts|syscall|syslog|tar|termio|termios|tgmath|thread_db|threads|time|ttyent|uchar|ucontext|ulimit|unistd|utime|utmp|utmpx|values|wait|wchar|wctype|wordexp)\.h$/;

/** A place that a file can be looked for by: its folder. */
interface Placed {
  readonly path: string;
  readonly folder: string;
}

/**
 * The files that an include of a file in `folder` may mean, of those with the same base name: the one beside it, else
 * those whose path ends like the include and that lie nearest; all of them where several are as near. None for a
 * header of the system.
 */
export function resolveInclude<T extends Placed>(
  { name, quoted }: Include,
  folder: string,
  named: (base: string) => readonly T[],
): readonly T[] {
  if (!quoted && SYSTEM.test(name)) return [];
  const base = name.slice(name.lastIndexOf('/') + 1);
  const all = named(base);
  if (all.length === 0) return [];
  const exact = normalised(`${folder}/${name}`);
  const beside = all.find((one) => one.path === exact);
  if (beside && quoted) return [beside];
  const end = name.replace(/^(?:\.\.?\/)+/, '');
  const fitting = all.filter((one) => one.path === end || one.path.endsWith(`/${end}`));
  if (fitting.length < 2) return fitting;
  const shared = fitting.map((one) => sharedFolders(one.folder, folder));
  const most = Math.max(...shared);
  return fitting.filter((_, i) => shared[i] === most);
}

/** A path without `.` and `..`, where they can be told. */
export function normalised(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '.') out.push(part);
  }
  return out.join('/');
}

/** How many folders two paths have in common from the root on. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let n = 0;
  while (n < left.length && n < right.length && left[n] === right[n]) n++;
  return n;
}
