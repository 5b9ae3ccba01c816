/** `priv/id-arg-swap`: a user id where a group id belongs, or the other way round. */
import type { CallExpr, Expr } from '../c/ir.ts';
import { nameOf, uncast } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { FIELDS, FUNCTIONS, TAKES } from './support/id-arguments-table.ts';
import type { Kind } from './support/id-arguments-table.ts';

export const privIdArgSwap = defineFunctionRule({
  meta: {
    id: 'priv/id-arg-swap',
    summary: 'A user id handed over as a group id, or the other way round',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-683'],
    messages: {
      one: '{id} is a {is} id, and {call}() takes a {wants} id here: use {right}.',
      both: 'User and group of {call}() have changed places: the user comes first.',
    },
    docs: {
      why: `uid_t and gid_t are the same integer type, so the compiler takes one for the other. setuid(getgid()) makes
the process a user whose number happens to be that of a group, and chown() with its arguments exchanged gives the file
to a stranger. On systems where every user has a group with the same number this goes unnoticed for years.`,
      bad: [
        `#include <unistd.h>

int drop(void)
{
    return setuid(getgid());
}
`,
        `#include <pwd.h>
#include <unistd.h>

int give(const char *path, const struct passwd *pw)
{
    return chown(path, pw->pw_gid, pw->pw_uid);
}
`,
      ],
      good: [
        `#include <pwd.h>
#include <unistd.h>

int give(const char *path, const struct passwd *pw)
{
    return chown(path, pw->pw_uid, pw->pw_gid);
}
`,
      ],
      limits: `Goes by getuid(), geteuid(), getgid(), getegid() and by the fields that the C library names for it
(pw_uid, pw_gid, st_uid, st_gid, gr_gid), in place or in a local variable that holds nothing else. A variable of the
program named \`gid\` proves nothing.`,
      references: ['man:setuid(2)', 'man:chown(2)', 'man:getpwnam(3)', 'CWE-683'],
    },
  },
  words: [
    ...['setuid', 'seteuid', 'setreuid', 'setresuid', 'setfsuid', 'setgid', 'setegid', 'setregid'],
    ...['setresgid', 'setfsgid', 'chown', 'lchown', 'fchown', 'fchownat', 'initgroups'],
  ],
  *inFunction(_fn, ctx) {
    for (const call of ctx.library(...Object.keys(TAKES))) {
      const name = calleeOf(call);
      const wrong = (TAKES[name] ?? []).flatMap(({ at, wants }) => {
        const arg = call.args[at];
        const is = arg && kindOf(arg, ctx);
        return arg && is !== undefined && is !== wants ? [{ arg, wants, is }] : [];
      });
      const [first, second] = wrong;
      if (first === undefined) continue;
      const about = ctx.calls.find((c) => c.expr === call);
      const base = about ? { call: about } : {};
      if (second !== undefined && first.wants !== second.wants) {
        const span = { start: first.arg.start, end: second.arg.end };
        yield {
          message: 'both',
          data: { call: name },
          span,
          ...base,
          fixes: [swap(first.arg, second.arg, ctx)],
        };
        continue;
      }
      const { arg, wants, is } = first;
      const right = counterpart(arg, ctx);
      yield {
        message: 'one',
        data: {
          id: shown(arg, ctx),
          is,
          wants,
          call: name,
          right: right?.text ?? `the ${wants} id`,
        },
        span: arg,
        ...base,
        fixes: right
          ? [
              {
                title: `Use ${right.text}`,
                safety: 'unsafe',
                edits: [{ span: right.span, newText: right.newText }],
              },
            ]
          : [],
      };
    }
  },
});

const calleeOf = (call: CallExpr): string => (nameOf(call.callee) ?? '').replace(/^::/, '');

/** Whose id an expression is, by the call or field it comes from. */
function kindOf(expr: Expr, ctx: FunctionContext): Kind | undefined {
  const e = uncast(expr);
  if (e.kind === 'member') return FIELDS[e.name];
  if (e.kind === 'call')
    return ctx.library(...Object.keys(FUNCTIONS)).includes(e) ? FUNCTIONS[calleeOf(e)] : undefined;
  if (e.kind !== 'name' || !Object.keys(FUNCTIONS).some((f) => ctx.mentions(f, e)))
    return undefined;
  const from = ctx.paths(e)?.resource(e);
  return from?.kind === 'call' && from.via === 'result' ? FUNCTIONS[from.name] : undefined;
}

function shown(expr: Expr, ctx: FunctionContext): string {
  const e = uncast(expr);
  return e.kind === 'call' ? `${calleeOf(e)}()` : ctx.text(e).slice(0, 24);
}

/** The same of the other kind: `getgid()` for `getuid()`, `pw->pw_gid` for `pw->pw_uid`. */
function counterpart(expr: Expr, ctx: FunctionContext) {
  const e = uncast(expr);
  const other = (name: string): string =>
    name.endsWith('uid') ? name.replace(/uid$/, 'gid') : name.replace(/gid$/, 'uid');
  if (e.kind === 'call') {
    const newText = other(calleeOf(e));
    return { span: e.callee, newText, text: `${newText}()` };
  }
  if (e.kind !== 'member' || e.name === 'gr_gid') return undefined;
  const newText = other(e.name);
  const before = ctx.text({ start: e.start, end: e.nameSpan.start });
  return { span: e.nameSpan, newText, text: `${before}${newText}`.slice(0, 24) };
}

function swap(a: Expr, b: Expr, ctx: FunctionContext): Fix {
  return {
    title: 'Swap user and group',
    safety: 'unsafe',
    edits: [
      { span: a, newText: ctx.text(b) },
      { span: b, newText: ctx.text(a) },
    ],
  };
}
