/** `arg/path-flags-fopen`: a mode string for open(), flags for fopen(). */
import { uncast, unparen } from '../c/ir.ts';
import type { CallExpr, Expr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { Finding, Fix, FunctionContext } from './rule.ts';

type Message = 'flags' | 'string';

export const argPathFlagsFopen = defineFunctionRule({
  meta: {
    id: 'arg/path-flags-fopen',
    summary: 'A mode string for open(), or flags for fopen()',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-686'],
    messages: {
      string:
        '{call}() takes flags such as {flags}, not a mode string: its address would be read as bits.',
      flags: '{call}() takes a mode string such as "r", not flags: it would be read as an address.',
    },
    docs: {
      why: `open takes flags, fopen a string, and the names are easy to mix up. \`open(path, "r")\` passes the address
of the string as flags: what it opens, creates or truncates depends on where the linker put it. \`fopen(path, O_RDONLY)\`
passes a null pointer and crashes. In C both are warnings of the compiler only.`,
      bad: [
        `#include <fcntl.h>

int load(const char *path)
{
    return open(path, "r");
}
`,
        `#include <fcntl.h>
#include <stdio.h>

FILE *load(const char *path)
{
    return fopen(path, O_RDWR);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <stdio.h>

FILE *load(const char *path)
{
    return fopen(path, "re");
}
`,
      ],
      limits: `The string or the flags must stand in the call.`,
      references: ['man:open(2)', 'man:fopen(3)', 'CWE-686'],
    },
  },
  words: ['fdopen', 'fopen', 'fopen64', 'freopen', 'popen', 'open', 'open64', 'openat', 'openat64'],
  *inFunction(_fn, ctx) {
    for (const call of ctx.library(...STREAMS)) {
      const mode = call.args[1];
      if (mode !== undefined && isFlags(mode, ctx)) yield report('flags', call, mode);
    }
    for (const call of ctx.calls) {
      if ((call.name !== 'open' && call.name !== 'openat') || call.via === 'wrapper') continue;
      const flags = call.args.find((a) => a.param?.kind === 'flags')?.expr;
      const text = flags && uncast(flags);
      if (flags === undefined || text?.kind !== 'string') continue;
      const right = FLAGS_OF[text.text.replace(/["be]/g, '')];
      const fix: Fix | undefined =
        right === undefined
          ? undefined
          : {
              title: `Write ${right}`,
              safety: 'unsafe',
              edits: [{ span: { start: flags.start, end: flags.end }, newText: right }],
            };
      yield { ...report('string', call.expr, flags, right), call, fixes: fix ? [fix] : [] };
    }
  },
});

const STREAMS = ['fdopen', 'fopen', 'fopen64', 'freopen', 'popen'] as const;

/** Modes that need no third argument (fopen(3)). */
const FLAGS_OF: Readonly<Record<string, string>> = { r: 'O_RDONLY', 'r+': 'O_RDWR' };

/** True for constants of open(), and for numbers other than a null pointer. */
function isFlags(expr: Expr, ctx: FunctionContext): boolean {
  const e = uncast(expr);
  if (e.kind === 'binary') return e.op === '|' && isFlags(e.left, ctx) && isFlags(e.right, ctx);
  if (e.kind === 'number') return e.value !== undefined && e.value !== 0n;
  return e.kind === 'name' && ctx.kb.member('open-flags', e.name) !== undefined;
}

function report(message: Message, call: CallExpr, at: Expr, flags = 'O_RDONLY'): Finding<Message> {
  const callee = unparen(call.callee);
  const name = callee.kind === 'name' ? callee.name : 'this';
  return { message, data: { call: name, flags }, span: { start: at.start, end: at.end } };
}
