/** Small authored data for the tests of the checks: one good call, one good set, edited by each case. */
import { parse, stringify } from 'yaml';
import type { CheckContext } from '../../data/tools/checks/check.ts';
import { readCheckContext } from '../../data/tools/lint.ts';
import { sortAuthored } from '../../data/tools/lib/authored-data.ts';

/** A page that every check accepts. */
export const GOOD_CALL = `name: munlock
group: Memory
summary: Let the kernel swap pages out again
description: |
  Undoes mlock() for whole pages. Locks do not nest, so one call is enough.
signatures:
  - kind: libc
    headers: [sys/mman.h]
    text: int munlock(const void *addr, size_t len);
params:
  - name: addr
    type: const void *
    kind: address
    meaning: Start of the range, rounded down to its page.
  - name: prot
    type: int
    kind: flags
    group: mmap-prot
    meaning: Only here so that the set below has a user.
fails: "-1"
returns: 0, or -1 with errno.
errors:
  ENOMEM:
    - text: Part of the range is not mapped.
      source: man:munlock(2)
history:
  - version: "2.0"
    text: First release with the call.
    source: man:syscalls(2)
  - version: "2.6.9"
    text: Needs no privilege any more.
    source: man:munlock(2)
pitfalls:
  - text: Memory locked by mlockall() is unlocked too.
    source: kernel:mm/mlock.c
security: Secrets become swappable from this moment.
observability: VmLck in /proc/PID/status falls.
containersNote: Allowed, as it gives nothing away.
seccomp:
  note: Refuses the call with EPERM.
  libseccomp: |
    rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(munlock), 0);
  companions: []
strace:
  command: strace -e trace=munlock ./a
  output: |
    munlock(0x7f0000000000, 4096) = 0
  note: One page is released.
capabilities: []
snippet: |
  if (munlock(\${1:addr}, \${2:len}) == -1) {
  	perror("munlock");
  }
  $0
related:
  - name: mlock
    why: locks the pages
sources:
  - man:munlock(2)
`;

/** A set that every check accepts. */
export const GOOD_SET = `id: mmap-prot
title: memory protection
kind: mask
prefixes: [PROT_]
header: sys/mman.h
members:
  - name: PROT_READ
    summary: Pages can be read.
  - name: PROT_WRITE
    summary: Pages can be written.
`;

const GOOD_ERRNOS = `ENOMEM:
  meaning: The kernel has no memory left, or a limit is reached.
  advice: Look at ulimit -l.
`;

/** Paths of the good files. */
export const CALL = 'data/syscalls/memory/munlock.yaml';
export const SET = 'data/flag-sets/mmap-prot.yaml';

const real = readCheckContext(() => undefined);

/** The good files with some of them replaced or added; `undefined` takes one away. Facts and schemas are the real ones. */
export function dataContext(
  files: Readonly<Record<string, string | undefined>>,
  notes: string[] = [],
): CheckContext {
  const texts = new Map<string, string>();
  const all: Record<string, string | undefined> = {
    [CALL]: GOOD_CALL,
    [SET]: GOOD_SET,
    'data/errno.yaml': GOOD_ERRNOS,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) if (text !== undefined) texts.set(path, text);
  const note = (text: string): void => void notes.push(text);
  return { ...real, data: sortAuthored(texts), note };
}

/** A copy of a YAML text with the value at a path set (or, for `undefined`, deleted). */
export function edit(text: string, path: readonly (string | number)[], value: unknown): string {
  const data = parse(text) as Record<string | number, unknown>;
  let target = data;
  for (const key of path.slice(0, -1)) target = target[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(target, last);
  else target[last] = value;
  return stringify(data, { lineWidth: 0 });
}
