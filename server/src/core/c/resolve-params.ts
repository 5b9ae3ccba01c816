/** Which parameter each argument of a call is, where some arguments decide what others are. */
import {
  effectiveParam,
  paramsOf,
  possibleGroups,
  type Decider,
  type Deciding,
  type EffectiveParam,
} from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import { evaluate } from './constants.ts';
import { uncast, type Expr } from './ir.ts';
import type { FileEnv } from './preprocess.ts';
import type { Value } from './value.ts';
import { partsOf, type Node } from './walk.ts';

/** What the values of arguments depend on. */
export interface ResolveContext {
  readonly kb: Kb;
  readonly arch: string;
  readonly env: FileEnv;
  /** Names that the function declares. */
  readonly declared?: ReadonlySet<string>;
  /** What is known on every path of an expression with such names; absent: nothing is. */
  readonly value?: (expr: Expr) => Value;
}

/** Effective parameters, one for each that the call takes; `args` may be fewer or more. */
export function resolveParams(
  info: CallInfo,
  via: 'libc' | 'raw',
  args: readonly (Expr | undefined)[],
  ctx: ResolveContext,
): readonly EffectiveParam[] {
  const params = paramsOf(info, via);
  if (params.every((param) => param.cases === undefined)) return params;
  const all = deciding(info, via, args, ctx);
  return params.map((param, position) => effectiveParam(position, all) ?? param);
}

/** Groups that the argument at a position may take, as far as the others tell. */
export function groupsAt(
  position: number,
  info: CallInfo,
  via: 'libc' | 'raw',
  args: readonly (Expr | undefined)[],
  ctx: ResolveContext,
): readonly string[] {
  return possibleGroups(position, deciding(info, via, args, ctx));
}

function deciding(
  info: CallInfo,
  via: 'libc' | 'raw',
  args: readonly (Expr | undefined)[],
  ctx: ResolveContext,
): Deciding {
  const known = new Map<number, Decider | undefined>();
  return {
    ...ctx,
    params: paramsOf(info, via),
    alias: (via === 'libc' ? info.raw : info.params) ?? [],
    decider(position) {
      if (!known.has(position)) {
        const expr = args[position];
        known.set(position, expr && deciderOf(expr, ctx));
      }
      return known.get(position);
    },
  };
}

/** What an expression tells of the constant it stands for; `undefined` where nothing is known of it. */
export function deciderOf(expr: Expr, ctx: ResolveContext): Decider | undefined {
  if (mentionsLocal(expr, ctx.declared)) return ctx.value && heldIn(ctx.value(expr));
  const { ones, zeros } = evaluate(expr, ctx);
  const names = namesIn(expr).filter((name) => !ctx.env.macros.has(name));
  if ((ones | zeros) === 0n && names.every((name) => ctx.kb.constant(name) === undefined)) {
    return undefined;
  }
  return { names, bits: { ones, zeros } };
}

/** The same of a value that variables hold, with the names that it was made of. */
function heldIn({ ones, zeros, must, may, spelled }: Value): Decider | undefined {
  if ((ones | zeros) === 0n) return undefined;
  const named = spelled && must.length === may.length;
  const names = named ? must.flatMap((term) => term.name ?? []) : [];
  return { names, bits: { ones, zeros } };
}

/** Names joined with `|`. */
function namesIn(expr: Expr): readonly string[] {
  const e = uncast(expr);
  if (e.kind === 'name') return [e.name.replace(/^::/, '')];
  return e.kind === 'binary' && e.op === '|' ? [...namesIn(e.left), ...namesIn(e.right)] : [];
}

function mentionsLocal(node: Node, declared: ReadonlySet<string> | undefined): boolean {
  if (declared === undefined || declared.size === 0) return false;
  if (node.kind === 'name') return declared.has(node.name);
  return partsOf(node).some((part) => mentionsLocal(part, declared));
}
