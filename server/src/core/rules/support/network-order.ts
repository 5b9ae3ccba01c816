/** Fields of socket addresses that are kept in network byte order, and what a function writes to them. */
import { unparen, type Expr, type FunctionIr } from '../../c/ir.ts';
import { walk } from '../../c/walk.ts';
import type { Span } from '../../text/span.ts';
import type { Fix, RuleContext } from '../rule.ts';

/** A value given to a field, or compared with it. */
export interface FieldValue {
  readonly field: string;
  readonly value: Expr;
  readonly how: 'assigned' | 'compared';
}

/** Every value that a function assigns to, initialises or compares these fields with. */
export function valuesOf(fn: FunctionIr, fields: ReadonlySet<string>): readonly FieldValue[] {
  const out: FieldValue[] = [];
  const fieldOf = (expr: Expr): string | undefined => {
    const e = unparen(expr);
    return e.kind === 'member' && fields.has(e.name) ? e.name : undefined;
  };
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && n.op === '=') {
      const field = fieldOf(n.left);
      if (field !== undefined) out.push({ field, value: n.right, how: 'assigned' });
    } else if (n.kind === 'binary' && (n.op === '==' || n.op === '!=')) {
      const left = fieldOf(n.left);
      const right = fieldOf(n.right);
      if (left !== undefined) out.push({ field: left, value: n.right, how: 'compared' });
      else if (right !== undefined) out.push({ field: right, value: n.left, how: 'compared' });
    } else if (n.kind === 'init') {
      for (const { field, value } of n.entries) {
        if (field !== undefined && fields.has(field)) out.push({ field, value, how: 'assigned' });
      }
    }
  });
  return out;
}

/** The value handed through `htons()` or `htonl()`. */
export function converted(value: Span, convert: 'htons' | 'htonl', ctx: RuleContext): Fix {
  const { start, end } = value;
  return {
    title: `Convert it with ${convert}()`,
    safety: 'unsafe',
    edits: [{ span: { start, end }, newText: `${convert}(${ctx.text(value)})` }],
    include: 'arpa/inet.h',
  };
}

/** The same bytes in the other order. */
export function swapped(n: bigint, bytes: number): bigint {
  let out = 0n;
  for (let i = 0; i < bytes; i++) out = (out << 8n) | ((n >> BigInt(8 * i)) & 0xffn);
  return out;
}
