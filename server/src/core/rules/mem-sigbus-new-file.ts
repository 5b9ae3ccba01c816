/** `mem/sigbus-new-file`: an empty new file mapped and accessed. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, unparen, type CallExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind, isSet } from './support/arguments.ts';
import { failureStatement, indentAt } from './support/error-style.ts';
import { accesses } from './support/mapped-memory.ts';
import { placeInBlock } from './support/parents.ts';

/** Always empty; the others only with the flags that say so. */
const EMPTY = new Set(['memfd_create', 'memfd_secret', 'mkstemp', 'mkostemp', 'mkstemps']);
const OPENS: Readonly<Record<string, number>> = { open: 1, openat: 2, shm_open: 1 };
/** Calls that leave the size of the file alone. */
const NEUTRAL = new Set([
  ...['mmap', 'mmap64', 'close', 'fchmod', 'fchown', 'fstat', 'fstat64', 'fsync', 'printf'],
  ...['fprintf', 'snprintf', 'shm_unlink', 'unlink', 'perror'],
]);

export const memSigbusNewFile = defineRule({
  meta: {
    id: 'mem/sigbus-new-file',
    summary: 'A new, empty file mapped and accessed without giving it a size',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-119'],
    messages: {
      empty:
        'The file behind this mapping is new and has 0 bytes: the first access gives SIGBUS, ftruncate() it first.',
    },
    docs: {
      why: `A mapping may be longer than its file; pages behind the end of the file are not there, and an access
to one of them is SIGBUS. What memfd_create(), shm_open() or mkstemp() have just made is empty, so every page is
behind the end. ftruncate() gives the file its size; its pages are then zero until written.`,
      bad: [
        `#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

int *counter(void)
{
    int fd = memfd_create("counter", MFD_CLOEXEC);
    if (fd < 0)
        return NULL;
    int *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        return NULL;
    *p = 1;
    return p;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

int *counter(void)
{
    int fd = memfd_create("counter", MFD_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (ftruncate(fd, 4096) < 0)
        return NULL;
    int *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        return NULL;
    *p = 1;
    return p;
}
`,
      ],
      limits: `Only where the same function makes the file, maps it and accesses the mapping, and gives the
descriptor to nothing that might write to it. Silent in functions that handle SIGBUS.`,
      references: ['man:mmap(2)', 'man:memfd_create(2)', 'man:shm_open(3)', 'CWE-119'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const { fn } = call;
    const fd = argumentOfKind(call, 'fd');
    const { kind, variable } = ctx.result(call);
    if (fn === undefined || fd === undefined || kind !== 'assigned' || variable === undefined)
      return;
    const name = nameOf(uncast(fd.expr));
    if (name === undefined || call.via !== 'libc' || ctx.mentions('SIGBUS', call)) return;
    const uses = accesses(fn, variable, (s) => ctx.text(s)).filter((e) => e.start > call.end);
    if (uses.length === 0 || ![...EMPTY, 'O_EXCL', 'O_TRUNC'].some((w) => ctx.mentions(w, call)))
      return;
    const paths = ctx.paths(call);
    const from = paths?.resource(fd.expr);
    if (from?.kind !== 'call' || !isEmpty(from.syscall?.name ?? from.name, from.expr, ctx)) return;
    if (mayGrow(name, fn, from.expr)) return;
    const use = uses.find((e) => paths?.certainlyBefore(e)?.some((c) => c.expr === call.expr));
    if (use === undefined) return;
    yield {
      message: 'empty',
      span: use,
      related: [
        { span: from.expr, text: 'made here' },
        { span: call, text: 'mapped here' },
      ],
      fixes: sized(call, name, fn, ctx),
    };
  },
});

function isEmpty(name: string, expr: CallExpr, ctx: RuleContext): boolean {
  if (EMPTY.has(name)) return true;
  const position = Object.hasOwn(OPENS, name) ? OPENS[name] : undefined;
  const flags = position === undefined ? undefined : expr.args[position];
  if (flags === undefined) return false;
  const value = ctx.value(flags);
  const fresh = isSet(value, 'O_CREAT', ctx) && isSet(value, 'O_EXCL', ctx);
  return fresh || isSet(value, 'O_TRUNC', ctx);
}

/** Is the descriptor given to anything that might write to the file, or kept where others find it? */
function mayGrow(name: string, fn: FunctionIr, made: Expr): boolean {
  let grows = false;
  const is = (e: Expr): boolean => nameOf(uncast(e)) === name;
  walk(fn.body, (n) => {
    if (n.kind === 'call') {
      const neutral = NEUTRAL.has(nameOf(n.callee) ?? '');
      if (!neutral && n.args.some((a) => holds(a, name))) grows = true;
    } else if (n.kind === 'assign' && is(n.right)) grows = true;
    else if (n.kind === 'decl' && n.vars.some((v) => v.init && is(v.init))) grows = true;
    else if (n.kind === 'init' && n.entries.some((e) => is(e.value))) grows = true;
    else if (n.kind === 'unary' && n.op === '&' && is(n.operand)) grows = true;
    else if (n.kind === 'opaque' || n.kind === 'opaque-stmt') grows ||= n.start > made.start;
    else if (n.kind === 'assign' && is(n.left) && unparen(n.right) !== made) grows = true;
  });
  return grows;
}

function holds(expr: Expr, name: string): boolean {
  let hit = false;
  walk(expr, (n) => {
    if (n.kind === 'name' && n.name === name) hit = true;
  });
  return hit;
}

/** Gives the file its size before the statement that maps it. */
function sized(call: SyscallCall, fd: string, fn: FunctionIr, ctx: RuleContext): Fix[] {
  const text = (span: { start: number; end: number }): string => ctx.text(span);
  const statement = placeInBlock(fn, call.expr);
  const leave = statement && failureStatement(fn, statement, text);
  const length = argumentOfKind(call, 'length');
  if (statement === undefined || leave === undefined || length === undefined) return [];
  const indent = indentAt(fn, statement.start, text);
  const at = { start: statement.start, end: statement.start };
  const newText = `if (ftruncate(${fd}, ${ctx.text(length)}) < 0)\n${indent}    ${leave}\n${indent}`;
  return [
    {
      title: 'Set its size with ftruncate()',
      safety: 'unsafe',
      edits: [{ span: at, newText }],
      include: 'unistd.h',
    },
  ];
}
