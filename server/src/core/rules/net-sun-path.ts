/** `net/sun-path`: more copied into sun_path than it holds. */
import type { CallExpr, FunctionIr } from '../c/ir.ts';
import { nameOf, uncast } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { Finding, FunctionContext } from './rule.ts';
import {
  isAnyText,
  isEnded,
  isPath,
  isSizeofPath,
  looksAtLength,
  textOf,
} from './support/socket-paths.ts';

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
  // What a structure holds has often been looked at when it was filled.
  const severity = literal.kind === 'member' ? { severity: 'information' as const } : {};
  return { message: 'unbounded', data: { call: name }, ...severity };
}
