/** The string literal that a buffer or pointer of one function holds, as far as its text shows it. Judges nothing. */
import { nameOf, uncast, type Expr, type FunctionIr, type TextExpr } from '../../c/ir.ts';
import { walk } from '../../c/walk.ts';
import type { DeclStmt, Variable } from '../../c/ir.ts';

/**
 * `written`: the literal itself; `pointer`: a variable that points to it; `array`: an array that it fills; `copied`,
 * `printed`: written by strcpy() and its kind, or as format by sprintf() and its kind.
 */
export interface LiteralText {
  readonly how: 'written' | 'pointer' | 'array' | 'copied' | 'printed';
  readonly literal: TextExpr;
  readonly declared?: { readonly statement: DeclStmt; readonly variable: Variable };
}

/** Writes a literal into its first argument: position of the literal, and whether it is a format. */
const WRITES: Readonly<Record<string, readonly [number, boolean]>> = {
  asprintf: [1, true],
  g_strlcpy: [1, false],
  snprintf: [2, true],
  sprintf: [1, true],
  stpcpy: [1, false],
  strcpy: [1, false],
  strlcpy: [1, false],
  strncpy: [1, false],
};

/**
 * The literal that an expression certainly stands for where it is; `undefined` when it is none, when the variable gets
 * more than one value, or when anything else speaks of the buffer before.
 */
export function literalTextOf(expr: Expr, fn: FunctionIr): LiteralText | undefined {
  const e = uncast(expr);
  if (e.kind === 'string') return { how: 'written', literal: e };
  const name = nameOf(e);
  if (name === undefined || fn.params.some((p) => p.name === name)) return undefined;
  const declared = declarationsOf(name, fn);
  const [only] = declared;
  if (declared.length !== 1 || only === undefined) return undefined;
  const isArray = only.variable.type.endsWith(']');
  const init = only.variable.init && uncast(only.variable.init);
  const before = mentionsBefore(name, e.start, fn);
  if (init?.kind === 'string') {
    // A pointer may be handed on; what its literal says stays. An array may be written by anyone who sees it.
    const changed = isArray ? before.length > 0 : isAssigned(name, fn);
    return changed
      ? undefined
      : { how: isArray ? 'array' : 'pointer', literal: init, declared: only };
  }
  const [write] = before;
  if (init !== undefined || before.length !== 1 || write === undefined) return undefined;
  const written = writtenAt(write, name, fn);
  return written && { ...written, declared: only };
}

function declarationsOf(name: string, fn: FunctionIr): NonNullable<LiteralText['declared']>[] {
  const out: NonNullable<LiteralText['declared']>[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'decl') return;
    for (const v of n.vars) if (v.name === name) out.push({ statement: n, variable: v });
  });
  return out;
}

/** Where the variable is spoken of before an offset; the size of it is no change. */
function mentionsBefore(name: string, at: number, fn: FunctionIr): readonly Expr[] {
  const out: Expr[] = [];
  const sizes = new Set<Expr>();
  walk(fn.body, (n) => {
    if (n.kind === 'sizeof' && n.operand) sizes.add(uncast(n.operand));
    if (n.kind === 'name' && n.name === name && n.start < at && !sizes.has(n)) out.push(n);
  });
  return out;
}

function isAssigned(name: string, fn: FunctionIr): boolean {
  let found = false;
  walk(fn.body, (n) => {
    if (n.kind === 'assign') found ||= nameOf(n.left) === name;
    else if (n.kind === 'unary' && ['&', '++', '--'].includes(n.op)) {
      found ||= nameOf(n.operand) === name;
    }
  });
  return found;
}

/** The literal that the call around a mention writes into the buffer. */
function writtenAt(mention: Expr, name: string, fn: FunctionIr): LiteralText | undefined {
  for (const { expr } of fn.calls) {
    const writes = WRITES[nameOf(expr.callee) ?? ''];
    const [first] = expr.args;
    const target = first && uncast(first);
    const buffer = target?.kind === 'unary' && target.op === '&' ? target.operand : target;
    if (writes === undefined || buffer === undefined || nameOf(buffer) !== name) continue;
    if (uncast(buffer).start !== mention.start) continue;
    const [at, format] = writes;
    const given = expr.args[at];
    const text = given && uncast(given);
    return text?.kind === 'string'
      ? { how: format ? 'printed' : 'copied', literal: text }
      : undefined;
  }
  return undefined;
}
