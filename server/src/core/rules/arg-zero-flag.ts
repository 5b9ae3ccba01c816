/** `arg/zero-flag`: a constant that is 0 tested or joined as if it were a bit. */
import { unparen } from '../c/ir.ts';
import type { BinaryExpr, Expr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Finding, FunctionContext } from './rule.ts';
import { operandsOf } from './support/flag-edits.ts';

type Message = 'never' | 'always' | 'joined';

/** Constants that are 0 on every architecture of Linux, with the mask that tells them from their neighbours. */
const ZEROS: ReadonlyMap<string, string | undefined> = new Map([
  ['F_OK', undefined],
  ['MAP_FILE', undefined],
  ['O_RDONLY', 'O_ACCMODE'],
  ['PROT_NONE', undefined],
]);

export const argZeroFlag = defineFunctionRule({
  meta: {
    id: 'arg/zero-flag',
    summary: 'A constant that is 0 used as a bit',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-480'],
    others: ['gcc:-Wtautological-compare', 'clang:-Wtautological-bitwise-compare'],
    messages: {
      never: '{name} is 0, so & {name} is never true: {remedy}.',
      always: '{name} is 0, so this is true for every value: {remedy}.',
      joined: 'O_RDONLY is 0, so O_RDONLY | {other} is {other} alone: write O_RDWR for both.',
    },
    docs: {
      why: `O_RDONLY, PROT_NONE, F_OK and MAP_FILE have no bit: they are 0. \`flags & O_RDONLY\` is 0 for a file that
is open for reading too, so the branch is never taken, and \`(flags & O_RDONLY) == O_RDONLY\` holds for everything. The
access mode is a number in two bits: compare \`flags & O_ACCMODE\` with it.

\`O_RDONLY | O_WRONLY\` is O_WRONLY; reading such a descriptor fails with EBADF.`,
      bad: [
        `#include <fcntl.h>

int can_read(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags != -1 && (flags & O_RDONLY);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int can_read(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags != -1 && (flags & O_ACCMODE) != O_WRONLY;
}
`,
      ],
      limits: `O_RDONLY joined with anything but another access mode says something to the reader and is left alone,
as is a mask that only begins with it (\`flags & (O_RDONLY | O_WRONLY)\`). A file that gives the name another value is
believed.`,
      references: ['man:open(2)', 'man:access(2)', 'CWE-480'],
    },
  },
  words: [...ZEROS.keys()],
  *inFunction(fn, ctx) {
    const found: Finding<Message>[] = [];
    const said = new Set<number>();
    walk(fn.body, (n) => {
      if (n.kind !== 'binary') return;
      const finding = n.op === '|' ? joined(n, ctx) : (compared(n, ctx) ?? masked(n, ctx));
      if (finding === undefined || said.has(finding.span.start)) return;
      if (finding.message !== 'joined') said.add(finding.span.start);
      found.push(finding);
    });
    yield* found;
  },
});

/** The zero that an expression is, when nothing gives the name another value. */
function zeroOf(expr: Expr, ctx: FunctionContext): string | undefined {
  const e = unparen(expr);
  if (e.kind !== 'name' || !ZEROS.has(e.name)) return undefined;
  const value = ctx.value(e);
  return value.ones === 0n && value.must.some((t) => t.name === e.name && t.value === 0n)
    ? e.name
    : undefined;
}

/** `x & O_RDONLY` in either order. */
function maskedBy(
  expr: Expr,
  ctx: FunctionContext,
): { name: string; at: Expr; other: Expr } | undefined {
  const e = unparen(expr);
  if (e.kind !== 'binary' || e.op !== '&') return undefined;
  for (const [at, other] of [
    [e.right, e.left],
    [e.left, e.right],
  ] as const) {
    const name = zeroOf(at, ctx);
    if (name !== undefined) return { name, at, other };
  }
  return undefined;
}

function masked(n: BinaryExpr, ctx: FunctionContext): Finding<Message> | undefined {
  const found = maskedBy(n, ctx);
  if (found === undefined) return undefined;
  const { name, at, other } = found;
  const mask = ZEROS.get(name);
  const span = { start: n.start, end: n.end };
  const fixes =
    mask === undefined
      ? []
      : [
          {
            title: `Compare with ${mask}`,
            safety: 'unsafe' as const,
            edits: [{ span, newText: `(${ctx.text(other)} & ${mask}) == ${name}` }],
          },
        ];
  return {
    message: 'never',
    data: { name, remedy: remedyFor(name) },
    span: { start: at.start, end: at.end },
    fixes,
  };
}

/** `(x & O_RDONLY) == O_RDONLY`, `== 0` */
function compared(n: BinaryExpr, ctx: FunctionContext): Finding<Message> | undefined {
  if (n.op !== '==' && n.op !== '!=') return undefined;
  for (const [side, other] of [
    [n.left, n.right],
    [n.right, n.left],
  ] as const) {
    const found = maskedBy(side, ctx);
    const against = unparen(other);
    const isZero =
      (against.kind === 'number' && against.value === 0n) || zeroOf(against, ctx) !== undefined;
    if (found === undefined || !isZero) continue;
    const mask = ZEROS.get(found.name);
    const newText = `${ctx.text(found.other)} & ${mask ?? ''}`;
    const inner = unparen(side);
    return {
      message: n.op === '==' ? 'always' : 'never',
      data: { name: found.name, remedy: remedyFor(found.name) },
      span: { start: found.at.start, end: found.at.end },
      fixes:
        mask === undefined
          ? []
          : [
              {
                title: `Compare with ${mask}`,
                safety: 'unsafe',
                edits: [{ span: { start: inner.start, end: inner.end }, newText }],
              },
            ],
    };
  }
  return undefined;
}

/** `O_RDONLY | O_WRONLY` anywhere, masks excepted. */
function joined(n: BinaryExpr, ctx: FunctionContext): Finding<Message> | undefined {
  const operands = operandsOf(n);
  const zero = operands.find((e) => zeroOf(e, ctx) === 'O_RDONLY');
  const names = operands.flatMap((e) => (e.kind === 'name' ? [e.name] : []));
  const other = ['O_WRONLY', 'O_RDWR'].filter((name) => names.includes(name));
  const [first] = other;
  if (zero === undefined || first === undefined || other.length > 1) return undefined;
  // Only where it is passed to a call: `flags & (O_RDONLY | O_WRONLY)` is a mask.
  const isFlags = ctx.calls.some((call) =>
    call.args.some((a) => a.param?.kind === 'flags' && unparen(a.expr) === n),
  );
  if (!isFlags) return undefined;
  return { message: 'joined', data: { other: first }, span: { start: zero.start, end: zero.end } };
}

function remedyFor(name: string): string {
  const mask = ZEROS.get(name);
  return mask === undefined
    ? 'compare the whole value with it'
    : `compare (… & ${mask}) with ${name}`;
}
