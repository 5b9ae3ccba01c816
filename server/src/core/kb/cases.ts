/** What a parameter is where other arguments decide it: `fcntl`'s third by its second. Pure; reads no C. */
import { bitsInField, toBigInt } from './constants.ts';
import type { Kb } from './kb.ts';
import type { CallInfo, FlagField, ParamCase, ParamInfo } from './kb.types.ts';

/** A parameter as it is in one call. */
export interface EffectiveParam extends ParamInfo {
  /** The call does not look at it here. */
  readonly ignored?: true;
  /** Another argument decides, and its value is not known here: nothing is to be said of names and numbers in it. */
  readonly undecided?: true;
}

/** What is known of an argument that decides others. */
export interface Decider {
  /** Constants that stand in it, joined with `|`. */
  readonly names: readonly string[];
  /** Known bits of its value, as a 64-bit word; absent when nothing is known. */
  readonly bits?: { readonly ones: bigint; readonly zeros: bigint };
}

/** The arguments of a call, or the fields of a structure, as cases see them. */
export interface Deciding {
  readonly kb: Kb;
  /** Architecture that values are compared on. */
  readonly arch: string;
  readonly params: readonly ParamInfo[];
  /** The same places under other names, which cases may use too: the kernel's parameters of a C function. */
  readonly alias?: readonly ParamInfo[];
  /** The argument at a position; `undefined` when there is none or nothing is known of it. */
  readonly decider: (position: number) => Decider | undefined;
}

/** Most decisions that hang on each other: ioctl-like calls have two. */
const MOST_DEEP = 4;

/** Arguments are compared as the `int` that nearly all of them are. */
const WORD = 0xffffffffn;

const merged = new WeakMap<CallInfo, readonly ParamInfo[]>();

/**
 * Parameters that a C program can pass: those of the function, with the kernel's in place of `...` and behind it.
 * `raw`: those of `syscall()`, without the number.
 */
export function paramsOf(info: CallInfo, via: 'libc' | 'raw'): readonly ParamInfo[] {
  if (via === 'raw') return info.raw ?? info.params;
  let params = merged.get(info);
  if (params === undefined) merged.set(info, (params = withTail(info)));
  return params;
}

function withTail({ params, raw = [] }: CallInfo): readonly ParamInfo[] {
  const last = params.at(-1);
  const fixed = params.length - 1;
  if (last?.type !== '...' || raw.length <= fixed) return params;
  // Where only the name differs, cases are told with the C function's.
  const names = new Map(raw.slice(0, fixed).map((param, i) => [param.name, params[i]?.name]));
  const tail = raw.slice(fixed).map((param) => renamed(param, names));
  const [first = last, ...rest] = tail;
  const { group, cases } = { ...first, ...last };
  return [
    ...params.slice(0, -1),
    {
      name: last.name === '...' ? first.name : last.name,
      type: first.type,
      ...(group === undefined ? {} : { group }),
      kind: last.kind === 'number' ? first.kind : last.kind,
      ...(cases === undefined ? {} : { cases }),
    },
    ...rest,
  ];
}

function renamed(param: ParamInfo, names: ReadonlyMap<string, string | undefined>): ParamInfo {
  if (param.cases === undefined) return param;
  return {
    ...param,
    cases: param.cases.map((one) => ({
      ...one,
      when: Object.fromEntries(
        Object.entries(one.when).map(([name, constants]) => [names.get(name) ?? name, constants]),
      ),
    })),
  };
}

/** What the parameter at a position is, given the others; `undefined` beyond the last one. */
export function effectiveParam(position: number, all: Deciding): EffectiveParam | undefined {
  return resolve(position, all, MOST_DEEP);
}

function resolve(position: number, all: Deciding, depth: number): EffectiveParam | undefined {
  const param = all.params[position];
  if (param?.cases === undefined || depth === 0) return param;
  const { cases, ...plain } = param;
  const spelled = cases.find((one) => isSpelled(one, all));
  if (spelled !== undefined) return inCase(plain, spelled);
  for (const one of cases) {
    const holds = caseHolds(one, all, depth);
    if (holds === 'yes') return inCase(plain, one);
    if (holds === 'unknown') return undecided(plain);
  }
  return plain;
}

/** Groups that a parameter may take here: its own, or those of the cases that are not ruled out. */
export function possibleGroups(position: number, all: Deciding): readonly string[] {
  const param = all.params[position];
  const sure = effectiveParam(position, all);
  if (sure?.group !== undefined) return [sure.group];
  if (sure?.undecided !== true) return [];
  const open = (param?.cases ?? []).filter((one) => caseHolds(one, all, MOST_DEEP) !== 'no');
  const groups = [...open.map((one) => one.group), param?.group].filter((g) => g !== undefined);
  return [...new Set(groups)];
}

function inCase(param: ParamInfo, one: ParamCase): EffectiveParam {
  const { ignored, name, type, group } = one;
  return {
    name: name ?? param.name,
    type: type ?? param.type,
    ...(group === undefined ? {} : { group }),
    kind: one.kind ?? (group !== undefined && param.kind === 'number' ? 'flags' : param.kind),
    ...(ignored === undefined ? {} : { ignored }),
  };
}

function undecided({ name, type, kind }: ParamInfo): EffectiveParam {
  return { name, type, kind, undecided: true };
}

/** True when every deciding argument spells one of the constants. */
function isSpelled({ when }: ParamCase, all: Deciding): boolean {
  return Object.entries(when).every(([name, constants]) => {
    const decider = all.decider(positionOf(name, all));
    return constants.some((constant) => decider?.names.includes(constant) === true);
  });
}

type Answer = 'yes' | 'no' | 'unknown';

function caseHolds({ when }: ParamCase, all: Deciding, depth: number): Answer {
  let answer: Answer = 'yes';
  for (const [name, constants] of Object.entries(when)) {
    const one = argumentIs(positionOf(name, all), constants, all, depth);
    if (one === 'no') return 'no';
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** Is the argument, or its field of that constant, one of the constants? */
function argumentIs(
  position: number,
  constants: readonly string[],
  all: Deciding,
  depth: number,
): Answer {
  const decider = all.decider(position);
  if (decider === undefined) return 'unknown';
  if (constants.some((constant) => decider.names.includes(constant))) return 'yes';
  const { bits } = decider;
  const group = resolve(position, all, depth - 1)?.group;
  let answer: Answer = 'no';
  for (const constant of constants) {
    const value = all.kb.value(constant, all.arch);
    if (value === undefined || areStrangers(decider.names, constant, group, all.kb)) continue;
    if (bits === undefined) return 'unknown';
    const field = group === undefined ? undefined : fieldOf(constant, group, all.kb);
    const mask = fieldMask(field, all);
    const wanted = bitsInField(BigInt.asUintN(64, value), field) & mask;
    // One known bit that differs is enough to rule the constant out.
    if (((bits.ones & ~wanted) | (bits.zeros & wanted)) & mask) continue;
    if (((bits.ones | bits.zeros) & mask) === mask) return 'yes';
    answer = 'unknown';
  }
  return answer;
}

/** Two names of one enumeration that share a value by chance (requests of two drivers) are not the same. */
function areStrangers(
  names: readonly string[],
  constant: string,
  id: string | undefined,
  kb: Kb,
): boolean {
  const [name] = names;
  if (name === undefined || names.length > 1 || id === undefined) return false;
  if (kb.group(id)?.kind !== 'enum') return false;
  const written = kb.member(id, name);
  const other = kb.member(id, constant);
  if (written === undefined || other === undefined) return false;
  return (written.aliasOf ?? name) !== (other.aliasOf ?? constant);
}

/** The field that a constant is a value of. */
function fieldOf(constant: string, id: string, kb: Kb): FlagField | undefined {
  const name = kb.member(id, constant)?.field;
  return kb.group(id)?.fields?.find((f) => f.name === name);
}

/** Bits of a field, else the whole word. */
function fieldMask(field: FlagField | undefined, { kb, arch }: Deciding): bigint {
  if (field === undefined) return WORD;
  const canonical = kb.arch(arch)?.name ?? arch;
  return (toBigInt(field.differs?.[canonical] ?? field.mask) ?? WORD) & WORD;
}

function positionOf(name: string, { params, alias = [] }: Deciding): number {
  const at = params.findIndex((param) => param.name === name);
  return at >= 0 ? at : alias.findIndex((param) => param.name === name);
}
