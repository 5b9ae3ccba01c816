/** The reference page as data: the keys that `explain --format json` prints. Adds no prose of its own. */
import type { Kb } from '../kb/kb.ts';
import type { CallInfo, CallPage, ErrorCondition } from '../kb/kb.types.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { declaration } from './support/call-text.ts';
import { flagsOf, groupsOf, type FlagExplanation } from './support/group-use.ts';
import { differences, errnoNumber, showValue } from './support/values.ts';

/** A page as data, told apart by `kind`; that of a call has no `kind`, its keys are fixed. */
export type Explanation =
  CallExplanation | ConstantExplanation | ErrnoExplanation | RuleExplanation;

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
  readonly group?: string;
}
export interface ConstantExplanation {
  readonly kind: 'constant';
  readonly name: string;
  readonly value?: string;
  readonly arch: string;
  readonly header?: string;
  readonly differs: readonly { readonly arches: readonly string[]; readonly value?: string }[];
  readonly groups: readonly (FlagExplanation & {
    readonly title: string;
    readonly warning?: string;
    readonly requires: readonly string[];
    readonly excludes: readonly string[];
    readonly calls: readonly { readonly call: string; readonly parameter: string }[];
  })[];
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
  const signature = page?.signatures.find((s) => s.kind === 'libc') ?? page?.signatures[0];
  return {
    name: call.name,
    group: call.group,
    summary: call.summary,
    description: page?.description.trim() ?? '',
    signature: signature?.text.trim() ?? declaration(kb, call, 'libc'),
    headers: signature?.headers ?? call.headers,
    parameters: call.params.map((param) => {
      const words = page?.params.find((p) => p.name === param.name);
      return {
        name: param.name,
        type: param.type,
        description: words?.meaning ?? '',
        ...(words?.unit === undefined ? {} : { unit: words.unit }),
        ...(words?.range === undefined ? {} : { range: words.range }),
        ...(param.group === undefined ? {} : { group: param.group }),
      };
    }),
    returns: page?.returns.trim() ?? '',
    architectures:
      page?.architectures ??
      Object.entries(call.numbers).map(([name, number]) => ({ arch: name, number })),
    since: call.since.version,
    history: page?.history ?? [],
    containers: page?.containers ?? [],
    seccomp: page?.seccomp ?? { note: '', libseccomp: '' },
    strace: page?.strace ?? { command: '', output: '', note: '' },
    security: page?.security.trim() ?? '',
    errors: page?.errors ?? call.errors.map((name) => ({ name, conditions: [] })),
    flags: groupsOf(call, page).flatMap(({ group }) => flagsOf(kb, group, call.name, arch)),
    capabilities: page?.capabilities ?? [],
    related: page?.related ?? [],
    tracepoints: page?.tracepoints ?? [],
  };
}

/** Data of a constant's page; `undefined` for a name that is none. */
export function explainConstant(
  kb: Kb,
  name: string,
  arch: string,
): ConstantExplanation | undefined {
  const info = kb.constant(name);
  if (info === undefined) return undefined;
  const first = info.groups[0] === undefined ? undefined : kb.group(info.groups[0]);
  const value = kb.value(name, arch);
  return {
    kind: 'constant',
    name,
    arch,
    ...(value === undefined ? {} : { value: showValue(value, first) }),
    ...(info.header === undefined ? {} : { header: info.header }),
    differs: differences(kb, name, arch).map(({ arches, value: other }) =>
      other === undefined ? { arches } : { arches, value: showValue(other, first) },
    ),
    groups: info.groups.flatMap((id) => {
      const flag = flagsOf(kb, id, undefined, arch).find((f) => f.name === name);
      const member = kb.member(id, name);
      if (flag === undefined || member === undefined) return [];
      const warning = kb.flagProse(id, name)?.warning;
      return [
        {
          ...flag,
          title: kb.group(id)?.title ?? id,
          ...(warning === undefined ? {} : { warning }),
          requires: member.requires ?? [],
          excludes: member.excludes ?? [],
          calls: takersOf(kb, id, member.calls),
        },
      ];
    }),
  };
}

function takersOf(
  kb: Kb,
  id: string,
  only: readonly string[] | undefined,
): readonly { readonly call: string; readonly parameter: string }[] {
  return Object.values(kb.index.calls)
    .filter((call) => only === undefined || only.includes(call.name))
    .flatMap((call) =>
      call.params
        .filter((p) => p.group === id)
        .map((p) => ({ call: call.name, parameter: p.name })),
    );
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
      .filter((call) => call.page)
      .flatMap((call) => {
        const error = kb.page(call.name)?.errors.find((e) => e.name === name);
        return error === undefined ? [] : [{ call: call.name, conditions: error.conditions }];
      }),
  };
}

/** Data of a rule's page. */
export function explainRule({ id, ...meta }: RuleMeta): RuleExplanation {
  return { kind: 'rule', name: id, ...meta };
}
