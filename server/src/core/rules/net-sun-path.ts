/** `net/sun-path`: more copied into sun_path than it holds. */
import type { CallExpr, Expr, FunctionIr } from '../c/ir.ts';
import { nameOf, uncast } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { constantOf } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { Finding, FunctionContext } from './rule.ts';
import { mayChangeBetween, namesIn } from './support/changes.ts';

type Message = 'long' | 'unbounded' | 'beyond' | 'open';

export const netSunPath = defineFunctionRule({
  meta: {
    id: 'net/sun-path',
    summary: 'sun_path filled without regard to its 108 bytes',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-120'],
    others: ['gcc:-Wstringop-truncation', 'clang-tidy:clang-analyzer-security.insecureAPI.strcpy'],
    messages: {
      long: 'sun_path has 108 bytes and this path has {have} with its final 0: choose a shorter one.',
      unbounded:
        '{call}() writes beyond the 108 bytes of sun_path when the path is longer: check its length first.',
      beyond:
        '{call}() may write {have} bytes, and sun_path has 108: give it sizeof(addr.sun_path).',
      open: 'A path of 108 characters leaves sun_path without a final 0: copy one less, and refuse longer paths.',
    },
    docs: {
      why: `The path of a local socket has room for 108 bytes, far less than PATH_MAX. A longer one written with strcpy()
or sprintf() overruns the structure. Cut off by strncpy() it names another socket: refusing it is the only right thing.
strncpy() with exactly 108 leaves no final 0 at the limit; the kernel copes with that, most programs do not (that case is
information).`,
      bad: [
        `#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int attach(int fd, const char *path)
{
    struct sockaddr_un addr = { .sun_family = AF_UNIX };

    strcpy(addr.sun_path, path);
    return connect(fd, (struct sockaddr *)&addr, sizeof(addr));
}
`,
      ],
      good: [
        `#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int attach(int fd, const char *path)
{
    struct sockaddr_un addr = { .sun_family = AF_UNIX };

    if (strlen(path) >= sizeof(addr.sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(addr.sun_path, path);
    return connect(fd, (struct sockaddr *)&addr, sizeof(addr));
}
`,
      ],
      limits: `Of strcpy() and its kind, reports those that copy a parameter, a member, a word of the command line or of the
environment, in functions that compare no length with anything (strlen(), sizeof of the field, UNIX_PATH_MAX). Whether a path
that was cut off is noticed is not judged.`,
      references: ['man:unix(7)', 'man:strncpy(3)', 'CWE-120'],
    },
  },
  words: ['sun_path'],
  *inFunction(fn, ctx) {
    for (const call of ctx.library(...COPIES)) {
      const target = call.args[0];
      if (target === undefined || !isPath(target)) continue;
      const found = judged(call, fn, ctx);
      if (found !== undefined) yield { ...found, span: call };
    }
  },
});

/** Bytes of sun_path (UNIX_PATH_MAX in include/uapi/linux/un.h). */
const ROOM = 108n;
const COPIES = ['strcpy', 'stpcpy', 'strcat', 'sprintf', 'strncpy', 'memcpy', 'snprintf'];

function isPath(expr: Expr): boolean {
  const e = uncast(expr);
  return e.kind === 'member' && e.name === 'sun_path';
}

function judged(
  call: CallExpr,
  fn: FunctionIr,
  ctx: FunctionContext,
): Omit<Finding<Message>, 'span'> | undefined {
  const name = nameOf(call.callee) ?? '';
  const [, second, third] = call.args;
  if (/^(?:strncpy|memcpy|snprintf)$/.test(name)) {
    const size = name === 'snprintf' ? second : third;
    const have = size && (constantOf(ctx.value(size)) ?? ctx.paths(call)?.constantLength(size));
    if (have !== undefined && have > ROOM) {
      return { message: 'beyond', data: { call: name, have: String(have) } };
    }
    const whole = name === 'strncpy' && size !== undefined && (have === ROOM || isSizeofPath(size));
    if (!whole || isEnded(fn) || looksAtLength(fn, call, ctx)) return undefined;
    return { message: 'open', severity: 'information' };
  }
  const source = second && name.endsWith('sprintf') ? textOf(call, ctx) : second;
  if (source === undefined) return undefined;
  const literal = uncast(source);
  if (literal.kind === 'string') {
    const { start, end } = literal;
    const have = ctx.paths(call)?.constantLength({ kind: 'sizeof', operand: literal, start, end });
    const long = have !== undefined && have > ROOM && /^st[rp]cpy$/.test(name);
    return long ? { message: 'long', data: { have: String(have) } } : undefined;
  }
  if (!isAnyText(literal, fn, ctx) || looksAtLength(fn, call, ctx)) return undefined;
  return { message: 'unbounded', data: { call: name } };
}

/** The first text that a printf writes with `%s`, when its format is written here. */
function textOf(call: CallExpr, ctx: FunctionContext): Expr | undefined {
  const format = call.args[1] && uncast(call.args[1]);
  if (format?.kind !== 'string') return undefined;
  const parts = ctx
    .text(format)
    .match(/%(?:%|[-+ #0-9.*]*[a-zA-Z]+)/g)
    ?.filter((p) => p !== '%%');
  const at = parts?.findIndex((p) => /^%-?\d*s$/.test(p)) ?? -1;
  return at < 0 || parts?.some((p) => p.includes('*')) === true ? undefined : call.args[2 + at];
}

/** Text of any length: a parameter, a member, a word of the command line, a variable of the environment. */
function isAnyText(e: Expr, fn: FunctionIr, ctx: FunctionContext): boolean {
  if (e.kind === 'call') return ctx.library('getenv').includes(e);
  if (e.kind === 'index') return nameOf(e.object) === 'argv';
  if (e.kind === 'member') return e.name !== 'sun_path';
  if (e.kind !== 'name') return false;
  if (fn.params.some((p) => p.name === e.name)) {
    return !mayChangeBetween(fn, new Set([e.name]), fn.start, e.start);
  }
  const from = ctx.mentions('getenv', e) ? ctx.paths(e)?.resource(e) : undefined;
  return from?.kind === 'call' && from.name === 'getenv';
}

/** Names of the room that there is. */
const ROOMS = ['UNIX_PATH_MAX', 'SUN_LEN_MAX', 'SUNPATHLEN', 'UNIX_PATH_LEN', 'UNIXSTR_PATH_MAX'];

/** The function compares a length, or speaks of the room that there is, outside of the call itself. */
function looksAtLength(fn: FunctionIr, call: CallExpr, ctx: FunctionContext): boolean {
  if (ROOMS.some((word) => ctx.mentions(word, call))) return true;
  const asks = ctx.library('strlen', 'strnlen');
  const lengths = new Set<string>();
  const isLength = (e: Expr): boolean => asks.some((a) => e.start <= a.start && a.end <= e.end);
  let found = false;
  walk(fn.body, (n) => {
    if (call.start <= n.start && n.end <= call.end) return;
    if (n.kind === 'sizeof') found ||= isSizeofPath(n);
    if (n.kind === 'number') found ||= [104n, 107n, 108n].includes(n.value ?? 0n);
    if (n.kind === 'decl') {
      for (const v of n.vars) if (v.init && isLength(v.init)) lengths.add(v.name);
    }
    if (n.kind === 'assign' && isLength(n.right)) for (const m of namesIn(n.left)) lengths.add(m);
    if (n.kind === 'binary' && /^[<>]=?$/.test(n.op)) {
      found ||= isLength(n) || [...namesIn(n)].some((name) => lengths.has(name));
    }
  });
  return found;
}

function isSizeofPath(expr: Expr): boolean {
  const e = uncast(expr);
  return e.kind === 'sizeof' && e.operand !== undefined && isPath(e.operand);
}

/** Some element of the path is assigned to: the final 0. */
function isEnded(fn: FunctionIr): boolean {
  let found = false;
  walk(fn.body, (n) => {
    const target = n.kind === 'assign' ? uncast(n.left) : undefined;
    if (target?.kind === 'index') found ||= isPath(target.object);
  });
  return found;
}
