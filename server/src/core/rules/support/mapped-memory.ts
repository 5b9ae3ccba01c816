/** How a function uses the memory behind a pointer: where it reads or writes it, and what changes the pointer. */
import {
  nameOf,
  uncast,
  unparen,
  type AssignExpr,
  type Expr,
  type FunctionIr,
} from '../../c/ir.ts';
import { walk, type Node } from '../../c/walk.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import type { Fix } from '../rule.ts';

type TextOf = (span: Span) => string;

/** Library functions and system calls that read or write behind the pointers they are given. */
export const TOUCHES: ReadonlySet<string> = new Set([
  ...['memcpy', 'memmove', 'memset', 'memcmp', 'memchr', 'strlen', 'strcpy', 'strncpy', 'strcmp'],
  ...['strncmp', 'strcat', 'strchr', 'strrchr', 'strstr', 'strdup', 'puts', 'fputs', 'fwrite'],
  ...['fread', 'fgets', 'snprintf', 'sprintf', 'qsort', 'read', 'write', 'recv', 'send', 'bzero'],
  ...['pread', 'pwrite', 'explicit_bzero', 'strtol', 'strtoul', 'atoi'],
]);

/** Expressions that access the memory, in source order: `p[0]`, `p->x`, `*p`, `memset(p, …)`. */
export function accesses(fn: FunctionIr, pointer: string, textOf: TextOf): readonly Expr[] {
  const is = (e: Expr): boolean => textOf(uncast(e)).replace(/\s+/g, '') === pointer;
  const out: Expr[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'index' && is(n.object)) out.push(n);
    else if (n.kind === 'member' && n.arrow && is(n.object)) out.push(n);
    else if (n.kind === 'unary' && n.op === '*' && !n.postfix && is(n.operand)) out.push(n);
    else if (n.kind === 'call' && TOUCHES.has(nameOf(n.callee) ?? '') && n.args.some(is)) {
      out.push(n);
    }
  });
  const sized = insideSizeof(fn);
  return out.filter((e) => !sized.some((s) => s.start <= e.start && e.end <= s.end));
}

/** Nothing is read inside of `sizeof` and behind `&`. */
function insideSizeof(fn: FunctionIr): readonly Span[] {
  const out: Span[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'sizeof' || (n.kind === 'unary' && n.op === '&')) out.push(n);
  });
  return out;
}

/** What gives a name another value: assignments, `++`, `--` and `&name`, declarations left out. */
export function changesOf(fn: FunctionIr, name: string): readonly Expr[] {
  const out: Expr[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && nameOf(n.left) === name) out.push(n);
    else if (n.kind === 'unary' && /^(?:\+\+|--|&)$/.test(n.op) && nameOf(n.operand) === name) {
      out.push(n);
    }
  });
  return out;
}

/** True when the name is moved on by `p++`, `p += n` or `p = p + n`. */
export function isAdvance(change: Expr, name: string): boolean {
  if (change.kind === 'unary') return change.op === '++';
  if (change.kind !== 'assign') return false;
  if (change.op !== '=') return change.op === '+=';
  const value = uncast(change.right);
  return value.kind === 'binary' && value.op === '+' && nameOf(uncast(value.left)) === name;
}

/** Writes another name for a name in an access. */
export function renamed(access: Expr, from: string, to: string): Fix[] {
  const edits: TextEdit[] = [];
  walk(access, (n) => {
    if (n.kind === 'name' && n.name === from) {
      edits.push({ span: { start: n.start, end: n.end }, newText: to });
    }
  });
  return edits.length === 0 ? [] : [{ title: `Use ${to}`, safety: 'unsafe', edits }];
}

/** Places where the value itself is kept: `x = p`, `T x = p`, `return p`, `{ p }`, an argument of an unknown function. */
export function copiesOf(fn: FunctionIr, pointer: string, textOf: TextOf): readonly Node[] {
  const is = (e: Expr | undefined): boolean =>
    e !== undefined && textOf(uncast(e)).replace(/\s+/g, '') === pointer;
  const out: Node[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && is(n.right)) out.push(n);
    else if (n.kind === 'decl' && n.vars.some((v) => is(v.init))) out.push(n);
    else if (n.kind === 'return' && is(n.value)) out.push(n);
    else if (n.kind === 'init' && n.entries.some((e) => is(e.value))) out.push(n);
    else if (n.kind === 'conditional' && (is(n.yes) || is(n.no))) out.push(n);
  });
  return out;
}

/** The assignment by which a call's result replaces a variable, casts passed over; `undefined` when it does not. */
export function assignedBy(parents: ReadonlyMap<Node, Node>, call: Expr): AssignExpr | undefined {
  let n: Node = call;
  for (let p = parents.get(n); p; p = parents.get(p)) {
    if (p.kind === 'assign' && p.op === '=' && p.right === n) return p;
    if (p.kind !== 'paren' && p.kind !== 'cast') return undefined;
    n = p;
  }
  return undefined;
}

/** True when the branch ends the program: what is lost then does not matter. */
export function endsProgram(branch: Node): boolean {
  let ends = false;
  walk(branch, (n) => {
    if (n.kind !== 'call') return;
    if (
      /exit|abort|^v?errx?$|die|fatal|panic|assert|oom|bail|croak|perror_and/i.test(
        nameOf(unparen(n.callee)) ?? '',
      )
    ) {
      ends = true;
    }
  });
  return ends;
}
