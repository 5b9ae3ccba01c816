/**
 * Words under which C code calls a system call: the names of the knowledge base, the 64-bit file names of glibc, the
 * C library's own names for its functions, and its checked variants. It reads no text.
 */
import type { Kb } from '../kb/kb.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import { nameOf, type Expr } from './ir.ts';

/** What a word says when it stands before a `(`. */
export interface Spelling {
  readonly info: CallInfo;
  /** Position in the written arguments of each argument of the call; absent: as they stand. */
  readonly order?: readonly number[];
  /** Known by another name, or written by the C library and its headers only: shown, never judged. */
  readonly shownOnly: boolean;
}

/** glibc's names for files beyond 2 GB: feature_test_macros(7), _LARGEFILE64_SOURCE. */
const RENAMED: Readonly<Record<string, string>> = {
  ...{ open64: 'open', openat64: 'openat', creat64: 'creat', lseek64: 'lseek', mmap64: 'mmap' },
  ...{ fallocate64: 'fallocate', getrlimit64: 'getrlimit', setrlimit64: 'setrlimit' },
  ...{ preadv64: 'preadv', pwritev64: 'pwritev', preadv64v2: 'preadv2', pwritev64v2: 'pwritev2' },
};

/** C names of calls that the kernel has under another name, with the arguments in the same places: shown only. */
const SHOWN: Readonly<Record<string, string>> = {
  ...{ _exit: 'exit_group', _Exit: 'exit_group', fstatat: 'newfstatat' },
  ...{ pread: 'pread64', pwrite: 'pwrite64', prlimit: 'prlimit64' },
};

/** glibc's `debug/*_chk.c` and `io/open_2.c`: the call, and which of the written arguments are its own. */
const CHECKED: Readonly<Record<string, readonly [string, readonly number[]]>> = {
  __open_2: ['open', [0, 1]],
  __open64_2: ['open', [0, 1]],
  __openat_2: ['openat', [0, 1, 2]],
  __openat64_2: ['openat', [0, 1, 2]],
  __read_chk: ['read', [0, 1, 2]],
  __pread_chk: ['pread64', [0, 1, 2, 3]],
  __pread64_chk: ['pread64', [0, 1, 2, 3]],
  __recv_chk: ['recv', [0, 1, 2, 4]],
  __recvfrom_chk: ['recvfrom', [0, 1, 2, 4, 5, 6]],
  __readlink_chk: ['readlink', [0, 1, 2]],
  __readlinkat_chk: ['readlinkat', [0, 1, 2, 3]],
  __getcwd_chk: ['getcwd', [0, 1]],
  __getgroups_chk: ['getgroups', [0, 1]],
  __poll_chk: ['poll', [0, 1, 2]],
  __ppoll_chk: ['ppoll', [0, 1, 2, 3]],
};

/** Functions that glibc has under `__x` or `__libc_x` too, in its symbol table or its own sources. */
const DOUBLED =
  'accept bind clone close connect creat dup2 execve fcntl fork fstatat fsync getpid getpgid getsockopt ' +
  'gettimeofday ioctl kill listen lseek lseek64 lstat madvise mkdir mmap mmap64 mprotect mremap msync munmap ' +
  'nanosleep open open64 openat openat64 pause pipe pipe2 poll ppoll pread pread64 preadv pwrite pwrite64 pwritev ' +
  'read readlink readv recv recvfrom recvmsg sched_yield select send sendmsg sendto sigaction socket socketpair ' +
  'stat umask unlink vfork waitpid write writev';
const DOUBLES = new Set(DOUBLED.split(' '));

/** What a word before a `(` calls; `undefined` for words that are no such spelling, and for homonyms of a call. */
export function spellingOf(name: string, kb: Kb): Spelling | undefined {
  const plain = plainSpelling(name, kb);
  if (plain !== undefined || !name.startsWith('__')) return plain;
  const checked = Object.hasOwn(CHECKED, name) ? CHECKED[name] : undefined;
  if (checked !== undefined) {
    const info = kb.call(checked[0]);
    return info && { info, order: checked[1], shownOnly: true };
  }
  const inner = /^__(?:libc_|GI_)?(\w+?)(?:_nocancel)?$/.exec(name)?.[1] ?? '';
  const own = DOUBLES.has(inner) ? plainSpelling(inner, kb) : undefined;
  return own && { info: own.info, shownOnly: true };
}

function plainSpelling(name: string, kb: Kb): Spelling | undefined {
  const shown = Object.hasOwn(SHOWN, name) ? SHOWN[name] : undefined;
  const renamed = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  const info = kb.call(shown ?? renamed ?? name);
  if (info === undefined || (info.homonym && info.name === name)) return undefined;
  return { info, shownOnly: shown !== undefined };
}

/** Every word that `spellingOf` may know beyond the names of the knowledge base, with its call. */
export function moreSpellings(kb: Kb): ReadonlyMap<string, string> {
  let all = found.get(kb);
  if (all === undefined) {
    const doubles = [...DOUBLES].flatMap((n) => [`__${n}`, `__libc_${n}`, `__${n}_nocancel`]);
    const words = [RENAMED, SHOWN, CHECKED].flatMap((table) => Object.keys(table));
    const entries = [...words, ...doubles].flatMap((word) => {
      const name = spellingOf(word, kb)?.info.name;
      return name === undefined ? [] : [[word, name] as const];
    });
    found.set(kb, (all = new Map(entries)));
  }
  return all;
}
const found = new WeakMap<Kb, ReadonlyMap<string, string>>();

/** How a function or macro says which call it makes, and where that call's arguments begin. */
export interface RawForm {
  /** `number`: by `SYS_x`, `__NR_x`; `name`: by the bare name. */
  readonly by: 'number' | 'name';
  /** Index of the first argument that belongs to the call, given what stands second. */
  readonly skip: (second: string | undefined) => number;
  /** Judged like any call: the function of the C library, whose results are documented. */
  readonly judged: boolean;
}
const one = (): number => 1;
const RAW_FORMS: Readonly<Record<string, RawForm>> = {
  syscall: { by: 'number', skip: one, judged: true },
  // musl's src/internal/syscall.h; glibc's sysdep.h, where INTERNAL_SYSCALL took an `err` before its count once.
  __syscall: { by: 'number', skip: one, judged: false },
  INLINE_SYSCALL: { by: 'name', skip: () => 2, judged: false },
  INLINE_SYSCALL_CALL: { by: 'name', skip: one, judged: false },
  INTERNAL_SYSCALL_CALL: { by: 'name', skip: one, judged: false },
  SYSCALL_CANCEL: { by: 'name', skip: one, judged: false },
  INTERNAL_SYSCALL: {
    by: 'name',
    skip: (second) => (second === undefined || /^\d+$/.test(second) ? 2 : 3),
    judged: false,
  },
};

/** The form of a word that makes raw calls, or `undefined`. */
export function rawForm(name: string): RawForm | undefined {
  return Object.hasOwn(RAW_FORMS, name) ? RAW_FORMS[name] : undefined;
}

/** Words that make raw calls. */
export const RAW_WORDS: readonly string[] = Object.keys(RAW_FORMS);

/** The call that `SYS_x`, `__NR_x` names, or `undefined`. */
export function numberedCall(name: string, kb: Kb): CallInfo | undefined {
  const m = /^(?:SYS|__NR|__SNR)_(\w+)$/.exec(name);
  return m?.[1] === undefined ? undefined : kb.call(m[1]);
}

/** True for macros that take a call's bare name: libseccomp's, the kernel's definitions, glibc's raw calls. */
export function namesCall(macro: string): boolean {
  return rawForm(macro)?.by === 'name' || NAMING.test(macro);
}
const NAMING =
  /^(?:SCMP_SYS|(?:COMPAT_)?SYSCALL(?:32)?_DEFINE\d|SYSCALL_DEFINE_MAXARGS|ALLOW_SYSCALL|DENY_SYSCALL)$/;

const words = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** Words under which the calls of these kernel names can stand in a text, those of raw calls among them. */
export function wordsFor(names: ReadonlySet<string>, kb: Kb): ReadonlySet<string> {
  const known = words.get(names);
  if (known) return known;
  const out = new Set([...names, ...RAW_WORDS]);
  words.set(names, out);
  for (const [word, name] of moreSpellings(kb)) if (names.has(name)) out.add(word);
  for (const [alias, name] of Object.entries(kb.index.aliases)) if (names.has(name)) out.add(alias);
  return out;
}

/** A call as its spelling and written arguments tell. */
export interface Spelled {
  readonly info: CallInfo;
  readonly via: 'libc' | 'raw';
  /** Arguments of the call alone, in the order that `via` has. */
  readonly args: readonly Expr[];
  /** What names a raw call. */
  readonly number?: Expr;
  readonly judged: boolean;
}

/** Which call a word with these arguments makes; `undefined` when it is none, or one that cannot be told. */
export function readSpelling(word: string, args: readonly Expr[], kb: Kb): Spelled | undefined {
  const raw = rawForm(word);
  if (!raw) {
    const spelling = spellingOf(word, kb);
    if (!spelling) return undefined;
    const { info, order, shownOnly } = spelling;
    const own = order ? order.flatMap((i) => args[i] ?? []) : args;
    const wrapped = info.libc.glibc !== undefined || info.libc.musl === true;
    return { info, via: 'libc', args: own, judged: wrapped && !shownOnly };
  }
  const [number, second] = args;
  const name = number && nameOf(number);
  const info = name && (raw.by === 'number' ? numberedCall(name, kb) : kb.call(name));
  if (!number || !info) return undefined;
  const own = args.slice(raw.skip(second?.kind === 'number' ? second.text : second && ''));
  return { info, via: 'raw', args: own, number, judged: raw.judged };
}
