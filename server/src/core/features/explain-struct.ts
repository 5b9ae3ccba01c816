/** The reference page of a structure as data. Adds no prose of its own. */
import { paramsOf } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type { ParamCase, StructPage } from '../kb/kb.types.ts';
import type { Taker } from './explain-constant.ts';
import { fieldUses, flagsOf, type FlagExplanation } from './support/group-use.ts';

export interface StructExplanation {
  readonly kind: 'struct';
  readonly name: string;
  readonly header: string;
  /** Bytes on x86_64. */
  readonly size?: number;
  /** Bytes on architectures where they differ. */
  readonly differs?: StructPage['differs'];
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly group?: string;
    readonly cases?: readonly ParamCase[];
  }[];
  /** Parameters that point to one. */
  readonly calls: readonly Taker[];
  readonly flags: readonly FlagExplanation[];
}

/** Data of a structure's page; `undefined` for a tag that nobody knows. */
export function explainStruct(kb: Kb, name: string, arch: string): StructExplanation | undefined {
  const info = kb.struct(name);
  const page = kb.structPage(name);
  if (info === undefined && page === undefined) return undefined;
  const declared = page?.fields ?? info?.fields ?? [];
  const groups = [...new Set(info === undefined ? [] : fieldUses(info).map((use) => use.group))];
  return {
    kind: 'struct',
    name,
    header: info?.header ?? page?.header ?? '',
    ...(page?.size === undefined ? {} : { size: page.size }),
    ...(page?.differs === undefined ? {} : { differs: page.differs }),
    fields: declared.map((field) => {
      const { group, cases } = info?.fields.find((f) => f.name === field.name) ?? {};
      return {
        name: field.name,
        type: field.type,
        ...(group === undefined ? {} : { group }),
        ...(cases === undefined ? {} : { cases }),
      };
    }),
    calls: callsTaking(kb, name),
    flags: groups.flatMap((group) => flagsOf(kb, group, undefined, arch)),
  };
}

function callsTaking(kb: Kb, tag: string): readonly Taker[] {
  const pattern = new RegExp(`\\b(?:struct|union) ${tag}\\b`);
  return Object.values(kb.index.calls).flatMap((call) =>
    paramsOf(call, 'libc').flatMap(({ name, type, cases = [] }): Taker[] => [
      ...(pattern.test(type) ? [{ call: call.name, parameter: name }] : []),
      ...cases
        .filter((one) => pattern.test(one.type ?? ''))
        .map((one) => ({ call: call.name, parameter: one.name ?? name, when: one.when })),
    ]),
  );
}
