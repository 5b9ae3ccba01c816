/** Reads strace's hand-kept tables of system calls, errnos and signals, one per architecture. Pure; files come through a reader. */

/** Text of a file below strace's `src/linux`, by path from there; `undefined` when there is none. */
export type StraceReader = (path: string) => string | undefined;

/** A line of a `syscallent.h`. */
export interface StraceCall {
  readonly name: string;
  /** Number with the base of the ABI where the table has one; x32 has none. */
  readonly number: number;
  /** Classes that strace filters by: `TD`, `TF`, …; empty for none. */
  readonly classes: readonly string[];
  /** Decoder: `mmap`, `printargs`, … */
  readonly decoder: string;
}

export interface StraceArch {
  /** Folder below `src/linux`. */
  readonly folder: string;
  /** What its build defines and the tables ask for. */
  readonly defines: readonly string[];
  /** Added to each number of the table. */
  readonly base?: number;
}

const TIME32 = ['HAVE_ARCH_TIME32_SYSCALLS'];

/** Architecture of ours → where strace keeps its tables. strace knows no hexagon, no 32-bit riscv, no 32-bit loongarch. */
export const straceArches: Readonly<Record<string, StraceArch>> = {
  x86_64: { folder: 'x86_64', defines: [] },
  i386: { folder: 'i386', defines: [] },
  x32: { folder: 'x32', defines: [], base: 0x40000000 },
  arm: { folder: 'arm', defines: ['__ARM_EABI__'] },
  aarch64: { folder: 'aarch64', defines: [] },
  riscv64: { folder: 'riscv64', defines: [] },
  loongarch64: { folder: 'loongarch64', defines: [] },
  mips: { folder: 'mips', defines: ['LINUX_MIPSO32'] },
  mips64: { folder: 'mips', defines: ['LINUX_MIPSN64'] },
  mips64n32: { folder: 'mips', defines: ['LINUX_MIPSN32'] },
  powerpc: { folder: 'powerpc', defines: [] },
  powerpc64: { folder: 'powerpc64', defines: [] },
  s390x: { folder: 's390x', defines: [] },
  sparc: { folder: 'sparc', defines: [] },
  sparc64: { folder: 'sparc64', defines: [] },
  m68k: { folder: 'm68k', defines: [] },
  parisc: { folder: 'hppa', defines: [] },
  alpha: { folder: 'alpha', defines: [] },
  sh: { folder: 'sh', defines: [] },
  xtensa: { folder: 'xtensa', defines: [] },
  arc: { folder: 'arc', defines: TIME32 },
  csky: { folder: 'csky', defines: TIME32 },
  microblaze: { folder: 'microblaze', defines: [] },
  nios2: { folder: 'nios2', defines: TIME32 },
  openrisc: { folder: 'or1k', defines: TIME32 },
};

/** Calls of one architecture, in the order of its table; those of other ABIs and operating systems are left out. */
export function straceCalls(arch: StraceArch, read: StraceReader): StraceCall[] {
  return straceEntries(arch, read).flatMap(({ index, name, ...rest }) => {
    const number = parseInteger(index);
    return number === undefined ? [] : [{ name, number: number + (arch.base ?? 0), ...rest }];
  });
}

/** The same, with those whose place in the table is no number but an expression (arm's private calls). */
export function straceEntries(
  arch: StraceArch,
  read: StraceReader,
): (Omit<StraceCall, 'number'> & { readonly index: string })[] {
  const entries: ReturnType<typeof straceEntries> = [];
  const entry = /^\[([^\]]*)\]\s*=\s*\{\s*\w+\s*,([^,]*),\s*SEN\((\w+)\)\s*,\s*"([^"]+)"/;
  for (const line of flatten(`${arch.folder}/syscallent.h`, arch, read)) {
    const [, index = '', classes = '', decoder = '', name = ''] = entry.exec(line) ?? [];
    // `name#64`: a number of the 64-bit table that the ABI beside it refuses.
    if (name === '' || name.includes('#')) continue;
    entries.push({
      index,
      name,
      classes: classes.split('|').flatMap((text) => text.trim().replace(/^0$/, '') || []),
      decoder,
    });
  }
  return entries;
}

/** errno name → number, of the architecture's own table or the shared one. */
export function straceErrnos(arch: StraceArch, read: StraceReader): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of flatten(ownOrShared('errnoent.h', arch, read), arch, read)) {
    const [, index = '', name = ''] = /^\[([^\]]*)\]\s*=\s*"(\w+)"/.exec(line) ?? [];
    const number = parseInteger(index);
    if (number !== undefined) found.set(name, number);
  }
  return found;
}

/** Signal name → number; the tables are lists that begin at 0. */
export function straceSignals(arch: StraceArch, read: StraceReader): Map<string, number> {
  const found = new Map<string, number>();
  const lines = flatten(ownOrShared('signalent.h', arch, read), arch, read);
  const names = lines.flatMap((line) => /^\s*"(\w+)"/.exec(line)?.[1] ?? []);
  names.forEach((name, number) => {
    if (name.startsWith('SIG')) found.set(name, number);
  });
  return found;
}

function ownOrShared(file: string, arch: StraceArch, read: StraceReader): string {
  const own = `${arch.folder}/${file}`;
  return read(own) === undefined ? `generic/${file}` : own;
}

/** Lines that the preprocessor would keep, includes in place, `BASE_NR` replaced. A file that is missing has none. */
function flatten(path: string, arch: StraceArch, read: StraceReader): string[] {
  const macros = new Map(arch.defines.map((name) => [name, '1']));
  const lines: string[] = [];
  include(path, macros, read, lines);
  return lines;
}

function include(
  path: string,
  macros: Map<string, string>,
  read: StraceReader,
  lines: string[],
): void {
  const stack: boolean[] = [];
  for (const line of (read(path) ?? '').split('\n')) {
    const [, word, rest = ''] = /^\s*#\s*(\w+)\s*(.*)$/.exec(line) ?? [];
    const live = stack.every(Boolean);
    if (word === undefined) {
      if (live) lines.push(line.replace(/\bBASE_NR\b/, macros.get('BASE_NR') ?? '0'));
    } else if (word.startsWith('if')) {
      const name = /^(?:defined\s+)?(\w+)/.exec(rest)?.[1] ?? '';
      stack.push(macros.has(name) !== (word === 'ifndef'));
    } else if (word === 'else') stack.push(stack.pop() === false);
    else if (word === 'endif') stack.pop();
    else if (live) obey(word, rest, path, macros, read, lines);
  }
}

function obey(
  word: string,
  rest: string,
  path: string,
  macros: Map<string, string>,
  read: StraceReader,
  lines: string[],
): void {
  const [, name = '', value = ''] = /^(\w+)\s*(.*)$/.exec(rest) ?? [];
  if (word === 'define') macros.set(name, value.trim());
  if (word === 'undef') macros.delete(name);
  const target = word === 'include' ? /^"([^"]+)"/.exec(rest)?.[1] : undefined;
  if (target === undefined) return;
  const folder = path.replace(/[^/]*$/, '');
  const near = `${folder}${target}`.replace(/[^/]+\/\.\.\//, '');
  // What is not beside the file is in one of the shared folders, as in strace's own search path.
  const found = [near, `generic/${target}`, `32/${target}`].find((at) => read(at) !== undefined);
  if (found !== undefined) include(found, macros, read, lines);
}

/** `12`, ` 5000 + 12`; `undefined` for a range or a name. */
function parseInteger(text: string): number | undefined {
  if (!/^[\d\s+]+$/.test(text)) return undefined;
  return text.split('+').reduce((sum, part) => sum + Number(part), 0);
}
