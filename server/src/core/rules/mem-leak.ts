/** `mem/leak`: a mapping that nobody can unmap any more. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, type Expr, type FunctionIr } from '../c/ir.ts';
import { walk, type Node } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isClear } from './support/arguments.ts';
import { indentAt } from './support/error-style.ts';
import { TOUCHES } from './support/mapped-memory.ts';
import { parentMap } from './support/parents.ts';

export const memLeak = defineRule({
  meta: {
    id: 'mem/leak',
    summary: 'A mapping neither unmapped nor handed on',
    severity: 'off',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-401'],
    others: ['cppcheck:memleak'],
    messages: {
      leak: '{name} is neither unmapped nor kept, so its pages stay until the program ends: add munmap().',
    },
    docs: {
      why: `A mapping lives until munmap() or the end of the process. When the only variable that holds its address
goes out of scope, the pages, and the file behind them, stay in use; a function called often runs the process out
of address space or into its limit of mappings (vm.max_map_count).`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

int first_byte(int fd, unsigned long n)
{
    unsigned char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    int byte = p[0];
    return byte;
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

int first_byte(int fd, unsigned long n)
{
    unsigned char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    int byte = p[0];
    munmap(p, n);
    return byte;
}
`,
      ],
      limits: `Off unless it is asked for: many mappings are meant to live as long as the program. Reported is only
an address that never leaves its local variable, and never main()'s; a munmap() on one of several ways out is
enough for silence.`,
      references: ['man:mmap(2)', 'CWE-401', 'CERT:MEM31-C'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const { fn } = call;
    const { kind, variable } = ctx.result(call);
    const flags = argumentTaking(call, 'MAP_FIXED', ctx);
    if (fn === undefined || fn.name === 'main' || kind !== 'assigned' || variable === undefined)
      return;
    if (call.via === 'wrapper' || flags === undefined) return;
    const value = ctx.value(flags.expr);
    const placed = ['MAP_FIXED', 'MAP_FIXED_NOREPLACE'].some((f) => !isClear(value, f, ctx));
    if (placed || !isLocal(fn, variable) || escapes(fn, variable)) return;
    const fixes = unmapped(call, fn, variable, ctx);
    yield { message: 'leak', data: { name: variable }, span: call, fixes };
  },
});

/** Unmaps before the last line, when that does not look at the mapping any more. */
function unmapped(call: SyscallCall, fn: FunctionIr, name: string, ctx: RuleContext): Fix[] {
  const last = fn.body.body.at(-1);
  const length = argumentOfKind(call, 'length');
  if (last?.kind !== 'return' || length === undefined || nameOf(length.expr) === undefined)
    return [];
  const looks: Node[] = [];
  walk(last, (n) => {
    if (n.kind === 'name' && n.name === name) looks.push(n);
  });
  if (looks.length > 0) return [];
  const indent = indentAt(fn, last.start, (span) => ctx.text(span));
  const newText = `munmap(${name}, ${ctx.text(length)});\n${indent}`;
  const span = { start: last.start, end: last.start };
  return [{ title: 'Add munmap()', safety: 'unsafe', edits: [{ span, newText }] }];
}

function isLocal(fn: FunctionIr, name: string): boolean {
  let declared = 0;
  walk(fn.body, (n) => {
    if (n.kind === 'decl' && !n.isStatic && n.vars.some((v) => v.name === name)) declared++;
  });
  return declared === 1;
}

/** Does the address go anywhere but into an access, a comparison or a function that forgets it? */
function escapes(fn: FunctionIr, name: string): boolean {
  const parents = parentMap(fn);
  let escaped = false;
  walk(fn.body, (n) => {
    if (n.kind === 'name' && n.name === name && !isHarmless(n, parents)) escaped = true;
    if (n.kind === 'opaque' || n.kind === 'opaque-stmt') escaped = true;
  });
  return escaped;
}

function isHarmless(name: Expr, parents: ReadonlyMap<Node, Node>): boolean {
  let n: Node = name;
  for (let p = parents.get(n); p; p = parents.get(p)) {
    switch (p.kind) {
      case 'paren':
      case 'cast':
        n = p;
        continue;
      case 'index':
        return p.object === n && !isAddressed(p, parents);
      case 'member':
        return p.arrow && !isAddressed(p, parents);
      case 'unary':
        return p.op === '*' || p.op === '!';
      case 'binary':
        return /^(?:[=!<>]=?)$/.test(p.op);
      case 'assign':
        return p.left === n && p.op === '=' && uncast(p.right).kind === 'call';
      case 'call':
        return TOUCHES.has(nameOf(p.callee) ?? '');
      case 'if':
      case 'loop':
        return true;
      default:
        return false;
    }
  }
  return false;
}

/** `&p[1]`, `&p->x`, or an array inside of it: a way to the mapping under another name. */
function isAddressed(access: Node, parents: ReadonlyMap<Node, Node>): boolean {
  const p = parents.get(access);
  if (p?.kind === 'unary') return p.op === '&';
  if (p?.kind === 'member' || p?.kind === 'index') return isAddressed(p, parents);
  return (
    access.kind === 'member' && (p?.kind === 'call' || p?.kind === 'assign') && !isLeft(p, access)
  );
}

function isLeft(p: Node, access: Node): boolean {
  return p.kind === 'assign' && p.left === access;
}
