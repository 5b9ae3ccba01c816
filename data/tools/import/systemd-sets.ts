/**
 * Reads systemd's groups of system calls (`SystemCallFilter=@basic-io`): from its source, `src/shared/seccomp-util.c`, or
 * from what `systemd-analyze syscall-filter` prints. Pure.
 */
import { compareText } from '../lib/problem.ts';

export interface SystemdSetRecord {
  /** With its `@`. */
  readonly name: string;
  /** Calls it names itself, sorted. */
  readonly calls: readonly string[];
  /** Groups it includes, sorted; their calls belong to it as well. */
  readonly sets: readonly string[];
}

/**
 * Sorted by name. Of the source every call counts, also one that only some architectures compile in; a printed list is that
 * of the machine it was printed on. Throws when the text holds no group, or a group that includes an unknown one.
 */
export function importSystemdSets(text: string): SystemdSetRecord[] {
  const found = text.includes('syscall_filter_sets[') ? fromSource(text) : fromListing(text);
  const names = new Set(found.map(([name]) => name));
  if (found.length === 0) throw new Error('no group of system calls in the text of systemd');
  return found
    .map(([name, members]) => {
      const sets = members.filter((member) => member.startsWith('@'));
      const unknown = sets.find((set) => !names.has(set));
      if (unknown !== undefined) throw new Error(`${name} includes ${unknown}, which is missing`);
      const calls = members.filter((member) => !member.startsWith('@'));
      return { name, calls: sortedOnce(calls), sets: sortedOnce(sets) };
    })
    .sort((a, b) => compareText(a.name, b.name));
}

/** Release in the first line, as `systemd-analyze --version` prints it: `systemd 262 (262.1-1)` → `262.1-1`. */
export function systemdRelease(text: string): string | undefined {
  return /^systemd \d+ \(([^)\s]+)\)/.exec(text)?.[1];
}

type Found = readonly [name: string, members: readonly string[]];

/** `[SYSCALL_FILTER_SET_X] = { .name = "@x", .help = "…", .value = "call\0" "@set\0" }`. */
function fromSource(text: string): Found[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*#.*$/gm, '');
  const entry = /\[SYSCALL_FILTER_SET_\w+\]\s*=\s*\{([\s\S]*?)\n\s*\},?/g;
  return [...code.matchAll(entry)].flatMap(([, body = '']) => {
    const name = /\.name\s*=\s*"(@[\w-]+)"/.exec(body)?.[1];
    const value = /\.value\s*=([\s\S]*)$/.exec(body)?.[1] ?? '';
    const members = [...value.matchAll(/"([^"]*)"/g)].flatMap(([, part = '']) => part.split('\\0'));
    return name === undefined ? [] : [[name, members.filter(Boolean)] as const];
  });
}

/** A group in the first column, its members indented below it, remarks behind `#`. */
function fromListing(text: string): Found[] {
  const found: [string, string[]][] = [];
  for (const line of text.split('\n')) {
    const [, indent = '', word] = /^(\s*)(@?[\w-]+)\s*$/.exec(line.replace(/#.*/, '')) ?? [];
    if (word === undefined) continue;
    if (indent === '') found.push([word, []]);
    else found.at(-1)?.[1].push(word);
  }
  return found.filter(([name]) => name.startsWith('@'));
}

function sortedOnce(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}
