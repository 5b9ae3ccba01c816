/** Joins what argmaps say with the parameters of calls. Pure. */
import type { ParamCase, ParamInfo } from '../../../server/src/core/kb/kb.types.ts';
import type { AuthoredArgmap } from '../lib/argument.types.ts';
import type { AuthoredCall } from '../lib/authored.types.ts';
import type { Facts } from '../lib/facts.ts';
import { defineOf } from '../lib/prototypes.ts';

/** What authored files say of one parameter or field. */
export interface Said {
  readonly kind?: ParamInfo['kind'];
  readonly group?: string;
  readonly cases?: readonly ParamCase[];
}

/** Argmaps as one: call → parameter → what it takes. */
export function mergeArgmaps(
  maps: readonly AuthoredArgmap[],
): ReadonlyMap<string, ReadonlyMap<string, Said>> {
  return new Map(
    maps.flatMap((map) =>
      Object.entries(map).map(([call, params]) => [call, new Map(Object.entries(params))] as const),
    ),
  );
}

/** Parameters with what the argmap says; what a page says of kind and group stands. */
export function applyArgmap(
  params: readonly ParamInfo[],
  said: ReadonlyMap<string, Said> | undefined,
): readonly ParamInfo[] {
  if (said === undefined) return params;
  return params.map((param) => {
    const { kind, group, cases } = said.get(param.name) ?? {};
    const known = param.group ?? group;
    return {
      name: param.name,
      type: param.type,
      ...(known === undefined ? {} : { group: known }),
      kind:
        kind ??
        (param.group === undefined && group !== undefined ? kindOfGroup(param) : param.kind),
      ...(cases === undefined ? {} : { cases: cases.map(compileCase) }),
    };
  });
}

/**
 * What the argmap says, under the kernel's names of parameters. It is written with those of the C function; a kernel parameter
 * of another name is the one at the same place, unless the function has one of its name elsewhere.
 */
export function saidOfRaw(
  said: ReadonlyMap<string, Said> | undefined,
  params: readonly ParamInfo[],
  raw: readonly ParamInfo[],
): ReadonlyMap<string, Said> | undefined {
  if (said === undefined) return undefined;
  const own = new Set(raw.map((param) => param.name));
  const kernelName = (name: string): string => {
    const there = raw[params.findIndex((param) => param.name === name)]?.name;
    return own.has(name) || there === undefined ? name : there;
  };
  return new Map(
    [...said].map(([name, one]) => [
      kernelName(name),
      {
        ...one,
        ...(one.cases === undefined
          ? {}
          : { cases: one.cases.map((c) => ({ ...c, when: renameKeys(c.when, kernelName) })) }),
      },
    ]),
  );
}

function renameKeys<T>(
  record: Readonly<Record<string, T>>,
  rename: (key: string) => string,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [rename(key), value]));
}

/** Every name that a parameter of a call goes by, in C and in the kernel. */
export function paramsOfCall(
  call: string,
  page: AuthoredCall | undefined,
  facts: Facts,
): ReadonlySet<string> {
  const known = facts.prototypes.records.find((record) => record.name === call);
  const shown = [...(known?.params ?? []), ...(known?.optional ?? [])];
  const raw = defineOf(call, facts)?.params ?? [];
  return new Set([
    ...[...(page?.params ?? []), ...(page?.rawParams ?? [])].map((param) => param.name),
    ...[...shown, ...raw].map(([, name]) => name),
  ]);
}

/** A parameter with a group that was guessed to be a plain number holds flags. */
function kindOfGroup(param: ParamInfo): ParamInfo['kind'] {
  return param.kind === 'number' ? 'flags' : param.kind;
}

function compileCase({ when, ignored, name, type, kind, group }: ParamCase): ParamCase {
  return {
    when,
    ...(ignored === undefined ? {} : { ignored }),
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(kind === undefined ? {} : { kind }),
    ...(group === undefined ? {} : { group }),
  };
}
