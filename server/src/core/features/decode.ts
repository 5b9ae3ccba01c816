/** Decoder: what a number, or names or-ed together, mean in one argument of one call. Pure; prints nothing. */
import {
  effectiveParam,
  paramsOf,
  type Decider,
  type Deciding,
  type EffectiveParam,
} from '../kb/cases.ts';
import { asWord, hex } from '../kb/constants.ts';
import { decode, type DecodeContext } from '../kb/decode.ts';
import type { Kb } from '../kb/kb.ts';
import type { CallInfo, FlagGroup, ParamInfo } from '../kb/kb.types.ts';
import { readNumber } from './support/numbers.ts';
import { modeNames, octal, showValue } from './support/values.ts';

export interface DecodeQuery {
  readonly call: string;
  /** Name of the parameter, or its place counted from 1. */
  readonly arg: string;
  /** `7`, `0x22`, `042`, `0b101`, `-1`, `MAP_PRIVATE|MAP_ANONYMOUS`, `21 << MAP_HUGE_SHIFT`, or a mixture. */
  readonly text: string;
  /** Architecture name or alias; `x86_64` when absent. */
  readonly arch?: string;
  /** Values of other arguments by name, written like `text`: they may decide what this one takes. */
  readonly when?: Readonly<Record<string, string>>;
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
  const info = kb.arch(query.arch ?? 'x86_64');
  if (info === undefined) {
    return problem(
      `no architecture is called ${query.arch ?? ''}`,
      kb.index.arches.map((a) => a.name),
    );
  }
  const ctx: DecodeContext = { kb, arch: info.name, call: call.name };
  const deciders = readDeciders(query.when ?? {}, call, ctx);
  if ('ok' in deciders) return deciders;
  const param = paramOf(call, query.arg, deciders, ctx);
  if (param === undefined) return noArgument(call, query.arg);
  const value = readExpression(query.text, ctx);
  if (typeof value !== 'bigint') return value;
  if (param.undecided === true) return undecided(call, param, query.arg);
  const group = param.group === undefined ? undefined : kb.group(param.group);
  const common = { ok: true, call: call.name, arg: param.name, arch: info.name } as const;
  const bits = BigInt.asUintN(32, value);
  if (group !== undefined) {
    const decoded = decodeIn(group, value, ctx);
    const text = param.kind === 'mode' ? modeNames(bits, group, ctx) : decoded.text;
    return { ...common, ...decoded, text };
  }
  if (param.kind === 'mode') {
    return { ...common, value: octal(bits), text: modeNames(bits, undefined, ctx), parts: [] };
  }
  const flags = call.params.filter((p) => p.group !== undefined || p.kind === 'mode');
  const why = param.ignored === true ? 'is ignored then' : 'takes no flags';
  return problem(
    `${param.name} of ${call.name} ${why}`,
    flags.map((p) => p.name),
  );
}

/** The parameters as C and as the kernel names them; both lists have the same places. */
function listsOf(call: CallInfo): readonly (readonly ParamInfo[])[] {
  return [paramsOf(call, 'libc'), paramsOf(call, 'raw')];
}

type Deciders = ReadonlyMap<string, Decider>;

/** The argument by its name, by the name it has in this case, or by its place. */
function paramOf(
  call: CallInfo,
  arg: string,
  deciders: Deciders,
  ctx: DecodeContext,
): EffectiveParam | undefined {
  const [libc = [], raw = []] = listsOf(call);
  for (const [params, alias] of [[libc, raw] as const, [raw, libc] as const]) {
    const all: Deciding = {
      ...ctx,
      params,
      alias,
      decider: (at) => deciders.get(params[at]?.name ?? '') ?? deciders.get(alias[at]?.name ?? ''),
    };
    const effective = params.map((_, at) => effectiveParam(at, all));
    const at = params.findIndex((p, i) => p.name === arg || effective[i]?.name === arg);
    const found = effective[at] ?? (/^[1-9]$/.test(arg) ? effective[Number(arg) - 1] : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the other arguments are, by the names they were given. */
function readDeciders(
  when: Readonly<Record<string, string>>,
  call: CallInfo,
  ctx: DecodeContext,
): Deciders | DecodeProblem {
  const deciders = new Map<string, Decider>();
  const all = listsOf(call).flat();
  const named = (name: string): string | undefined =>
    all.find((p) => p.name === name)?.name ??
    // A parameter may be given by the name it has in some case.
    all.find((p) => p.cases?.some((one) => one.name === name))?.name;
  for (const [given, text] of Object.entries(when)) {
    const place = /^[1-9]$/.test(given) ? listsOf(call)[0]?.[Number(given) - 1]?.name : undefined;
    const name = place ?? named(given);
    if (name === undefined) return noArgument(call, given);
    const value = readExpression(text, ctx);
    if (typeof value !== 'bigint') return value;
    const ones = BigInt.asUintN(64, value);
    const words = text.split('|').map((word) => word.trim());
    deciders.set(name, { names: words, bits: { ones, zeros: BigInt.asUintN(64, ~ones) } });
  }
  return deciders;
}

function noArgument(call: CallInfo, arg: string): DecodeProblem {
  return problem(
    `${call.name} has no argument ${arg}`,
    call.params.map((p) => p.name),
  );
}

/** Some other argument decides; a few of its values as suggestions. */
function undecided(call: CallInfo, param: EffectiveParam, arg: string): DecodeProblem {
  const lists = listsOf(call);
  const cases = lists
    .flat()
    .find((p) => p.cases !== undefined && (p.name === param.name || p.name === arg))?.cases;
  const deciding = [...new Set((cases ?? []).flatMap((one) => Object.keys(one.when)))];
  const examples = (cases ?? [])
    .filter((one) => one.group !== undefined)
    .map((one) =>
      Object.entries(one.when)
        .map(([name, [first = '']]) => `${name}=${first}`)
        .join(' '),
    );
  return problem(
    `what ${param.name} of ${call.name} takes depends on ${deciding.join(' and ')}`,
    examples.slice(0, 3),
  );
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
