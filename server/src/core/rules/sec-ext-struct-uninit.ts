/** `sec/ext-struct-uninit`: a structure that grows with the kernel, handed over with what lay on the stack. */
import { nameOf, uncast, type DeclStmt, type Expr, type FunctionIr } from '../c/ir.ts';
import type { Variable } from '../c/ir.ts';
import { walk, type Node } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import { EXTENSIBLE, extensibleOf } from './support/ext-structs-table.ts';
import { parentMap } from './support/parents.ts';

export const secExtStructUninit = defineRule({
  meta: {
    id: 'sec/ext-struct-uninit',
    summary: 'open_how, clone_args, bpf_attr or another such structure not zeroed',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-457'],
    messages: {
      member:
        'The kernel reads {member} of {variable}, which nobody set: initialise {variable} with zeros.',
      rest: 'The kernel reads all of {variable}, and the rest of it is never set: fill it with zeros first.',
    },
    docs: {
      why: `\`openat2\`, \`clone3\`, \`bpf\`, \`perf_event_open\`, \`sched_setattr\`, \`mount_setattr\` and the Landlock calls take a
structure together with its size. Members that this kernel does not know must be zero, and those that it knows it obeys:
what lay on the stack becomes a flag, and the call fails with EINVAL or E2BIG, on some runs, or does something else.
The next headers add a member that the code has never heard of, so only zeroing the whole keeps it right.`,
      bad: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

int open_beneath(int dir, const char *path)
{
    struct open_how how;

    how.flags = O_RDONLY | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH;
    return syscall(SYS_openat2, dir, path, &how, sizeof(how));
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

int open_beneath(int dir, const char *path)
{
    struct open_how how = { .flags = O_RDONLY | O_CLOEXEC, .resolve = RESOLVE_BENEATH };

    return syscall(SYS_openat2, dir, path, &how, sizeof(how));
}
`,
      ],
      limits: `Looks at automatic variables of the function itself. Silent as soon as the address goes to another function,
the whole is assigned, or every member of the first version is.`,
      references: ['man:openat2(2)', 'man:clone3(2)', 'man:bpf(2)', 'CWE-457'],
    },
  },
  on: EXTENSIBLE.map((e) => e.call),
  *check(call, ctx) {
    const struct = extensibleOf(call.name);
    const arg = struct && call.args[struct.at];
    const name = arg && addressed(arg.expr);
    if (struct === undefined || call.fn === undefined || name === undefined) return;
    const variable = automatic(call.fn, name, struct.tag);
    if (variable === undefined) return;
    const set = membersSet(call.fn, name, call);
    if (set === undefined) return;
    const missing = struct.first.find((member) => !set.has(member));
    if (missing === undefined && struct.first.length > 0) return;
    const isUnion = ctx.kb.structPage(struct.tag)?.union === true;
    const at = { start: variable.nameSpan.end, end: variable.nameSpan.end };
    yield {
      message: missing === undefined ? 'rest' : 'member',
      data: { variable: name, member: missing ?? '' },
      span: arg ?? call,
      related: [{ span: variable.nameSpan, text: 'declared without an initialiser' }],
      // `= {0}` sets the first member of a union alone.
      fixes: isUnion
        ? []
        : [
            {
              title: `Initialise ${name} with zeros`,
              safety: 'safe',
              edits: [{ span: at, newText: ' = {0}' }],
            },
          ],
    };
  },
});

/** The variable whose address is taken: `&v`. */
function addressed(expr: Expr): string | undefined {
  const e = uncast(expr);
  return e.kind === 'unary' && e.op === '&' ? nameOf(e.operand) : undefined;
}

/** The only declaration of a variable, where it is automatic, of this structure and without an initialiser. */
function automatic(fn: FunctionIr, name: string, tag: string): Variable | undefined {
  const found: { readonly by: DeclStmt; readonly variable: Variable }[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'decl') return;
    for (const v of n.vars) if (v.name === name) found.push({ by: n, variable: v });
  });
  const [only] = found;
  if (only === undefined || found.length > 1 || only.by.isStatic) return undefined;
  const { type, init } = only.variable;
  const is = new RegExp(`^(?:const )?(?:struct |union )?${tag}$`).test(type.trim());
  return is && init === undefined ? only.variable : undefined;
}

/** Members assigned anywhere in the function; `undefined` when the whole is, or somebody else has its address. */
function membersSet(
  fn: FunctionIr,
  name: string,
  call: { readonly start: number; readonly end: number },
): ReadonlySet<string> | undefined {
  const parents = parentMap(fn);
  const members = new Set<string>();
  const others: Node[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'name' || n.name !== name) return;
    if (call.start <= n.start && n.end <= call.end) return;
    let place = parents.get(n);
    while (place?.kind === 'paren') place = parents.get(place);
    if (place?.kind === 'member') {
      members.add(place.name);
      // A part that is handed on may be written there.
      const above = parents.get(place);
      if (above?.kind === 'unary' && above.op === '&') others.push(n);
    } else if (place?.kind !== 'sizeof') others.push(n);
  });
  return others.length > 0 ? undefined : members;
}
