/** The reference page as data: the keys that `explain --format json` prints. Adds no prose of its own. */
import { paramsOf } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type {
  CallInfo,
  CallPage,
  ErrorCondition,
  ParamCase,
  ParamInfo,
  ParamKind,
} from '../kb/kb.types.ts';
import type { RuleMeta } from '../rules/rule.ts';
import type { ConstantExplanation } from './explain-constant.ts';
import type { StructExplanation } from './explain-struct.ts';
import { declaration } from './support/call-text.ts';
import { flagsOf, groupsOf, type FlagExplanation } from './support/group-use.ts';
import { errnoNumber } from './support/values.ts';

/** A page as data, told apart by `kind`; that of a call has no `kind`, its keys are fixed. */
export type Explanation =
  CallExplanation | ConstantExplanation | ErrnoExplanation | RuleExplanation | StructExplanation;

export interface CallExplanation {
  readonly name: string;
  readonly group: string;
  readonly summary: string;
  readonly description: string;
  readonly signature: string;
  readonly headers: readonly string[];
  readonly parameters: readonly ParameterExplanation[];
  readonly returns: string;
  readonly architectures: readonly {
    readonly arch: string;
    readonly number?: number;
    readonly abi?: string;
    readonly entryPoint?: string;
    readonly note?: string;
  }[];
  /** Kernel release. */
  readonly since: string;
  readonly history: CallPage['history'];
  readonly containers: CallPage['containers'];
  readonly seccomp: CallPage['seccomp'];
  readonly strace: CallPage['strace'];
  readonly security: string;
  readonly errors: readonly {
    readonly name: string;
    readonly conditions: readonly ErrorCondition[];
  }[];
  readonly flags: readonly FlagExplanation[];
  readonly capabilities: CallPage['capabilities'];
  readonly related: CallPage['related'];
  readonly tracepoints: readonly string[];
}
export interface ParameterExplanation {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly unit?: string;
  readonly range?: string;
  readonly kind: ParamKind;
  readonly group?: string;
  /** What it is where other parameters decide, first match first. */
  readonly cases?: readonly ParamCase[];
}
export interface ErrnoExplanation {
  readonly kind: 'errno';
  readonly name: string;
  readonly number: number;
  readonly arch: string;
  readonly meaning: string;
  readonly advice: string;
  readonly calls: readonly {
    readonly call: string;
    readonly conditions: readonly ErrorCondition[];
  }[];
}
export interface RuleExplanation extends Omit<RuleMeta, 'id'> {
  readonly kind: 'rule';
  readonly name: string;
}

/** Data of a call's page; empty members where nobody has written a page yet. */
export function explainCall(kb: Kb, call: CallInfo, arch: string): CallExplanation {
  const page = kb.page(call.name);
  const facts = kb.pageFacts(call.name);
  const signature = page?.signatures.find((s) => s.kind === 'libc') ?? page?.signatures[0];
  return {
    name: call.name,
    group: call.group,
    summary: call.summary,
    description: page?.description.trim() ?? '',
    signature: signature?.text.trim() ?? declaration(kb, call, 'libc'),
    headers: signature?.headers ?? call.headers,
    parameters: paramsOf(call, 'libc').map((param) => explainParam(param, page)),
    returns: page?.returns.trim() ?? '',
    architectures:
      facts?.architectures ??
      Object.entries(call.numbers).map(([name, number]) => ({ arch: name, number })),
    since: call.since.version,
    history: page?.history ?? [],
    containers: facts?.containers ?? [],
    seccomp: page?.seccomp ?? { note: '', libseccomp: '' },
    strace: page?.strace ?? { command: '', output: '', note: '' },
    security: page?.security.trim() ?? '',
    errors: page?.errors ?? call.errors.map((name) => ({ name, conditions: [] })),
    flags: groupsOf(kb, call, page).flatMap(({ group }) => flagsOf(kb, group, call.name, arch)),
    capabilities: (kb.capabilities(call.name) ?? []).map(({ name, when }) => ({ name, why: when })),
    related: page?.related ?? [],
    tracepoints: facts?.tracepoints ?? [],
  };
}

function explainParam(param: ParamInfo, page: CallPage | undefined): ParameterExplanation {
  const words = page?.params.find((p) => p.name === param.name);
  return {
    name: param.name,
    type: param.type,
    description: words?.meaning ?? '',
    ...(words?.unit === undefined ? {} : { unit: words.unit }),
    ...(words?.range === undefined ? {} : { range: words.range }),
    kind: param.kind,
    ...(param.group === undefined ? {} : { group: param.group }),
    ...(param.cases === undefined ? {} : { cases: param.cases }),
  };
}

/** Data of an errno's page, with every call known to report it; `undefined` for a name that is none. */
export function explainErrno(kb: Kb, name: string, arch: string): ErrnoExplanation | undefined {
  const info = kb.errno(name);
  const number = errnoNumber(kb, name, arch);
  if (info === undefined || number === undefined) return undefined;
  return {
    kind: 'errno',
    name,
    number,
    arch,
    meaning: info.meaning,
    advice: kb.errnoProse(name)?.advice ?? '',
    calls: Object.values(kb.index.calls)
      .filter((call) => call.errors.includes(name))
      .map((call) => {
        const error = kb.page(call.name)?.errors.find((e) => e.name === name);
        return { call: call.name, conditions: error?.conditions ?? [] };
      }),
  };
}

/** Data of a rule's page. */
export function explainRule({ id, ...meta }: RuleMeta): RuleExplanation {
  return { kind: 'rule', name: id, ...meta };
}
