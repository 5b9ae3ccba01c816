/** `mem/munmap-size`: munmap of another range than was mapped. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, type Expr, type FunctionIr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { walk, type Node } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { Finding, RuleContext } from './rule.ts';
import { PAGE } from './support/addresses.ts';
import { argumentOfKind } from './support/arguments.ts';
import { changesOf, copiesOf, isAdvance } from './support/mapped-memory.ts';

export const memMunmapSize = defineRule({
  meta: {
    id: 'mem/munmap-size',
    summary: 'munmap of another address or length than was mapped',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-772'],
    messages: {
      less: 'Of {mapped} bytes mapped only {given} are unmapped: pass the length that mmap() was given.',
      more: '{given} bytes are unmapped of a mapping of {mapped}: what lies behind it goes too, pass {mapped}.',
      moved:
        '{name} has been moved on since mmap(): keep the address that it returned, and unmap that.',
      changed:
        '{name} is no longer what mmap() was given: keep the length of the mapping for munmap().',
    },
    docs: {
      why: `The kernel keeps no record of what belongs together: munmap() takes whole pages off whatever range it
is told. A length that is too short leaves pages behind that nobody can reach any more; one that is too long takes
pages of a neighbour. A pointer that has been moved on is either refused with EINVAL or unmaps the wrong end.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

long lines(int fd, unsigned long n)
{
    long count = 0;
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    for (unsigned long i = 0; i < n; i++)
        count += *p++ == 10;
    munmap(p, n);
    return count;
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

long lines(int fd, unsigned long n)
{
    long count = 0;
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return -1;
    for (const char *c = p; c < p + n; c++)
        count += *c == 10;
    munmap(p, n);
    return count;
}
`,
      ],
      limits: `Silent in functions that call munmap() more than once: cutting head and tail off a mapping is a
common way to align it. Lengths are compared in whole pages, and only where both are constants or the same
variable.`,
      references: ['man:munmap(2)', 'kernel:mm/vma.c', 'CWE-772'],
    },
  },
  on: ['munmap'],
  *check(call, ctx) {
    const { fn } = call;
    const addr = argumentOfKind(call, 'address');
    const length = argumentOfKind(call, 'length');
    if (fn === undefined || addr === undefined || length === undefined || call.via !== 'libc')
      return;
    const name = nameOf(uncast(addr.expr));
    if (name === undefined || !isOnly(call, fn)) return;
    const found = moved(call, name, fn, ctx) ?? differs(call, name, fn, ctx);
    if (found !== undefined) yield found;
  },
});

type Message = 'less' | 'more' | 'moved' | 'changed';

/** True when nothing else in the function is unmapped or moved. */
function isOnly(call: SyscallCall, fn: FunctionIr): boolean {
  return fn.calls.every(({ expr }) => {
    const name = nameOf(expr.callee) ?? '';
    return expr === call.expr || !/munmap|mremap|unmap/i.test(name);
  });
}

/** The only mmap() whose result a name holds first, when it gets no other one. */
function mappingOf(name: string, call: SyscallCall, ctx: RuleContext): SyscallCall | undefined {
  const from = ctx
    .before(call)
    .filter((c) => c.name === 'mmap' && c.via !== 'wrapper' && ctx.result(c).variable === name);
  const only = from.length === 1 ? from[0] : undefined;
  // Other mappings put next to it or over it: a ring buffer is unmapped as one.
  const built = ctx
    .before(call)
    .some((c) => c !== only && /^mmap2?$/.test(c.name) && c.args[0] && holds(c.args[0].expr, name));
  return built ? undefined : only;
}

function holds(expr: Expr, name: string): boolean {
  const hits: Node[] = [];
  walk(expr, (n) => {
    if (n.kind === 'name' && n.name === name) hits.push(n);
  });
  return hits.length > 0;
}

function moved(
  call: SyscallCall,
  name: string,
  fn: FunctionIr,
  ctx: RuleContext,
): Finding<Message> | undefined {
  const from = mappingOf(name, call, ctx);
  if (from === undefined) return undefined;
  const inside = changesOf(fn, name).filter((c) => c.start > from.end && c.start < call.start);
  const advance = inside.find((c) => isAdvance(c, name));
  if (advance === undefined || !inside.every((c) => isAdvance(c, name))) return undefined;
  const kept = copiesOf(fn, name, (s) => ctx.text(s)).some((n) => n.start > from.end);
  if (kept || goesBack(fn, name)) return undefined;
  return {
    message: 'moved',
    data: { name },
    span: argumentOfKind(call, 'address') ?? call,
    related: [
      { span: advance, text: 'moved on here' },
      { span: from, text: 'mapped here' },
    ],
  };
}

/** Something is subtracted from it again. */
function goesBack(fn: FunctionIr, name: string): boolean {
  let back = false;
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && n.op === '-=' && nameOf(n.left) === name) back = true;
    if (n.kind === 'unary' && n.op === '--' && nameOf(n.operand) === name) back = true;
    if (n.kind === 'binary' && n.op === '-' && nameOf(uncast(n.left)) === name) back = true;
  });
  return back;
}

function differs(
  call: SyscallCall,
  name: string,
  fn: FunctionIr,
  ctx: RuleContext,
): Finding<Message> | undefined {
  const from = mappingOf(name, call, ctx);
  const given = argumentOfKind(call, 'length');
  const mapped = from && argumentOfKind(from, 'length');
  if (from === undefined || given === undefined || mapped === undefined) return undefined;
  if (changesOf(fn, name).some((c) => c.start > from.end)) return undefined;
  const related = [{ span: mapped, text: 'mapped with this length' }];
  const [a, b] = [constantOf(ctx.value(mapped.expr)), constantOf(ctx.value(given.expr))];
  if (a !== undefined && b !== undefined) {
    const pages = (n: bigint): bigint => (n + PAGE - 1n) / PAGE;
    if (pages(a) === pages(b) || b === 0n) return undefined;
    const less = pages(b) < pages(a);
    // The rest may be somebody else's by now.
    if (less && copiesOf(fn, name, (s) => ctx.text(s)).length > 0) return undefined;
    const data = { mapped: a.toString(), given: b.toString() };
    return { message: less ? 'less' : 'more', data, span: given, related };
  }
  const variable = nameOf(uncast(mapped.expr));
  if (variable === undefined || variable !== nameOf(uncast(given.expr))) return undefined;
  const changes = changesOf(fn, variable).filter((c) => c.start > from.end && c.start < call.start);
  const shrunk = changes.find((c) => c.kind === 'assign' && /^[-+]=$/.test(c.op));
  const only = changes.every((c) => c.kind === 'assign' && /^[-+]=$/.test(c.op));
  if (shrunk === undefined || !only) return undefined;
  return {
    message: 'changed',
    data: { name: variable },
    span: given,
    related: [{ span: shrunk, text: 'changed here' }, ...related],
  };
}
