/** `mem/fd-mode`: a mapping that the way its descriptor was opened does not allow. */
import type { Resource } from '../c/path-facts.ts';
import { fieldOf, type Value } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, fieldIn, isSet } from './support/arguments.ts';
import { withNameFor } from './support/flag-edits.ts';

type Opened = Extract<Resource, { kind: 'call' }>;

/** Position of the flags: the calls that open files by name. */
const FLAGS: Readonly<Record<string, number>> = { open: 1, openat: 2, shm_open: 1 };

/** Words one of which stands in a function that opens a file. */
const OPENERS = ['open', 'open64', 'openat', 'openat64', 'creat', 'shm_open', 'syscall'];

export const memFdMode = defineRule({
  meta: {
    id: 'mem/fd-mode',
    summary: 'A mapping that the mode of its descriptor does not allow',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    supersedes: ['fd/path-only'],
    messages: {
      write:
        'mmap() fails with EACCES: a shared writable mapping needs a descriptor opened with O_RDWR, not O_RDONLY.',
      read: 'mmap() fails with EACCES: every mapping needs a readable descriptor, and {by}() opens this one write-only.',
      path: 'mmap() fails with EBADF: a descriptor opened with O_PATH cannot be mapped.',
    },
    docs: {
      why: `A mapping reads the file to fill its pages, so the descriptor must be open for reading, even for a
mapping that is only written. One that is shared and writable writes to the file and needs O_RDWR. The kernel
compares both with the mode of the descriptor and answers EACCES. MAP_PRIVATE never writes to the file: O_RDONLY
is enough for it.`,
      bad: [
        `#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>

void *counters(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return MAP_FAILED;
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>

void *counters(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return MAP_FAILED;
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}
`,
      ],
      limits: `Only where one open(), openat(), creat() or shm_open() of the same function is the descriptor's
source on every path, and its flags are known.`,
      references: ['man:mmap(2)', 'man:open(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const prot = argumentTaking(call, 'PROT_WRITE', ctx);
    const flags = argumentTaking(call, 'MAP_SHARED', ctx);
    const fd = argumentOfKind(call, 'fd');
    if (prot === undefined || flags === undefined || fd === undefined) return;
    if (!OPENERS.some((name) => ctx.mentions(name, call))) return;
    const from = ctx.paths(call)?.resource(fd.expr);
    if (from?.kind !== 'call' || from.of !== 'fd' || from.via !== 'result') return;
    const value = ctx.value(flags.expr);
    if (!isAnonymousFree(value, ctx)) return;
    const related = [{ span: from.expr, text: 'opened here' }];
    const mode = modeOf(from, ctx);
    if (mode === 'path') yield { message: 'path', span: fd, related };
    else if (mode === 'write') {
      yield { message: 'read', data: { by: from.name }, span: fd, related, fixes: reopen(from) };
    } else if (mode === 'read') {
      const type = fieldIn(flags, 'MAP_TYPE', value, ctx);
      const shared = type === 1n || type === 3n;
      if (!shared || !isSet(ctx.value(prot.expr), 'PROT_WRITE', ctx)) return;
      const edit = withNameFor(flags.expr, 'MAP_SHARED', 'MAP_PRIVATE');
      const own: Fix[] = edit
        ? [{ title: 'Use MAP_PRIVATE', safety: 'unsafe', edits: [edit] }]
        : [];
      yield { message: 'write', span: flags, related, fixes: [...reopen(from), ...own] };
    }
  },
});

/** With MAP_ANONYMOUS the descriptor is not looked at. */
function isAnonymousFree(flags: Value, ctx: RuleContext): boolean {
  const bits = ctx.kb.value('MAP_ANONYMOUS', ctx.target.arch);
  return bits !== undefined && fieldOf(flags, bits) === 0n;
}

function modeOf(from: Opened, ctx: RuleContext): 'read' | 'write' | 'path' | undefined {
  const name = from.syscall?.name ?? from.name;
  if (name === 'creat') return 'write';
  const position = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
  const flags = position === undefined ? undefined : flagsOf(from, position);
  if (flags === undefined) return undefined;
  const value = ctx.value(flags);
  if (isSet(value, 'O_PATH', ctx)) return 'path';
  const path = ctx.kb.value('O_PATH', ctx.target.arch) ?? 0n;
  if (fieldOf(value, path) !== 0n) return undefined;
  const access = fieldOf(value, 3n);
  return access === 0n ? 'read' : access === 1n ? 'write' : undefined;
}

function flagsOf(from: Opened, position: number): Opened['expr']['args'][number] | undefined {
  return from.syscall ? from.syscall.args[position]?.expr : from.expr.args[position];
}

/** Opens the file for both. */
function reopen(from: Opened): Fix[] {
  const name = from.syscall?.name ?? from.name;
  const flags = flagsOf(from, FLAGS[name] ?? -1);
  if (flags === undefined) return [];
  const edit = withNameFor(flags, 'O_RDONLY', 'O_RDWR') ?? withNameFor(flags, 'O_WRONLY', 'O_RDWR');
  return edit ? [{ title: 'Open with O_RDWR', safety: 'unsafe', edits: [edit] }] : [];
}
