/** `net/port-byte-order`: a port in the order of the machine where the order of the network is wanted. */
import { uncast } from '../c/ir.ts';
import type { Expr, FunctionIr, NameExpr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { mayChangeBetween } from './support/changes.ts';
import { converted, swapped, valuesOf } from './support/network-order.ts';

export const netPortByteOrder = defineFunctionRule({
  meta: {
    id: 'net/port-byte-order',
    summary: 'A port number that was not converted with htons',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-198'],
    messages: {
      number:
        '{field} is in network byte order: {value} means port {other} here. Write htons({value}).',
      plain:
        '{field} is in network byte order, and {value} is a plain number: write htons({value}).',
    },
    docs: {
      why: `Ports in socket addresses are kept with the higher byte first. On x86 and most ARM machines a number has the
lower byte first, so 80 becomes port 20480: the program listens or connects somewhere else, without an error.`,
      bad: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int serve(int fd)
{
    struct sockaddr_in addr = { .sin_family = AF_INET };

    addr.sin_port = 8080;
    return bind(fd, (struct sockaddr *)&addr, sizeof(addr));
}
`,
      ],
      good: [
        `#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

int serve(int fd)
{
    struct sockaddr_in addr = { .sin_family = AF_INET };

    addr.sin_port = htons(8080);
    return bind(fd, (struct sockaddr *)&addr, sizeof(addr));
}
`,
      ],
      limits: `Reports numbers, results of atoi() and strtol(), and, as information, parameters of type int or unsigned
int whose name is that of a port, unless the address comes as a parameter too. A variable of 16 bits may hold either order and is never reported; 0 and numbers that read the same in
both orders are the same port.`,
      references: ['man:ip(7)', 'man:byteorder(3)', 'CWE-198'],
    },
  },
  words: ['sin_port', 'sin6_port'],
  *inFunction(fn, ctx) {
    const settled = convertedInPlace(fn);
    for (const { field, value } of valuesOf(fn, PORTS)) {
      if (settled.has(field)) continue;
      const e = uncast(value);
      const number =
        e.kind === 'number' || e.kind === 'name' ? constantOf(ctx.value(e)) : undefined;
      const text = ctx.text(e);
      const fixes = [converted(e, 'htons', ctx)];
      if (number !== undefined) {
        const other = swapped(number, 2);
        if (number === 0n || number > 0xffffn || other === number) continue;
        const data = { field, value: text.slice(0, 24), other: String(other) };
        yield { message: 'number', data, span: e, fixes };
      } else if (isPlainNumber(e, fn, ctx)) {
        const shown = text.length > 24 ? 'the result' : text;
        // A parameter may come in either order, whatever its type.
        const lower =
          e.kind === 'name' && isParam(e, fn) ? ({ severity: 'information' } as const) : {};
        yield { message: 'plain', data: { field, value: shown }, ...lower, span: e, fixes };
      }
    }
  },
});

const PORTS: ReadonlySet<string> = new Set(['sin_port', 'sin6_port']);

/** An `int` that a caller hands over as a port, or digits read as a number. */
function isPlainNumber(e: Expr, fn: FunctionIr, ctx: FunctionContext): boolean {
  if (e.kind === 'call') return ctx.library(...READS).includes(e);
  if (e.kind !== 'name') return false;
  const param = fn.params.find((p) => p.name === e.name);
  if (param !== undefined) {
    const isInt = /^(?:const )?(?:int|unsigned|unsigned int|long)$/.test(param.type);
    const changes = mayChangeBetween(fn, new Set([e.name]), fn.start, e.start);
    // set_net_port() and its kind take the order of the network, and say so.
    if (/net/i.test(fn.name) || takesAddress(fn)) return false;
    return isInt && /^\w*port(?:_?(?:num|number|no))?$/i.test(e.name) && !changes;
  }
  if (!READS.some((word) => ctx.mentions(word, e))) return false;
  const from = ctx.paths(e)?.resource(e);
  return from?.kind === 'call' && READS.includes(from.name);
}

function isParam(e: NameExpr, fn: FunctionIr): boolean {
  return fn.params.some((p) => p.name === e.name);
}

/** True for a function that takes the address beside the port as it is: both come in the order of the network. */
function takesAddress(fn: FunctionIr): boolean {
  return valuesOf(fn, ADDRESSES).some(({ value }) => {
    const e = uncast(value);
    return e.kind === 'name' && isParam(e, fn);
  });
}

const ADDRESSES: ReadonlySet<string> = new Set(['s_addr']);

/** Fields that a function converts where they stand: `a.sin_port = htons(a.sin_port)`. */
function convertedInPlace(fn: FunctionIr): ReadonlySet<string> {
  const out = new Set<string>();
  for (const { field, value } of valuesOf(fn, PORTS)) {
    const e = uncast(value);
    const from = e.kind === 'call' && e.args[0] ? uncast(e.args[0]) : undefined;
    if (from?.kind === 'member' && from.name === field) out.add(field);
  }
  return out;
}

const READS = ['atoi', 'atol', 'strtol', 'strtoul'];
