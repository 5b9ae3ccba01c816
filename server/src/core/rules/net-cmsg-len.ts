/** `net/cmsg-len`: CMSG_LEN() and CMSG_SPACE() taken for each other. */
import type { CallExpr, Expr, FunctionIr } from '../c/ir.ts';
import { nameOf, uncast } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import type { Span } from '../text/span.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';

export const netCmsgLen = defineFunctionRule({
  meta: {
    id: 'net/cmsg-len',
    summary: 'CMSG_LEN and CMSG_SPACE exchanged, or an unaligned control buffer',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-131'],
    messages: {
      length: 'CMSG_SPACE() counts the padding as data: cmsg_len takes CMSG_LEN().',
      room: 'CMSG_LEN() leaves out the padding behind the data, and {name} has no room for it: use CMSG_SPACE().',
      control:
        'CMSG_LEN() leaves out the padding behind the data: msg_controllen takes CMSG_SPACE().',
      aligned: '{name} may be misaligned for a struct cmsghdr: put it into a union with one.',
    },
    docs: {
      why: `A control message is a header, its data and padding to the next one. CMSG_LEN() is header and data, what
\`cmsg_len\` takes; CMSG_SPACE() has the padding too, what buffers and \`msg_controllen\` take. With CMSG_SPACE() in
\`cmsg_len\` the padding is data: one descriptor of 4 bytes becomes two, and the second, often 0, is sent along. With
CMSG_LEN() a buffer has no room for a second message, and the last one may be cut off (MSG_CTRUNC); that case is
information, and \`msg_controllen\` with it, which works for a single message, a hint.

A plain array of char may stand at any address, which header and data do not: some machines fault. That hint appears only
where the settings name the rule.`,
      bad: [
        `#include <string.h>
#include <sys/socket.h>

void put(struct cmsghdr *c, int fd)
{
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_SPACE(sizeof(fd));
    memcpy(CMSG_DATA(c), &fd, sizeof(fd));
}
`,
      ],
      good: [
        `#include <string.h>
#include <sys/socket.h>

void put(struct cmsghdr *c, int fd)
{
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(fd));
    memcpy(CMSG_DATA(c), &fd, sizeof(fd));
}
`,
      ],
      limits: `Options for AF_ALG allow more than they need, so there the first is a hint. Looks at assignments to the two fields and at arrays declared in the function. Lengths that are computed
before are not followed.`,
      references: ['man:cmsg(3)', 'man:unix(7)', 'kernel:net/core/scm.c', 'CWE-131'],
    },
  },
  words: ['CMSG_LEN', 'CMSG_SPACE'],
  *inFunction(fn, ctx) {
    for (const { field, call } of assigned(fn, ctx)) {
      const name = nameOf(call.callee);
      if (field === 'cmsg_len' && name === 'CMSG_SPACE') {
        const severity = ctx.mentions('SOL_ALG', call) ? { severity: 'hint' as const } : {};
        yield { message: 'length', span: call, ...severity, fixes: [write('CMSG_LEN', call)] };
      }
      if (field === 'msg_controllen' && name === 'CMSG_LEN' && isPadded(call, ctx)) {
        const severity = 'hint';
        yield { message: 'control', span: call, severity, fixes: [write('CMSG_SPACE', call)] };
      }
    }
    for (const { name, size, call, span, declaration } of arrays(fn, ctx)) {
      if (nameOf(call.callee) === 'CMSG_LEN') {
        if (!isPadded(call, ctx)) continue;
        const fixes = size === call ? [write('CMSG_SPACE', call)] : [];
        yield { message: 'room', data: { name }, span: call, severity: 'information', fixes };
      } else if (!isAligned(declaration, ctx)) {
        yield { message: 'aligned', data: { name }, span, severity: 'hint', pedantic: true };
      }
    }
  },
});

/** False where the data fills whole words, so that both macros are worth the same. */
function isPadded(call: CallExpr, ctx: FunctionContext): boolean {
  const bytes = call.args[0] && ctx.paths(call)?.constantLength(call.args[0]);
  return (
    bytes === undefined || bytes % (ctx.kb.arch(ctx.target.arch)?.bits === 32 ? 4n : 8n) !== 0n
  );
}

const MACROS = ['CMSG_LEN', 'CMSG_SPACE'];

function write(name: string, call: CallExpr) {
  const { start, end } = call.callee;
  const edits = [{ span: { start, end }, newText: name }];
  return { title: `Write ${name}()`, safety: 'unsafe' as const, edits };
}

/** Fields of messages that are given one of the two lengths, nothing added. */
function assigned(fn: FunctionIr, ctx: FunctionContext) {
  const out: { field: string; call: CallExpr }[] = [];
  const macros = ctx.library(...MACROS);
  const add = (field: string, value: Expr): void => {
    const call = uncast(value);
    if (call.kind === 'call' && macros.includes(call)) out.push({ field, call });
  };
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && n.op === '=') {
      const target = uncast(n.left);
      if (target.kind === 'member') add(target.name, n.right);
    }
    if (n.kind === 'init') {
      for (const { field, value } of n.entries) if (field !== undefined) add(field, value);
    }
  });
  return out;
}

/** Arrays of bytes whose size is one of the two, alone or with others. */
function arrays(fn: FunctionIr, ctx: FunctionContext) {
  const out: { name: string; size: Expr; call: CallExpr; span: Span; declaration: Span }[] = [];
  const macros = ctx.library(...MACROS);
  walk(fn.body, (n) => {
    if (n.kind !== 'decl') return;
    for (const v of n.vars) {
      const size = v.sizes?.length === 1 ? v.sizes[0] : undefined;
      if (!size || !/^(?:(?:un)?signed )?char \[\]$|^uint8_t \[\]$/.test(v.type)) continue;
      const call = macros.find((m) => size.start <= m.start && m.end <= size.end);
      if (call) out.push({ name: v.name, size, call, span: v.nameSpan, declaration: n });
    }
  });
  return out;
}

/** An attribute or specifier in the declaration sees to it. */
function isAligned(declaration: Span, ctx: FunctionContext): boolean {
  return ctx.text(declaration).toLowerCase().includes('align');
}
