/** `fd/readlink-nul`: the buffer of readlink() without its end, or an end written behind it. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, unparen, type Expr, type FunctionIr } from '../c/ir.ts';
import { partsOf, walk, type Node } from '../c/walk.ts';
import { signedOf } from '../c/value.ts';
import type { Span } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind } from './support/arguments.ts';
import { nameOfCall } from './support/failing.ts';

/** Functions that read an argument up to its NUL. */
const STRINGS =
  /^(?:str(?:len|cmp|casecmp|chr|rchr|str|cpy|cat|dup|tok)|basename|dirname|[fs]?printf|snprintf|puts|fputs|open|stat|lstat|access|chdir|atoi|syslog|unlink)$/;

export const fdReadlinkNul = defineRule({
  meta: {
    id: 'fd/readlink-nul',
    summary: 'The result of readlink used as a string without room for its NUL',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-170'],
    messages: {
      full: '{call}() may fill all of {buffer}, and then this NUL goes behind its end: pass sizeof({buffer}) - 1.',
      open: '{call}() writes no NUL: set {buffer}[n] = 0, n being its result, before {buffer} is used as a string.',
    },
    docs: {
      why: `readlink writes the text of the link and nothing after it. Without a NUL the next strlen runs on into
whatever stands behind. And when the size given is the whole buffer, a long link fills it, so that \`buf[n] = 0\` writes one
byte behind its end.`,
      bad: [
        `#include <unistd.h>

long target(const char *path)
{
    char buf[256];
    ssize_t n = readlink(path, buf, sizeof(buf));
    if (n < 0)
        return -1;
    buf[n] = 0;
    return buf[0] == '/' ? n : 0;
}
`,
        `#include <string.h>
#include <unistd.h>

long target(const char *path)
{
    char buf[256];
    if (readlink(path, buf, sizeof(buf) - 1) < 0)
        return -1;
    return (long)strlen(buf);
}
`,
      ],
      good: [
        `#include <unistd.h>

long target(const char *path)
{
    char buf[256];
    ssize_t n = readlink(path, buf, sizeof(buf) - 1);
    if (n < 0)
        return -1;
    buf[n] = 0;
    return buf[0] == '/' ? n : 0;
}
`,
        `#include <string.h>
#include <unistd.h>

long target(const char *path)
{
    char buf[256] = "";
    if (readlink(path, buf, sizeof(buf) - 1) < 0)
        return -1;
    return (long)strlen(buf);
}
`,
      ],
      limits: `Knows arrays of the function itself. Silent where the length is compared with the size, and where the
array is cleared first or anything in the function writes into it.`,
      references: ['man:readlink(2)', 'CWE-170', 'CERT:POS30-C'],
    },
  },
  on: ['readlink', 'readlinkat'],
  *check(call, ctx) {
    const { fn } = call;
    const length = argumentOfKind(call, 'length');
    const buffer = call.args.find((a) => a.param?.name.startsWith('buf'));
    const name = buffer && nameOf(uncast(buffer.expr));
    if (!fn || !length || !buffer || name === undefined || call.via === 'wrapper') return;
    const paths = ctx.paths(call);
    const object = paths?.resource(buffer.expr);
    if (object?.kind !== 'stack' && object?.kind !== 'static') return;
    const size = paths?.constantLength(length.expr);
    const use = ctx.result(call);
    const result = use.kind === 'assigned' ? use.variable : undefined;
    if (size !== undefined && size === object.size && result !== undefined) {
      const end = endWritten(fn, name, result, call, ctx);
      if (end && !isBounded(fn, result, size, call, ctx)) {
        const fix: Fix = {
          title: 'Leave room for the NUL',
          safety: 'unsafe',
          edits: [{ span: { start: length.end, end: length.end }, newText: ' - 1' }],
        };
        yield {
          message: 'full',
          data: { call: call.name, buffer: name },
          span: end,
          related: [{ span: length, text: 'the whole buffer' }],
          fixes: [fix],
        };
        return;
      }
    }
    const string = object.kind === 'stack' ? usedAsString(fn, name, call) : undefined;
    if (string) {
      yield {
        message: 'open',
        data: { call: call.name, buffer: name },
        span: string,
        related: [{ span: call.nameSpan, text: 'filled here' }],
      };
    }
  },
});

/** `buf[n] = 0` after the call. */
function endWritten(
  fn: FunctionIr,
  buffer: string,
  result: string,
  call: SyscallCall,
  ctx: RuleContext,
) {
  let found: Span | undefined;
  walk(fn.body, (n) => {
    if (found || n.kind !== 'assign' || n.start < call.end) return;
    const left = unparen(n.left);
    if (left.kind !== 'index' || nameOf(left.object) !== buffer) return;
    if (ctx.text(uncast(left.index)).replace(/\s/g, '') !== result) return;
    // Only with the value that the call returned.
    const from = ctx.paths(n)?.resource(uncast(left.index));
    if (from?.kind === 'call' && from.expr === call.expr) found = n;
  });
  return found;
}

/** The length is compared with the size, or with something that is no number: it may be the size. */
function isBounded(
  fn: FunctionIr,
  result: string,
  size: bigint,
  call: SyscallCall,
  ctx: RuleContext,
): boolean {
  let bounded = false;
  walk(fn.body, (n) => {
    if (n.kind !== 'binary' || n.start < call.start || !/^(?:[=!]=|[<>]=?)$/.test(n.op)) return;
    const [a, b] = [uncast(n.left), uncast(n.right)];
    const other =
      ctx.text(a).trim() === result || a.kind === 'assign'
        ? b
        : ctx.text(b).trim() === result
          ? a
          : undefined;
    const plain =
      other?.kind === 'number' ||
      (other?.kind === 'unary' && uncast(other.operand).kind === 'number');
    const isSize = other && (signedOf(ctx.value(other)) ?? 0n) >= size - 1n;
    if (other && (!plain || isSize)) bounded = true;
  });
  return bounded;
}

/** Where the array is read as a string, when nothing in the function but this call writes into it. */
function usedAsString(fn: FunctionIr, buffer: string, call: SyscallCall): Span | undefined {
  const uses: Span[] = [];
  const state = { written: false };
  walk(fn.body, (n) => {
    if (n.kind === 'decl') {
      const given = n.vars.some((v) => v.init && (v.name === buffer || alias(v.init, buffer)));
      if (given) state.written = true;
    }
    if (n.kind === 'assign' && mentions(n, buffer) && !holds(n.right, call.expr))
      state.written = true;
    if (n.kind !== 'call' || n === call.expr) return;
    const at = n.args.findIndex((a) => mentions(a, buffer));
    if (at < 0) return;
    const name = nameOfCall(n) ?? '';
    const reads = STRINGS.test(name) && nameOf(uncast(n.args[at] ?? n)) === buffer;
    const fills = FILLS.test(name) && at === 0;
    const bounded = n.args.some((a) => a.kind === 'string' && a.text.includes('%.*s'));
    if (reads && !fills && !bounded) {
      if (n.start > call.end) uses.push(n);
    } else if (!HARMLESS.test(name)) state.written = true;
  });
  return state.written ? undefined : uses[0];
}

/** Something that points into the array, rather than what a call makes of it. */
function alias(init: Expr, buffer: string): boolean {
  const e = uncast(init);
  return e.kind !== 'call' && mentions(e, buffer);
}

const FILLS = /^(?:str(?:cpy|cat|tok)|v?sn?printf)$/;
const HARMLESS = /^(?:mem(?:cmp|chr)|f?write|strn(?:cmp|dup|casecmp)|readlink(?:at)?)$/;

const holds = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

function mentions(node: Node, name: string): boolean {
  if (node.kind === 'sizeof') return false;
  if (node.kind === 'name') return node.name === name;
  return partsOf(node).some((p) => mentions(p, name));
}
