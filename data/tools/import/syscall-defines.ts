/** Imports raw prototypes from the kernel's `SYSCALL_DEFINEn(…)`. Pure: contents in, records out. */
import { compareText } from '../lib/problem.ts';

/** One definition of an entry point. */
export interface DefineRecord {
  /** Entry point as the tables name it: `sys_mmap`, `compat_sys_ioctl`. */
  readonly entry: string;
  /** Source file, from the root of the kernel tree. */
  readonly file: string;
  /** `[type, name]` in kernel order; `__user` and the like are dropped. */
  readonly params: readonly (readonly [string, string])[];
  /** Preprocessor condition it stands under, where the file defines the entry more than once. */
  readonly when?: string;
}

/** Every definition in `path → text`, sorted by entry, then file, then condition. */
export function importDefines(files: ReadonlyMap<string, string>): DefineRecord[] {
  const records: DefineRecord[] = [];
  for (const [file, text] of files) {
    const found = definesIn(text);
    for (const define of found) {
      const twice = found.filter((other) => other.entry === define.entry).length > 1;
      const { entry, params, when } = define;
      records.push(twice && when !== '' ? { entry, file, params, when } : { entry, file, params });
    }
  }
  return records.sort(
    (a, b) =>
      compareText(a.entry, b.entry) ||
      compareText(a.file, b.file) ||
      compareText(a.when ?? '', b.when ?? ''),
  );
}

/** Entry points that `kernel/sys_ni.c` answers with ENOSYS when nothing else defines them. */
export function importConditional(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^\s*COND_SYSCALL\((\w+)\)/gm)].map((match) => `sys_${match[1] ?? ''}`),
  );
}

interface Found {
  readonly entry: string;
  readonly params: readonly (readonly [string, string])[];
  readonly when: string;
}

function definesIn(text: string): Found[] {
  const bare = text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  const conditions = conditionsByOffset(bare);
  const found: Found[] = [];
  const pattern = /^(COMPAT_)?SYSCALL(?:32)?_DEFINE([0-6])\(([^()]*(?:\([^()]*\)[^()]*)*)\)/gm;
  for (const match of bare.matchAll(pattern)) {
    const [name = '', ...rest] = (match[3] ?? '')
      .split(',')
      .map((part) => part.trim().replace(/\s+/g, ' '));
    if (rest.length !== 2 * Number(match[2])) continue;
    const params: [string, string][] = [];
    for (let i = 0; i < rest.length; i += 2)
      params.push([plainType(rest[i] ?? ''), rest[i + 1] ?? '']);
    const prefix = match[1] === undefined ? 'sys_' : 'compat_sys_';
    found.push({ entry: prefix + name, params, when: conditions(match.index) });
  }
  return found;
}

function plainType(text: string): string {
  const words = text.replace(/\b__(?:user|kernel|force|iomem)\b/g, ' ').replace(/\*/g, ' * ');
  return words
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\* (?=\*|const\b)/g, '*');
}

/** Answers which `#if` conditions enclose an offset, innermost last, joined by `&&`. */
function conditionsByOffset(text: string): (offset: number) => string {
  const marks: { readonly offset: number; readonly text: string }[] = [];
  const stack: string[][] = [];
  for (const match of text.matchAll(/^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|else|endif)\b(.*)$/gm)) {
    const [, word = '', rest = ''] = match;
    const condition = word === 'ifndef' ? `!${rest.trim()}` : rest.trim();
    if (word.startsWith('if')) stack.push([condition]);
    else if (word === 'endif') stack.pop();
    else stack.at(-1)?.push(word === 'else' ? 'else' : condition);
    marks.push({
      offset: match.index,
      text: stack.map((branch) => branch.at(-1) ?? '').join(' && '),
    });
  }
  return (offset) => marks.findLast((mark) => mark.offset < offset)?.text ?? '';
}
