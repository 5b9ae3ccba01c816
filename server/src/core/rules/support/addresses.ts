/** What a function shows of an address that it hands to a call about pages. */
import type { Resource } from '../../c/path-facts.ts';
import { nameOf, uncast, unparen, type Expr, type FunctionIr } from '../../c/ir.ts';
import { signedOf } from '../../c/value.ts';
import type { RuleContext } from '../rule.ts';
import { localType } from './locals.ts';

/** The smallest page of any architecture: what is no multiple of it is no multiple of a larger one. */
export const PAGE = 4096n;

/** Hand out blocks that begin behind a header of their own: no page begins there (aligned_alloc() and its kin do). */
export const HEAP: ReadonlySet<string> = new Set([
  ...['malloc', 'calloc', 'realloc', 'reallocarray', 'strdup', 'strndup'],
]);

/** Where an address comes from that is surely no beginning of a page. */
export type Unaligned =
  | { readonly kind: 'heap'; readonly by: Extract<Resource, { kind: 'call' }> }
  | {
      readonly kind: 'object';
      readonly variable: string;
      readonly at: { start: number; end: number };
    }
  | { readonly kind: 'literal' }
  | { readonly kind: 'offset'; readonly offset: bigint };

/** Why the address is no beginning of a page; `undefined` when it may be one. */
export function unalignedAddress(
  expr: Expr,
  fn: FunctionIr,
  ctx: RuleContext,
): Unaligned | undefined {
  const offset = bytesBeyond(expr, fn, ctx);
  const paths = offset || mayBeUnaligned(expr, fn, ctx) ? ctx.paths(expr) : undefined;
  if (paths === undefined) return undefined;
  if (offset !== undefined) {
    const base = paths.resource(offset.base);
    const mapped = base.kind === 'call' && base.of === 'mapping' && base.name !== 'shmat';
    return mapped && offset.bytes % PAGE !== 0n
      ? { kind: 'offset', offset: offset.bytes }
      : undefined;
  }
  const from = paths.resource(expr);
  if (from.kind === 'string') return { kind: 'literal' };
  if (from.kind === 'call' && from.of === 'memory' && from.via === 'result') {
    return HEAP.has(from.name) ? { kind: 'heap', by: from } : undefined;
  }
  if (from.kind !== 'stack' && from.kind !== 'static') return undefined;
  const type = localType(fn, from.variable)?.replace(/(?: \[\])+$/, '') ?? '';
  // An attribute may stand behind the name.
  const { start, end } = from.declaration;
  const rest = ctx.text({ start: end, end: end + 200 }).replace(/;[^]*$/, '');
  return PLAIN.test(type) && !/align/i.test(ctx.text({ start, end }) + rest)
    ? { kind: 'object', variable: from.variable, at: from.declaration }
    : undefined;
}

/** A cheap look before the paths are asked: an allocator, an array or a literal must be about. */
function mayBeUnaligned(expr: Expr, fn: FunctionIr, ctx: RuleContext): boolean {
  const e = uncast(expr);
  if (e.kind === 'string' || e.kind === 'unary') return true;
  const name = nameOf(e);
  if (name !== undefined && localType(fn, name)?.endsWith('[]') === true) return true;
  return [...HEAP].some((word) => ctx.mentions(word, expr));
}

/** Types without an alignment of their own: a structure or a typedef may have one. */
const PLAIN =
  /^(?:(?:const|volatile|static|unsigned|signed) )*(?:char|short|int|long|long long|u?int(?:8|16|32|64)_t|size_t)(?: int)?$/;

/** `p + 100` or `&p[100]` with a pointer to bytes: the pointer and the bytes; `undefined` for anything else. */
export function bytesBeyond(
  expr: Expr,
  fn: FunctionIr,
  ctx: RuleContext,
): { readonly base: Expr; readonly bytes: bigint } | undefined {
  const e = uncast(expr);
  if (e.kind === 'binary' && (e.op === '+' || e.op === '-')) {
    const bytes = signedOf(ctx.value(e.right));
    if (bytes === undefined || !pointsToBytes(e.left, fn)) return undefined;
    return { base: e.left, bytes: e.op === '+' ? bytes : -bytes };
  }
  if (e.kind === 'unary' && e.op === '&') {
    const element = unparen(e.operand);
    if (element.kind !== 'index' || !pointsToBytes(element.object, fn)) return undefined;
    const bytes = signedOf(ctx.value(element.index));
    return bytes === undefined || bytes === 0n ? undefined : { base: element.object, bytes };
  }
  return undefined;
}

const BYTES =
  /^(?:(?:const|volatile|unsigned|signed) )*(?:char|void|u?int8_t|u8|guint8|uchar)(?: const)? ?\*$/;

function pointsToBytes(expr: Expr, fn: FunctionIr): boolean {
  const e = unparen(expr);
  if (e.kind === 'cast') return BYTES.test(e.type);
  return BYTES.test(localType(fn, nameOf(e)) ?? '');
}
