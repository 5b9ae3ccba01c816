/** `sec/fprog-len`: the size of a BPF program in bytes where its instructions are counted. */
import { nameOf, unparen, type DeclStmt, type Expr, type Variable } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import type { Span } from '../text/span.ts';
import { defineFileRule, type FileContext, type Finding } from './rule.ts';
import { shift } from '../text/span.ts';

export const secFprogLen = defineFileRule({
  meta: {
    id: 'sec/fprog-len',
    summary: 'sock_fprog.len in bytes instead of instructions',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-131'],
    messages: {
      bytes:
        'len counts instructions, and sizeof({array}) is bytes, 8 times as much: divide by sizeof({array}[0]).',
    },
    docs: {
      why: `\`len\` of \`struct sock_fprog\` is the number of instructions. The size in bytes is eight times that, so the
kernel copies whatever lies behind the array and either refuses the filter or, worse, takes what it found there for a part
of it.`,
      bad: [
        `#include <linux/filter.h>

struct sock_filter everything[] = { BPF_STMT(BPF_RET | BPF_K, 0xffffffff) };
struct sock_fprog program = { .len = sizeof(everything), .filter = everything };
`,
      ],
      good: [
        `#include <linux/filter.h>

struct sock_filter everything[] = { BPF_STMT(BPF_RET | BPF_K, 0xffffffff) };
struct sock_fprog program = {
    .len = sizeof(everything) / sizeof(everything[0]),
    .filter = everything,
};
`,
      ],
      limits: `Reports \`sizeof\` of the array alone; a length that is computed elsewhere is not followed.`,
      references: ['man:seccomp(2)', 'CWE-131'],
    },
  },
  words: ['sock_fprog'],
  *inFile(ctx) {
    for (const { decl, unit, base } of ctx.declarations('sock_fprog')) {
      yield* inDeclaration(decl, base, (s) => unit.facts.text(s));
    }
    for (const { fn, ctx: inside, base } of ctx.functions('sock_fprog')) {
      const found: Finding<'bytes'>[] = [];
      const text = (s: Span): string => inside.text(s);
      walk(fn.body, (n) => {
        if (n.kind === 'decl') found.push(...inDeclaration(n, base, text));
        if (n.kind !== 'assign' || n.op !== '=') return;
        const left = unparen(n.left);
        if (left.kind !== 'member' || left.name !== 'len') return;
        if (programOf(nameOf(left.object), fn, ctx)) found.push(...bytes(n.right, base, text));
      });
      yield* found;
    }
  },
});

function inDeclaration(
  { type, vars }: DeclStmt,
  base: number,
  text: (s: Span) => string,
): readonly Finding<'bytes'>[] {
  if (!/\bsock_fprog\b/.test(type)) return [];
  return vars.flatMap(({ init }) => {
    if (init?.kind !== 'init') return [];
    const [first] = init.entries;
    const len =
      init.entries.find((e) => e.field === 'len') ??
      (first?.field === undefined ? first : undefined);
    return len === undefined ? [] : bytes(len.value, base, text);
  });
}

/** `sizeof(array)` alone, where the array is one of instructions by what stands in it. */
function bytes(len: Expr, base: number, text: (s: Span) => string): readonly Finding<'bytes'>[] {
  const e = unparen(len);
  const operand = e.kind === 'sizeof' ? e.operand : undefined;
  const array = operand === undefined ? undefined : nameOf(operand);
  if (array === undefined) return [];
  const span = shift(e, base);
  const title = `Divide by sizeof(${array}[0])`;
  const newText = `${text(e)} / sizeof(${array}[0])`;
  return [
    {
      message: 'bytes',
      data: { array },
      span,
      fixes: [{ title, safety: 'unsafe', edits: [{ span, newText }] }],
    },
  ];
}

/** True when the name is a `struct sock_fprog`, or a pointer to one, in this function or at file level. */
function programOf(
  name: string | undefined,
  fn: { readonly params: readonly Variable[]; readonly body: Parameters<typeof walk>[0] },
  ctx: FileContext,
): boolean {
  if (name === undefined) return false;
  const is = (v: Variable): boolean => v.name === name && /\bsock_fprog\b/.test(v.type);
  let found = fn.params.some(is);
  walk(fn.body, (n) => {
    if (n.kind === 'decl') found ||= n.vars.some(is);
  });
  return found || [...ctx.declarations('sock_fprog')].some(({ decl }) => decl.vars.some(is));
}
