/** A number in an argument, read as the names of that argument; for hovers, hints and the rewriting action. */
import { hex } from '../../kb/constants.ts';
import { decode, type DecodeContext, type Decoded } from '../../kb/decode.ts';
import type { FlagGroup, ParamInfo } from '../../kb/kb.types.ts';
import { code, prose } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { item, paragraph, type Line } from './card.ts';
import { readNumber } from './numbers.ts';
import { modeNames, octal, showValue } from './values.ts';

export interface MaskReading {
  readonly group: FlagGroup;
  readonly decoded: Decoded;
  /** `MAP_PRIVATE | MAP_ANONYMOUS`, or what C text stands for it. */
  readonly names: string;
  /** True when at least one part has a name. */
  readonly named: boolean;
}

/** Reads a value as what the parameter takes; `undefined` when it takes no group we know. */
export function readMask(
  value: bigint,
  param: ParamInfo,
  call: string | undefined,
  ctx: FeatureContext,
): MaskReading | undefined {
  const group = param.group === undefined ? undefined : ctx.kb.group(param.group);
  if (group === undefined) return undefined;
  const decoded = decode(value, group, contextOf(call, ctx));
  const named = decoded.parts.some((part) => part.name !== undefined || part.field !== undefined);
  return { group, decoded, names: decoded.text, named };
}

function contextOf(call: string | undefined, { kb, target }: FeatureContext): DecodeContext {
  return { kb, arch: target.arch, ...(call === undefined ? {} : { call }) };
}

/**
 * First line and parts of a hover on a value. `written` is the user's text for it. `undefined` where the value
 * says nothing that the text does not say already.
 */
export function valueLines(
  written: string,
  value: bigint,
  param: ParamInfo,
  owner: { readonly call: string } | { readonly struct: string },
  ctx: FeatureContext,
): readonly Line[] | undefined {
  const call = 'call' in owner ? owner.call : undefined;
  const of = 'call' in owner ? `${owner.call}()` : `struct ${owner.struct}`;
  const where = `in ${code(param.name)} of ${code(of)}`;
  if (param.kind === 'mode') {
    const bits = BigInt.asUintN(32, value);
    const group = param.group === undefined ? undefined : ctx.kb.group(param.group);
    const names = modeNames(bits, group, contextOf(call, ctx));
    return [paragraph(`${code(equation(written, octal(bits), names))} ${where}`, Infinity)];
  }
  const reading = readMask(value, param, call, ctx);
  if (reading === undefined) return undefined;
  const { group, decoded, names } = reading;
  const shown = showValue(value, group);
  const lines = [paragraph(`${code(equation(written, shown, names))} ${where}`, Infinity)];
  decoded.parts.forEach((part, i) => {
    const words = part.name === undefined ? undefined : ctx.kb.flagProse(group.id, part.name);
    if (part.name === undefined || words === undefined) return;
    const own = `${code(part.name)} ${showValue(part.value, group)}`;
    lines.push(item(`${own}: ${prose(words.summary)}`, 60 - i, { short: own, from: 'standard' }));
  });
  if (decoded.unknown !== 0n && reading.named && group.kind !== 'enum') {
    lines.push(item(`${code(hex(decoded.unknown))} has no name on ${ctx.target.arch}`, 70));
  }
  return lines;
}

/** `34 = 0x22 = MAP_PRIVATE | MAP_ANONYMOUS`, no part twice. */
function equation(...parts: readonly string[]): string {
  return parts.filter((part, i) => !parts.slice(0, i).some((p) => same(p, part))).join(' = ');
}

function same(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/[\s()]/g, '');
  return (
    plain(a) === plain(b) ||
    (base(a) !== undefined && base(a) === base(b) && readNumber(a) === readNumber(b))
  );
}

/** The base a number is written in; `undefined` for what is no number. */
function base(text: string): string | undefined {
  if (readNumber(text) === undefined) return undefined;
  return (
    /^[-+]?0[xXbB]/.exec(text)?.[0].slice(-1).toLowerCase() ?? (/^[-+]?0\d/.test(text) ? '0' : '')
  );
}
