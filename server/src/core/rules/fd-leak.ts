/** `fd/leak`: a return that forgets a descriptor which other ways close. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, unparen, type Expr, type FunctionIr, type ReturnStmt } from '../c/ir.ts';
import { partsOf, type Node } from '../c/walk.ts';
import type { Span, TextEdit } from '../text/span.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { MAKES_FD } from './support/fd-calls.ts';
import { indentAt, isFailureTest } from './support/error-style.ts';
import { nameOfCall } from './support/failing.ts';
import { localType } from './support/locals.ts';
import { parentMap, placeInBlock } from './support/parents.ts';

export const fdLeak = defineFunctionRule({
  meta: {
    id: 'fd/leak',
    summary: 'A return that leaves a descriptor open',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-775'],
    others: ['gcc:-Wanalyzer-fd-leak'],
    messages: {
      leak: '{variable} is still open here and nothing else holds it: close({variable}) before this return.',
    },
    docs: {
      why: `A descriptor lives until it is closed or the program ends. A way out of the function that forgets it costs one
each time; after some thousand, open fails with EMFILE, far from the place that leaks.`,
      bad: [
        `#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

long size(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) < 0)
        return -1;
    close(fd);
    return st.st_size;
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

long size(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) < 0) {
        close(fd);
        return -1;
    }
    close(fd);
    return st.st_size;
}
`,
      ],
      limits: `Only for a descriptor in a local variable that the function hands to system calls and to nobody else, that it
closes or returns on another way, and at returns after a failure where it is surely open: a success may keep it, as a
lock. main() is left alone.`,
      references: ['man:close(2)', 'CWE-775', 'CERT:FIO42-C'],
    },
  },
  words: MAKES_FD,
  *inFunction(fn, ctx) {
    if (fn.name === 'main') return;
    for (const made of ctx.calls) {
      if (!MAKES_FD.includes(made.name) || made.via !== 'libc') continue;
      const { kind, variable } = ctx.result(made);
      if (
        kind !== 'assigned' ||
        variable === undefined ||
        fn.params.some((p) => p.name === variable)
      )
        continue;
      if (localType(fn, variable) !== 'int') continue;
      const uses = usesOf(variable, fn, ctx);
      if (!uses?.given) continue;
      for (const leave of uses.returns) {
        if (!isFailure(leave, variable, fn, ctx) || !forgets(leave, made, variable, ctx)) continue;
        const fix = closing(leave, variable, fn, ctx);
        yield {
          message: 'leak',
          data: { variable },
          span: leave,
          related: [{ span: made.expr, text: 'opened here' }],
          fixes: fix ? [fix] : [],
        };
      }
    }
  },
});

/** A way out after a failure: a success may keep the descriptor on purpose, as a lock. */
function isFailure(
  leave: ReturnStmt,
  variable: string,
  fn: FunctionIr,
  ctx: FunctionContext,
): boolean {
  const failed = leave.value && /^\(*\s*(?:-|NULL\b|false\b)/.test(ctx.text(leave.value));
  const parents = parentMap(fn);
  for (let p = parents.get(leave); p; p = parents.get(p)) {
    if (p.kind === 'if' && p.yes.start <= leave.start && leave.end <= p.yes.end) {
      // A wrong test of the descriptor itself is fd/zero-check's.
      if (isOwnTest(p.test, variable)) return false;
      return failed === true || isFailureTest(p.test);
    }
  }
  return failed === true;
}

/** `!fd`, `fd <= 0` */
function isOwnTest(test: Expr, variable: string): boolean {
  const e = unparen(test);
  if (nameOf(e) === variable) return true;
  if (e.kind === 'unary') return nameOf(e.operand) === variable;
  return e.kind === 'binary' && [e.left, e.right].some((x) => nameOf(x) === variable);
}

/** Surely open there, and closed on no way that leads there. */
function forgets(
  leave: ReturnStmt,
  made: SyscallCall,
  variable: string,
  ctx: FunctionContext,
): boolean {
  if (leave.start < made.end) return false;
  const paths = ctx.paths(leave);
  const states = paths?.testedBefore(made.expr, leave);
  if (states?.size !== 1 || !states.has('ok')) return false;
  if (paths?.cleanupOf(variable) !== undefined || paths?.inChildOf(leave)) return false;
  const before = paths?.mayBefore(leave) ?? [];
  // One more descriptor in the same variable: which of the two is meant cannot be told.
  if (
    before.some(
      (c) =>
        c.expr !== made.expr && MAKES_FD.includes(c.name ?? '') && isFor(c.expr, variable, ctx),
    )
  ) {
    return false;
  }
  return !before.some((c) => c.expr.start > made.start && closes(c.expr, variable));
}

function isFor(call: Expr, variable: string, ctx: FunctionContext): boolean {
  const other = ctx.calls.find((c) => c.expr === call);
  return other !== undefined && ctx.result(other).variable === variable;
}

function closes(call: Extract<Expr, { kind: 'call' }>, variable: string): boolean {
  return nameOfCall(call) === 'close' && call.args.some((a) => nameOf(a) === variable);
}

interface Uses {
  /** Closed or returned somewhere. */
  readonly given: boolean;
  /** Returns of something else. */
  readonly returns: readonly ReturnStmt[];
}

/** How a function uses its variable; `undefined` when somebody else may hold the descriptor. */
function usesOf(variable: string, fn: FunctionIr, ctx: FunctionContext): Uses | undefined {
  const state = { escapes: false, given: false };
  const returns: ReturnStmt[] = [];
  const known = new Set<Node>(ctx.calls.map((c) => c.expr));
  const visit = (n: Node, parent: Node | undefined): void => {
    if (n.kind === 'name' && n.name === variable) {
      if (parent?.kind === 'return') state.given = true;
      else if (parent?.kind === 'call') {
        if (!known.has(parent)) state.escapes = true;
        else if (closes(parent, variable)) state.given = true;
      } else if (!isLook(parent, n)) state.escapes = true;
    }
    if (n.kind === 'opaque' || n.kind === 'opaque-stmt') state.escapes ||= n.inner.length > 0;
    if (n.kind === 'return' && !(n.value && nameOf(n.value) === variable)) returns.push(n);
    for (const p of partsOf(n)) visit(p, n.kind === 'paren' ? parent : n);
  };
  visit(fn.body, undefined);
  return state.escapes ? undefined : { given: state.given, returns };
}

/** Assigned, compared or taken as a truth value. */
function isLook(parent: Node | undefined, name: Node): boolean {
  switch (parent?.kind) {
    case 'assign':
      return parent.left === name || nameOf(parent.left) === nameOf(parent.right);
    case 'binary':
      return /^(?:[=!]=|[<>]=?|&&|\|\|)$/.test(parent.op);
    case 'unary':
      return parent.op === '!';
    default:
      return parent?.kind === 'if' || parent?.kind === 'loop' || parent?.kind === 'expr';
  }
}

function closing(
  leave: ReturnStmt,
  variable: string,
  fn: FunctionIr,
  ctx: FunctionContext,
): Fix | undefined {
  // A value that is computed may still need the descriptor, and close() may change errno.
  const value = leave.value ? ctx.text(leave.value) : '';
  if (!/^(?:-?\w+)?$/.test(value) || value.includes('errno')) return undefined;
  const edits =
    placeInBlock(fn, leave) === leave
      ? before(leave, variable, fn, ctx)
      : braced(leave, variable, fn, ctx);
  if (!edits) return undefined;
  return { title: `Close ${variable} before`, safety: 'unsafe', edits, include: 'unistd.h' };
}

function before(
  leave: ReturnStmt,
  variable: string,
  fn: FunctionIr,
  ctx: FunctionContext,
): readonly TextEdit[] {
  const indent = indentAt(fn, leave.start, (s) => ctx.text(s));
  const at = { start: leave.start, end: leave.start };
  return [{ span: at, newText: `close(${variable});\n${indent}` }];
}

/** The only statement of an `if` on a line of its own: it gets braces. */
function braced(
  leave: ReturnStmt,
  variable: string,
  fn: FunctionIr,
  ctx: FunctionContext,
): readonly TextEdit[] | undefined {
  const head = parentMap(fn).get(leave);
  if (head?.kind !== 'if' || head.yes !== leave || head.no) return undefined;
  const gap = { start: head.test.end, end: leave.start };
  const close = /^\s*\)/.exec(ctx.text(gap))?.[0] ?? '';
  if (!/^\s*\n\s*$/.test(ctx.text(gap).slice(close.length))) return undefined;
  const text = (s: Span): string => ctx.text(s);
  const indent = indentAt(fn, leave.start, text);
  return [
    {
      span: { start: gap.start + close.length, end: leave.start },
      newText: ` {\n${indent}close(${variable});\n${indent}`,
    },
    {
      span: { start: leave.end, end: leave.end },
      newText: `\n${indentAt(fn, head.start, text)}}`,
    },
  ];
}
