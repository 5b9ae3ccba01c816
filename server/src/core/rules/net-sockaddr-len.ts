/** `net/sockaddr-len`: a length that is not that of the address. */
import type { SyscallCall } from '../c/call-site.ts';
import { argOf } from '../c/call-site.ts';
import { unparen } from '../c/ir.ts';
import type { Expr } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import { localType } from './support/locals.ts';
import { ADDRESS_BYTES, pointedBy, tagOf } from './support/socket-addresses.ts';

export const netSockaddrLen = defineRule({
  meta: {
    id: 'net/sockaddr-len',
    summary: 'A length of a socket address that belongs to another structure',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-131'],
    supersedes: ['arg/sizeof-pointer'],
    messages: {
      other: '{len} is {have} bytes and struct {tag} has {need}: write {right}.',
      pointer: '{len} is the size of a pointer, not of the address: write {right}.',
      same: '{len} happens to be as long as struct {tag}: write {right}.',
    },
    docs: {
      why: `\`struct sockaddr\` is a name for all addresses, not room for all of them: it has 16 bytes. As the length of
a \`struct sockaddr_in6\` (28) that is refused with EINVAL; of a \`struct sockaddr_un\` (110) it cuts the path off after 14
characters, and the program binds another name than it says. A length above that of the variable reads what lies behind
it.`,
      bad: [
        `#include <sys/socket.h>
#include <sys/un.h>

int attach(int fd, const struct sockaddr_un *template)
{
    struct sockaddr_un addr = *template;

    return connect(fd, (struct sockaddr *)&addr, sizeof(struct sockaddr));
}
`,
      ],
      good: [
        `#include <sys/socket.h>
#include <sys/un.h>

int attach(int fd, const struct sockaddr_un *template)
{
    struct sockaddr_un addr = *template;

    return connect(fd, (struct sockaddr *)&addr, sizeof(addr));
}
`,
      ],
      limits: `Looks at variables that the function declares as one structure, and at lengths written with sizeof. A
\`struct sockaddr_storage\`, a union and a pointer to \`struct sockaddr\` hold anything, so any length may be right.
\`struct sockaddr_in\` with \`sizeof(struct sockaddr)\` is a hint: both have 16 bytes.`,
      references: ['man:bind(2)', 'man:unix(7)', 'man:ipv6(7)', 'man:sockaddr(3type)', 'CWE-131'],
    },
  },
  on: ['bind', 'connect', 'sendto'],
  *check(call, ctx) {
    const addr = argOf(call, 'addr') ?? argOf(call, 'dest_addr') ?? argOf(call, 'umyaddr');
    const length = argOf(call, 'addrlen');
    if (addr === undefined || length === undefined) return;
    const size = unparen(length.expr);
    if (size.kind !== 'sizeof') return;
    const object = pointedBy(addr.expr, call);
    const right = object && `sizeof(${object.by === 'pointer' ? '*' : ''}${object.name})`;
    const len = ctx.text(size).replace(/\s+/g, ' ');
    if (object === undefined || right === undefined || len.length > 32) return;
    const fix = {
      title: `Write ${right}`,
      safety: 'unsafe' as const,
      edits: [{ span: length, newText: right }],
    };
    const data = { len, tag: object.tag, right };
    const measured = measuredBy(size, call);
    if (measured === 'pointer') {
      const known = object.tag in ADDRESS_BYTES && object.tag !== 'sockaddr';
      yield { message: 'pointer', data, span: length, fixes: known ? [fix] : [] };
      return;
    }
    if (measured === undefined || measured === object.tag || ANY.has(object.tag)) return;
    const have = ADDRESS_BYTES[measured];
    const need = ADDRESS_BYTES[object.tag];
    if (have === undefined || need === undefined) return;
    // Any structure fits the head that all of them share, where the caller has made room behind it.
    if (object.tag === 'sockaddr' && object.by === 'pointer') return;
    // What a pointer points to may be part of something larger.
    if (object.by === 'pointer' && have > need) return;
    const sizes = { have: String(have), need: String(need) };
    const span = length;
    if (have === need) yield { message: 'same', data, span, severity: 'hint', fixes: [fix] };
    else yield { message: 'other', data: { ...data, ...sizes }, span, fixes: [fix] };
  },
});

/** Room for an address of any kind. */
const ANY = new Set(['sockaddr_storage']);

/** What a sizeof measures: the tag of a structure, or a pointer. */
function measuredBy(
  size: Extract<Expr, { kind: 'sizeof' }>,
  call: SyscallCall,
): string | undefined {
  const operand = size.operand && unparen(size.operand);
  // Without a parser that knows types, `sizeof(x)` may be read as that of a type named x.
  const name = operand?.kind === 'name' ? operand.name : size.type;
  if (name !== undefined && /^\w+$/.test(name)) {
    const type = localType(call.fn, name);
    if (type === undefined) return undefined;
    return tagOf(type, false) ?? (tagOf(type, true) === undefined ? undefined : 'pointer');
  }
  if (size.type !== undefined) {
    if (tagOf(size.type, true) !== undefined) return 'pointer';
    return tagOf(size.type, false);
  }
  const target =
    operand?.kind === 'unary' && operand.op === '*' ? unparen(operand.operand) : undefined;
  return target?.kind === 'name' ? tagOf(localType(call.fn, target.name), true) : undefined;
}
