/** `fd/tmp-insecure`: a name in /tmp that someone else may have taken. */
import { nameOf, uncast, type Expr } from '../c/ir.ts';
import type { Span } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { Finding, Fix, FunctionContext, FunctionRule, Rule, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isClear, isSet } from './support/arguments.ts';
import { withName } from './support/flag-edits.ts';
import { literalTextOf, type LiteralText } from './support/literal-text.ts';
import { calledAs } from './support/modes.ts';

type Message = 'open' | 'creat' | 'name';

/** Functions that only make up a name (their pages of section 3). */
const NAMES = ['mktemp', 'tempnam', 'tmpnam', 'tmpnam_r'];
/** Calls that fail where the name is taken, a link included. */
const SAFE_USES = [
  ...['mkdir', 'mkdirat', 'mkfifo', 'mknod', 'symlink', 'link', 'linkat', 'bind', 'shm_open'],
  ...['O_EXCL', 'mq_open', 'sem_open'],
];

const inCalls = defineRule({
  meta: {
    id: 'fd/tmp-insecure',
    summary: 'A file in /tmp whose name others can take first',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-377'],
    others: ['clang-tidy:clang-analyzer-security.insecureAPI.mktemp'],
    messages: {
      open: 'Anyone can put a link at {path} first, and this writes through it: add O_EXCL, or use mkstemp().',
      creat: 'Anyone can put a link at {path} first, and this writes through it: use mkstemp().',
      name: '{call}() gives a name that others can take before it is opened: use {instead}().',
    },
    docs: {
      why: `Everyone may create files in /tmp. A program that opens a name there which others can guess follows the
symbolic link that they put in its place, and truncates or writes whatever file the link names, with its own rights.
O_EXCL refuses a name that exists, links included; O_NOFOLLOW refuses a link; mkstemp() finds a free name and creates it
in one step. Where fs.protected_symlinks is set, Linux stops the worst of it; a program cannot count on that.`,
      bad: [
        `#include <fcntl.h>

int lock(void)
{
    return open("/tmp/tool.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}
`,
        `#include <stdio.h>
#include <stdlib.h>

FILE *scratch(void)
{
    char name[] = "/tmp/toolXXXXXX";
    return fopen(mktemp(name), "we");
}
`,
      ],
      good: [
        `#include <fcntl.h>

int lock(void)
{
    return open("/tmp/tool.lock", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}
`,
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>

int scratch(void)
{
    char name[] = "/tmp/toolXXXXXX";
    return mkostemp(name, O_CLOEXEC);
}
`,
      ],
      limits: `Sees paths that are written in the call, in a local variable, or by one snprintf(). In a function that
makes a folder, a socket or a link, or that opens with O_EXCL, a name of mktemp() is safe, and the finding is a hint.`,
      references: ['man:open(2)', 'man:mkstemp(3)', 'man:mktemp(3)', 'CWE-377', 'CERT:FIO21-C'],
    },
  },
  on: ['open', 'openat', 'creat'],
  *check(call, ctx) {
    const path = argumentOfKind(call, 'path');
    const found = path && call.fn && literalTextOf(path.expr, call.fn);
    const name = found && publicName(found);
    if (path === undefined || name === undefined) return;
    if (call.name === 'creat') {
      yield { message: 'creat', data: { path: name }, span: path };
      return;
    }
    const flags = argumentTaking(call, 'O_CREAT', ctx);
    const value = flags && ctx.value(flags.expr);
    if (flags === undefined || value === undefined || !isSet(value, 'O_CREAT', ctx)) return;
    if (!isClear(value, 'O_EXCL', ctx) || !isClear(value, 'O_NOFOLLOW', ctx)) return;
    const add = (flag: string): Fix => ({
      title: `Add ${flag}`,
      safety: 'unsafe',
      edits: withName(flags.expr, flag, 'back'),
    });
    yield {
      message: 'open',
      data: { path: name },
      span: path,
      related: [{ span: flags, text: `${calledAs(call)}() follows a link here` }],
      fixes: [add('O_EXCL'), add('O_NOFOLLOW')],
    };
  },
});

export const fdTmpInsecure: Rule<Message> & FunctionRule<Message> = {
  ...inCalls,
  words: [...NAMES, 'fopen', 'fopen64', 'freopen'],
  *inFunction(fn, ctx) {
    for (const call of ctx.library(...NAMES)) {
      const name = nameOf(call.callee) ?? '';
      yield named(name, call.callee, ctx);
    }
    for (const call of ctx.library('fopen', 'fopen64', 'freopen')) {
      const [path, mode] = call.args;
      if (path === undefined || mode === undefined || !isCreating(mode, ctx)) continue;
      const found = literalTextOf(path, fn);
      const name = found && publicName(found);
      if (name !== undefined) yield { message: 'creat', data: { path: name }, span: path };
    }
  },
};

function named(call: string, span: Span, ctx: FunctionContext): Finding<Message> {
  const harmless = SAFE_USES.some((word) => ctx.mentions(word, span));
  return {
    message: 'name',
    data: { call, instead: harmless ? 'mkdtemp' : 'mkstemp' },
    span,
    ...(harmless ? { severity: 'hint' as const } : {}),
  };
}

/** `"w"`, `"a+"`, without the x that is O_EXCL. */
function isCreating(mode: Expr, ctx: RuleContext): boolean {
  const e = uncast(mode);
  return e.kind === 'string' && /^"[wa][^x]*"$/.test(ctx.text(e));
}

/** The path as written, when it stands directly in a folder that everyone may write to. */
function publicName({ literal }: LiteralText): string | undefined {
  const path = /^"((?:\/tmp|\/var\/tmp|\/dev\/shm)\/[^/"]+)"$/.exec(literal.text)?.[1];
  return path !== undefined && path.length > 27 ? `${path.slice(0, 26)}…` : path;
}
