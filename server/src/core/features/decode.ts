/** Decoder: what a number, or names or-ed together, mean in one argument of one call. Pure; prints nothing. */
import { asWord, hex } from '../kb/constants.ts';
import { decode, type DecodeContext } from '../kb/decode.ts';
import type { Kb } from '../kb/kb.ts';
import type { CallInfo, FlagGroup, ParamInfo } from '../kb/kb.types.ts';
import { readNumber } from './support/numbers.ts';
import { octal, showMode, showValue } from './support/values.ts';

export interface DecodeQuery {
  readonly call: string;
  /** Name of the parameter, or its place counted from 1. */
  readonly arg: string;
  /** `7`, `0x22`, `042`, `0b101`, `-1`, `MAP_PRIVATE|MAP_ANONYMOUS`, `21 << MAP_HUGE_SHIFT`, or a mixture. */
  readonly text: string;
  /** Architecture name or alias; `x86_64` when absent. */
  readonly arch?: string;
}

export type DecodeAnswer = Decoding | DecodeProblem;

export interface Decoding {
  readonly ok: true;
  readonly call: string;
  readonly arg: string;
  readonly arch: string;
  readonly group?: string;
  /** The number as the group writes it: `0x22`, `0644`, `3`. */
  readonly value: string;
  /** `MAP_PRIVATE | MAP_ANONYMOUS`; for a mode `0644 (rw-r--r--)`. */
  readonly text: string;
  readonly parts: readonly DecodedName[];
  /** Bits without a name, in hexadecimal. */
  readonly unknown?: string;
}
export interface DecodedName {
  readonly text: string;
  readonly value: string;
  readonly name?: string;
  readonly summary?: string;
}
export interface DecodeProblem {
  readonly ok: false;
  /** What is wrong with the query, for the person who wrote it. */
  readonly reason: string;
  readonly suggestions: readonly string[];
}

/** Answers a query; what cannot be read is a problem with a reason, never an exception. */
export function decodeQuery(query: DecodeQuery, kb: Kb): DecodeAnswer {
  const call = kb.call(query.call);
  if (call === undefined) {
    const near = kb.suggest(query.call).filter((name) => kb.call(name) !== undefined);
    return problem(`no system call is called ${query.call}`, near);
  }
  const param = paramOf(call, query.arg);
  if (param === undefined) {
    return problem(
      `${call.name} has no argument ${query.arg}`,
      call.params.map((p) => p.name),
    );
  }
  const info = kb.arch(query.arch ?? 'x86_64');
  if (info === undefined) {
    return problem(
      `no architecture is called ${query.arch ?? ''}`,
      kb.index.arches.map((a) => a.name),
    );
  }
  const ctx: DecodeContext = { kb, arch: info.name, call: call.name };
  const value = readExpression(query.text, ctx);
  if (typeof value !== 'bigint') return value;
  const group = param.group === undefined ? undefined : kb.group(param.group);
  const common = { ok: true, call: call.name, arg: param.name, arch: info.name } as const;
  if (group !== undefined) return { ...common, ...decodeIn(group, value, ctx) };
  if (param.kind === 'mode') {
    const bits = BigInt.asUintN(32, value);
    return { ...common, value: octal(bits), text: showMode(bits), parts: [] };
  }
  const flags = call.params.filter((p) => p.group !== undefined || p.kind === 'mode');
  return problem(
    `${param.name} of ${call.name} takes no flags`,
    flags.map((p) => p.name),
  );
}

function paramOf(call: CallInfo, arg: string): ParamInfo | undefined {
  const lists = [call.params, call.raw ?? []];
  const named = lists.flat().find((p) => p.name === arg);
  return named ?? (/^[1-9]$/.test(arg) ? call.params[Number(arg) - 1] : undefined);
}

function decodeIn(
  group: FlagGroup,
  value: bigint,
  ctx: DecodeContext,
): Pick<Decoding, 'group' | 'value' | 'text' | 'parts' | 'unknown'> {
  const decoded = decode(value, group, ctx);
  const parts = decoded.parts.map((part): DecodedName => {
    const words = part.name === undefined ? undefined : ctx.kb.flagProse(group.id, part.name);
    return {
      text: part.text,
      value: showValue(part.value, group),
      ...(part.name === undefined ? {} : { name: part.name }),
      ...(words === undefined ? {} : { summary: words.summary }),
    };
  });
  return {
    group: group.id,
    value: showValue(value, group),
    text: decoded.text,
    parts,
    ...(decoded.unknown === 0n ? {} : { unknown: hex(asWord(decoded.unknown)) }),
  };
}

/** Terms joined with `|`; each a number, a name, or one shifted by another. */
function readExpression(text: string, ctx: DecodeContext): bigint | DecodeProblem {
  const terms = text.replace(/[()]/g, ' ').split('|');
  let word = 0n;
  for (const term of terms) {
    const value = readTerm(term.trim(), ctx);
    if (typeof value !== 'bigint') return value;
    if (terms.length === 1) return value;
    word |= asWord(value);
  }
  return word;
}

function readTerm(term: string, ctx: DecodeContext): bigint | DecodeProblem {
  const shift = /^(.+?)<<(.+)$/.exec(term);
  if (shift === null) return readAtom(term, ctx);
  const left = readAtom((shift[1] ?? '').trim(), ctx);
  const by = readAtom((shift[2] ?? '').trim(), ctx);
  if (typeof left !== 'bigint') return left;
  if (typeof by !== 'bigint') return by;
  if (by < 0n || by > 63n) return problem(`a shift by ${by.toString()} is no flag value`, []);
  return left << by;
}

function readAtom(atom: string, { kb, arch }: DecodeContext): bigint | DecodeProblem {
  const number = readNumber(atom);
  if (number !== undefined) return number;
  const value = kb.value(atom, arch);
  if (value !== undefined) return value;
  if (kb.constant(atom) !== undefined) return problem(`${atom} does not exist on ${arch}`, []);
  const near = kb.suggest(atom).filter((name) => kb.constant(name) !== undefined);
  return problem(
    atom === '' ? 'a value is missing' : `${atom} is neither a number nor a known name`,
    near,
  );
}

function problem(reason: string, suggestions: readonly string[]): DecodeProblem {
  return { ok: false, reason, suggestions };
}
