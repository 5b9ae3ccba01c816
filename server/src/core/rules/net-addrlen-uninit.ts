/** `net/addrlen-uninit`: the kernel is told a length that nobody has set. */
import { unparen } from '../c/ir.ts';
import type { DeclStmt, Expr, FunctionIr, Variable } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { parentMap } from './support/parents.ts';

export const netAddrlenUninit = defineRule({
  meta: {
    id: 'net/addrlen-uninit',
    summary: 'Length of the room for an address never set',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-457'],
    others: ['gcc:-Wanalyzer-use-of-uninitialized-value'],
    messages: {
      unset:
        '{name} tells {call}() how much room there is, and nobody has set it: write the size of the buffer first.',
    },
    docs: {
      why: `accept(), getsockname(), recvfrom(), getsockopt() and their kind read the length before they write it: it says
how many bytes the buffer has. Left unset it is whatever the stack holds. Is that 0, the address is not stored; is it
large, the kernel writes beyond the buffer; is it negative, the call fails with EINVAL.`,
      bad: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int port_of(int fd)
{
    struct sockaddr_in addr;
    socklen_t len;

    if (getsockname(fd, (struct sockaddr *)&addr, &len) < 0)
        return -1;
    return ntohs(addr.sin_port);
}
`,
      ],
      good: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int port_of(int fd)
{
    struct sockaddr_in addr;
    socklen_t len = sizeof(addr);

    if (getsockname(fd, (struct sockaddr *)&addr, &len) < 0)
        return -1;
    return ntohs(addr.sin_port);
}
`,
      ],
      limits: `Reports a local variable that is neither initialised nor mentioned before the call. Members of structures
are not looked at. Where the buffer is NULL the length is not read.`,
      references: ['man:accept(2)', 'man:getsockname(2)', 'man:recvfrom(2)', 'CWE-457'],
    },
  },
  on: ['accept', 'accept4', 'getsockname', 'getpeername', 'recvfrom', 'getsockopt'],
  *check(call, ctx) {
    const buffer = call.args.find((a) => /addr$|optval/.test(a.param?.name ?? ''));
    const length = call.args.find(
      (a) =>
        (a.param?.name ?? '').endsWith('len') && a !== buffer && a.index > (buffer?.index ?? 9),
    );
    if (buffer === undefined || length === undefined || call.fn === undefined) return;
    const name = addressed(length.expr);
    if (name === undefined || signedOf(ctx.value(buffer.expr)) === 0n || isNull(buffer.expr))
      return;
    const variable = unsetBefore(name, call.expr, call.fn);
    if (variable === undefined) return;
    yield {
      message: 'unset',
      data: { name, call: call.name },
      span: length,
      related: [{ span: variable.nameSpan, text: 'declared without a value' }],
      fixes: initialised(variable, buffer.expr),
    };
  },
});

/** `x` of `&x`, casts around it left aside. */
function addressed(expr: Expr): string | undefined {
  let e = unparen(expr);
  while (e.kind === 'cast') e = unparen(e.operand);
  const target = e.kind === 'unary' && e.op === '&' ? unparen(e.operand) : undefined;
  return target?.kind === 'name' ? target.name : undefined;
}

function isNull(expr: Expr): boolean {
  const e = unparen(expr);
  if (e.kind === 'cast') return isNull(e.operand);
  return e.kind === 'name' && (e.name === 'NULL' || e.name === 'nullptr');
}

/** The variable's declaration, when it has no value and its name does not stand between it and the call. */
function unsetBefore(name: string, call: Expr, fn: FunctionIr): Variable | undefined {
  const declared = declaredFor(name, call, fn);
  const variable = declared?.vars.find((v) => v.name === name);
  if (declared === undefined || variable === undefined || declared.isStatic) return undefined;
  let mentioned = variable.init !== undefined;
  walk(fn.body, (n) => {
    const inside = n.start < call.start && call.end < n.end;
    // Macros and assembly may do anything with it.
    if (inside && (n.kind === 'opaque' || n.kind === 'opaque-stmt')) mentioned = true;
    if (n.kind !== 'name' || n.name !== name) return;
    if (n.start > variable.nameSpan.end && n.start < call.start) mentioned = true;
  });
  return !mentioned && LENGTHS.test(variable.type) ? variable : undefined;
}

const LENGTHS = /^(?:socklen_t|int|unsigned|unsigned int|size_t|uint32_t)$/;

/** The declaration that a name means at a call: that of the innermost block around it. */
function declaredFor(name: string, call: Expr, fn: FunctionIr): DeclStmt | undefined {
  const parents = parentMap(fn);
  for (let p = parents.get(call); p; p = parents.get(p)) {
    if (p.kind !== 'block' && p.kind !== 'case') continue;
    const found = p.body.filter(
      (s): s is DeclStmt =>
        s.kind === 'decl' && s.start < call.start && s.vars.some((v) => v.name === name),
    );
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** ` = sizeof(addr)` behind the declaration, where the buffer is a variable. */
function initialised(variable: Variable, buffer: Expr): readonly Fix[] {
  const name = addressed(buffer);
  if (name === undefined) return [];
  const at = variable.nameSpan.end;
  const newText = ` = sizeof(${name})`;
  return [
    {
      title: `Set it to sizeof(${name})`,
      safety: 'unsafe',
      edits: [{ span: { start: at, end: at }, newText }],
    },
  ];
}
