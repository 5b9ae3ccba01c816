/** `net/gai-errno`: errno read after a function that returns its error. */
import type { CallExpr, Expr, FunctionIr } from '../c/ir.ts';
import { nameOf, unparen } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { around } from './support/parents.ts';

export const netGaiErrno = defineFunctionRule({
  meta: {
    id: 'net/gai-errno',
    summary: 'errno read after getaddrinfo or getnameinfo failed',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      errno:
        '{call}() returns its error and leaves errno as it was: use gai_strerror() on what it returned.',
      says: '{call}() returns its error, so {say}() tells an older one: use gai_strerror() on what it returned.',
    },
    docs: {
      why: `getaddrinfo() and getnameinfo() return an error of their own kind (EAI_NONAME, EAI_AGAIN …), which
gai_strerror() puts into words. errno means something only with EAI_SYSTEM. A message made of it is about an older
failure, or says "Success".`,
      bad: [
        `#include <netdb.h>
#include <stdio.h>

int resolve(const char *host, struct addrinfo **list)
{
    if (getaddrinfo(host, "http", NULL, list) != 0) {
        perror("getaddrinfo");
        return -1;
    }
    return 0;
}
`,
        `#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

int resolve(const char *host, struct addrinfo **list)
{
    int rc = getaddrinfo(host, "http", NULL, list);

    if (rc != 0)
        fprintf(stderr, "%s: %s\\n", host, strerror(errno));
    return rc;
}
`,
      ],
      good: [
        `#include <netdb.h>
#include <stdio.h>

int resolve(const char *host, struct addrinfo **list)
{
    int rc = getaddrinfo(host, "http", NULL, list);

    if (rc != 0) {
        fprintf(stderr, "%s: %s\\n", host, gai_strerror(rc));
        return -1;
    }
    return 0;
}
`,
      ],
      limits: `Reports where the last call that can have set errno is certainly one of the two. Silent in functions that know
EAI_SYSTEM, and where errno is copied or handed on: somebody else may know it.`,
      references: ['man:getaddrinfo(3)', 'man:getnameinfo(3)', 'man:gai_strerror(3)'],
    },
  },
  words: ['getaddrinfo', 'getnameinfo'],
  *inFunction(fn, ctx) {
    const calls = ctx.library('getaddrinfo', 'getnameinfo');
    const [first] = calls;
    if (first === undefined || ctx.mentions('EAI_SYSTEM', first)) return;
    const told = new Set<CallExpr>();
    for (const place of readings(fn, ctx)) {
      if (place.start < first.end) continue;
      const owner = ctx.paths(place)?.errnoOwner(place);
      const call = owner?.kind === 'call' ? calls.find((c) => c === owner.call.expr) : undefined;
      if (call === undefined || told.has(call)) continue;
      told.add(call);
      const data = { call: nameOf(call.callee) ?? '' };
      const related = [{ span: call.callee, text: 'this call returns its error' }];
      if (place.kind === 'call') {
        const say = nameOf(place.callee) ?? '';
        yield { message: 'says', data: { ...data, say }, span: place.callee, related };
      } else {
        yield { message: 'errno', data, span: place, related, fixes: spoken(place, call, fn) };
      }
    }
  },
});

/** Calls that put errno into words, and errno where it is told to somebody, in source order. */
function readings(fn: FunctionIr, ctx: FunctionContext): readonly Expr[] {
  const out: Expr[] = [...ctx.library('perror', 'warn', 'err', 'vwarn', 'verr')];
  walk(fn.body, (n) => {
    if (n.kind !== 'name' || n.name !== 'errno') return;
    const parent = around(fn, n);
    const said = parent?.kind === 'call' && (nameOf(parent.callee) ?? '').includes('strerror');
    const negated = parent?.kind === 'unary' && parent.op === '-';
    // A copy, or one that goes along with the result, may be meant for EAI_SYSTEM.
    if (said || negated || parent?.kind === 'return') out.push(n);
  });
  return out.sort((a, b) => a.start - b.start);
}

/** `gai_strerror(rc)` for `strerror(errno)`, where a variable holds the result. */
function spoken(place: Expr, call: CallExpr, fn: FunctionIr): readonly Fix[] {
  const user = around(fn, place);
  if (user?.kind !== 'call' || nameOf(user.callee) !== 'strerror') return [];
  const holder = around(fn, call);
  const name =
    holder?.kind === 'decl'
      ? holder.vars.find((v) => v.init !== undefined && unparen(v.init) === call)?.name
      : holder?.kind === 'assign' && holder.op === '='
        ? nameOf(holder.left)
        : undefined;
  if (name === undefined) return [];
  const edits = [{ span: { start: user.start, end: user.end }, newText: `gai_strerror(${name})` }];
  return [{ title: 'Use gai_strerror()', safety: 'unsafe', edits }];
}
