/** `sec/ext-struct-size`: a size that is not that of the structure which the call takes. */
import { nameOf, uncast, type Expr, type FunctionIr } from '../c/ir.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { walk } from '../c/walk.ts';
import { constantOf } from '../c/value.ts';
import type { Span } from '../text/span.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { EXTENSIBLE, extensibleOf } from './support/ext-structs-table.ts';
import { localType } from './support/locals.ts';

export const secExtStructSize = defineRule({
  meta: {
    id: 'sec/ext-struct-size',
    summary: 'Less than the first version of a structure as its size',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-131'],
    messages: {
      param:
        '{size} bytes are less than the first struct {tag} ({least}): {call} fails with {errno}. Pass its sizeof.',
      member:
        'size is {size}, less than the first struct {tag} ({least}): {call} fails with {errno}. Set its sizeof.',
    },
    docs: {
      why: `The size tells the kernel which version of the structure the program was compiled with. It takes a larger one
than it knows, as long as the rest is zero, and a smaller one down to the first version; below that the call fails with
EINVAL, or with E2BIG where the size is a member. The usual cause is \`sizeof\` of a pointer.`,
      bad: [
        `#define _GNU_SOURCE
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

int open_as(int dir, const char *path, struct open_how *how)
{
    return syscall(SYS_openat2, dir, path, how, sizeof(how));
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

int open_as(int dir, const char *path, struct open_how *how)
{
    return syscall(SYS_openat2, dir, path, how, sizeof(*how));
}
`,
      ],
      limits: `A size of 0 in \`perf_event_attr\` and \`sched_attr\` means their first version and is not reported. Sizes above
the first version are taken as they are: the kernel accepts them.`,
      references: ['man:openat2(2)', 'man:clone3(2)', 'man:perf_event_open(2)', 'CWE-131'],
    },
  },
  on: EXTENSIBLE.filter((e) => e.least !== undefined).map((e) => e.call),
  *check(call, ctx) {
    const struct = extensibleOf(call.name);
    if (struct?.size === undefined || struct.least === undefined) return;
    // Without a structure the call asks something else: for the version of Landlock.
    const pointer = call.args[struct.at];
    if (pointer === undefined || constantOf(ctx.value(pointer.expr)) === 0n) return;
    const { tag, least, size } = struct;
    const written =
      size.in === 'param' ? call.args[size.at]?.expr : memberSize(call, pointer.expr, size.name);
    const bytes = written && bytesOf(written, call, ctx);
    if (written === undefined || bytes === undefined || bytes >= BigInt(least.bytes)) return;
    // 0 stands for the first version where the size is a member.
    if (size.in === 'member' && bytes === 0n) return;
    const newText = `sizeof(struct ${tag})`;
    yield {
      message: size.in,
      data: {
        size: String(bytes),
        tag,
        least: String(least.bytes),
        call: call.name,
        errno: least.errno,
      },
      span: written,
      fixes: [{ title: `Write ${newText}`, safety: 'unsafe', edits: [{ span: written, newText }] }],
    };
  },
});

/** The only value that the function gives to a member of the variable whose address is passed. */
function memberSize(call: SyscallCall, arg: Expr, member: string): Expr | undefined {
  const e = uncast(arg);
  const name = e.kind === 'unary' && e.op === '&' ? nameOf(e.operand) : undefined;
  if (name === undefined || call.fn === undefined) return undefined;
  const given: Expr[] = [];
  walk(call.fn.body, (n) => {
    if (n.kind === 'assign' && n.op === '=') {
      const left = uncast(n.left);
      if (left.kind === 'member' && left.name === member && nameOf(left.object) === name) {
        given.push(n.right);
      }
    }
    if (n.kind !== 'decl') return;
    for (const v of n.vars) {
      if (v.name !== name || v.init?.kind !== 'init') continue;
      for (const entry of v.init.entries) if (entry.field === member) given.push(entry.value);
    }
  });
  return given.length === 1 ? given[0] : undefined;
}

/** Bytes of a size: a constant, or the sizeof of something known. */
function bytesOf(expr: Expr, call: SyscallCall, ctx: RuleContext): bigint | undefined {
  const known = constantOf(ctx.value(expr));
  if (known !== undefined) return known;
  const e = uncast(expr);
  const operand = e.kind === 'sizeof' && e.operand ? nameOf(e.operand) : undefined;
  if (operand !== undefined && isPointer(call.fn, operand)) {
    return BigInt((ctx.kb.arch(ctx.target.arch)?.bits ?? 64) / 8);
  }
  return ctx.paths(placeOf(call))?.constantLength(expr);
}

const placeOf = (call: SyscallCall): Span => call.expr;

function isPointer(fn: FunctionIr | undefined, name: string): boolean {
  return localType(fn, name)?.trim().endsWith('*') === true;
}
