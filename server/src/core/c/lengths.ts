/** Lengths in bytes that the text fixes: `sizeof` of arrays and known structures, `strlen` of literals. */
import { intType } from './c-type.ts';
import { nameOf, unparen, type Expr } from './ir.ts';
import { calledName } from './leaving.ts';
import type { PathContext } from './path-context.ts';
import { constantOf, signedOf } from './value.ts';

/** Bytes (or the number) an expression is worth, `undefined` when the text does not fix it or it is negative. */
export function lengthOf(expr: Expr, ctx: PathContext): bigint | undefined {
  const n = worth(expr, ctx, 0);
  return n === undefined || n < 0n ? undefined : n;
}

function worth(expr: Expr, ctx: PathContext, depth: number): bigint | undefined {
  const e = unparen(expr);
  if (depth > 40) return undefined;
  const of = (x: Expr): bigint | undefined => worth(x, ctx, depth + 1);
  if (e.kind === 'sizeof') {
    if (e.type !== undefined) return sizeOfType(e.type, ctx) ?? sizeOfName(e.type, ctx);
    return e.operand && sizeOfExpr(e.operand, ctx);
  }
  if (e.kind === 'call' && calledName(e) === 'strlen' && e.args.length === 1) {
    const text = e.args[0] && unparen(e.args[0]);
    const bytes = text?.kind === 'string' ? literalBytes(text.text) : undefined;
    return bytes === undefined ? undefined : bytes - 1n;
  }
  if (e.kind === 'binary') {
    const left = of(e.left);
    const right = of(e.right);
    if (left === undefined || right === undefined) return signedOf(ctx.valueOf(e));
    if (e.op === '+') return left + right;
    if (e.op === '-') return left - right;
    if (e.op === '*') return left * right;
    if (e.op === '/') return right === 0n ? undefined : left / right;
  }
  return signedOf(ctx.valueOf(e));
}

/** Bytes of a variable declared once in this function. */
export function sizeOfVariable(name: string, ctx: PathContext): bigint | undefined {
  const type = ctx.flow.typeOf(name);
  const variable = ctx.declarations.get(name)?.variable;
  if (type === undefined || !variable || ctx.flow.isParameter(name)) return undefined;
  if (!type.endsWith(' []')) return sizeOfType(type, ctx);
  const element = sizeOfType(type.replace(/(?: \[\])+$/, ''), ctx);
  if (element === undefined) return undefined;
  let count = 1n;
  for (const [i, size] of (variable.sizes ?? []).entries()) {
    const first = i === 0 && size === undefined ? initialised(variable.init, ctx) : undefined;
    const n = size ? constantOf(ctx.valueOf(size)) : first;
    if (n === undefined) return undefined;
    count *= n;
  }
  return variable.sizes ? element * count : undefined;
}

/** Elements of an array that its initialiser counts; `undefined` with designators, which may skip some. */
function initialised(init: Expr | undefined, ctx: PathContext): bigint | undefined {
  if (init?.kind === 'string') return literalBytes(init.text);
  if (init?.kind !== 'init' || init.entries.length === 0) return undefined;
  const designated = /[{,]\s*\[/.test(ctx.textOf(init));
  const plain =
    !designated && init.entries.every((e) => e.field === undefined && e.value.kind !== 'opaque');
  return plain ? BigInt(init.entries.length) : undefined;
}

function sizeOfExpr(operand: Expr, ctx: PathContext): bigint | undefined {
  const e = unparen(operand);
  if (e.kind === 'string') return literalBytes(e.text);
  const name = nameOf(e);
  if (name !== undefined) return sizeOfName(name, ctx);
  const object =
    e.kind === 'index'
      ? nameOf(e.object)
      : e.kind === 'unary' && e.op === '*'
        ? nameOf(e.operand)
        : undefined;
  const type = object === undefined ? undefined : ctx.flow.typeOf(object);
  const element = type === undefined ? undefined : /^(.*) (?:\[\]|\*)$/.exec(type)?.[1];
  return element === undefined || element.endsWith(']') ? undefined : sizeOfType(element, ctx);
}

/** `sizeof(buf)`: the grammar cannot tell a variable from a type. A parameter that looks like an array is a pointer. */
function sizeOfName(name: string, ctx: PathContext): bigint | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const type = ctx.flow.typeOf(name);
  if (type !== undefined && ctx.flow.isParameter(name)) {
    return type.endsWith(' []') ? BigInt(ctx.longBits / 8) : sizeOfType(type, ctx);
  }
  return sizeOfVariable(name, ctx);
}

function sizeOfType(type: string, ctx: PathContext): bigint | undefined {
  const plain = type.replace(/\b(?:const|volatile|static|register)\b ?/g, '').trim();
  if (/[[(&]/.test(plain)) return undefined;
  if (/^(?:unsigned |signed )?char$/.test(plain)) return 1n;
  const known = intType(plain, ctx.longBits);
  if (known && !known.truth) return BigInt(known.bits / 8);
  const tag = /^struct (\w+)$/.exec(plain)?.[1];
  return tag === undefined ? undefined : ctx.structSize(tag);
}

/** Bytes of a plain string literal, its final 0 included; `undefined` for wide, raw and joined ones. */
function literalBytes(text: string): bigint | undefined {
  const m =
    /^"((?:[^"\\]|\\(?:[abefnrtv\\'"?]|[0-7]{1,3}|x[0-9a-fA-F]{1,2}(?![0-9a-fA-F])))*)"$/.exec(
      text,
    );
  if (m?.[1] === undefined) return undefined;
  let bytes = 1n;
  for (const part of m[1].match(/\\(?:[0-7]{1,3}|x[0-9a-fA-F]+|.)|[^\\]/gu) ?? []) {
    bytes += part.startsWith('\\') ? 1n : utf8Length(part);
  }
  return bytes;
}

function utf8Length(char: string): bigint {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x80 ? 1n : code < 0x800 ? 2n : code < 0x10000 ? 3n : 4n;
}
