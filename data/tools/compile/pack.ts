/** Folds the index into its shipped form; `core/kb/catalog.ts` unfolds it again. Pure. */
import type { CallInfo, KbIndex } from '../../../server/src/core/kb/kb.types.ts';
import {
  SHARED_MEMBERS,
  type PackedCalls,
  type PackedErrno,
  type PackedIndex,
  type PackedMember,
} from '../../../server/src/core/kb/packed.ts';
import { packGroups, positionsOfConstants } from './pack/groups.ts';
import { packParams, type ParamInterner } from './pack/params.ts';
import { createInterner, type Interner } from './pack/interner.ts';
import { packNumbers } from './pack/numbers.ts';
import { packValues } from './pack/values.ts';

/** `unpackIndex(packIndex(x))` is `x`, but for the order of keys. Throws on a name that the form cannot hold. */
export function packIndex(index: KbIndex): PackedIndex {
  const { formatVersion, kernel, hash, arches, aliases, structs } = index;
  const { signalSafe = [], distributions = [] } = index;
  const list = Object.values(index.calls);
  const archNames = arches.map((arch) => arch.name);
  const archSets = createInterner<string>();
  const extras = createInterner<unknown>();
  const interner: ParamInterner = {
    types: createInterner<string>(),
    cases: createInterner<string>(),
    groups: Object.keys(index.groups),
    constants: positionsOfConstants(index),
  };
  const calls = packCalls(list, Object.keys(index.errnos), interner);
  const { groups, constants, headers } = packGroups(index, archSets, extras);
  return {
    packed: 2,
    ...{ formatVersion, kernel, hash, arches, aliases, calls },
    numbers: packNumbers(
      list.map((call) => call.numbers),
      archNames,
    ),
    reserved: packNumbers(
      list.map((call) => call.reserved ?? {}),
      archNames,
    ),
    groups,
    constants,
    headers,
    structs: Object.fromEntries(
      Object.values(structs).map(({ name, header, fields }) => [
        name,
        [header, packParams(fields, interner)] as const,
      ]),
    ),
    errnos: packErrnos(index, archSets),
    types: interner.types.values,
    cases: interner.cases.values,
    extras: extras.values,
    archSets: archSets.values,
    signalSafe: signalSafe.join(' '),
    distributions,
  };
}

function packCalls(
  calls: readonly CallInfo[],
  errnos: readonly string[],
  interner: ParamInterner,
): PackedCalls {
  const code = new Map(errnos.map((name, at) => [name, at.toString(36).padStart(2, '0')]));
  const errorCode = (name: string): string => {
    const found = code.get(name);
    if (found?.length !== 2) throw new Error(`no two digits for the errno ${name}`);
    return found;
  };
  const positions = (has: (call: CallInfo) => boolean): number[] =>
    calls.flatMap((call, at) => (has(call) ? [at] : []));
  return {
    names: calls.map((call) => call.name).join(' '),
    summaries: Object.fromEntries(
      calls.filter((call) => call.summary !== '').map((call) => [call.name, call.summary]),
    ),
    homonyms: positions((call) => call.homonym === true),
    pages: positions((call) => call.page),
    reserved: positions((call) => call.reserved !== undefined),
    params: calls.map((call) => packParams(call.params, interner)).join('\n'),
    raw: calls
      .map((call) => (call.raw === undefined ? '-' : packParams(call.raw, interner)))
      .join('\n'),
    errors: calls.map((call) => call.errors.map(errorCode).join('')).join(','),
    shared: Object.fromEntries(
      SHARED_MEMBERS.map((member) => [member, packMember(calls.map((call) => call[member]))]),
    ) as PackedCalls['shared'],
  };
}

function packMember<T>(cells: readonly T[]): PackedMember<T> {
  const values = createInterner<T>();
  return { at: cells.map((cell) => values.place(cell)).join(','), values: values.values };
}

function packErrnos(index: KbIndex, archSets: Interner<string>): Record<string, PackedErrno> {
  return Object.fromEntries(
    Object.entries(index.errnos).map(([name, info]) => {
      const { number, differs, arches, meaning, aliasOf } = info;
      const text = packValues(
        {
          value: number,
          ...(differs === undefined ? {} : { differs }),
          ...(arches === undefined ? {} : { having: arches }),
        },
        archSets,
      );
      return [name, aliasOf === undefined ? [text, meaning] : [text, meaning, aliasOf]];
    }),
  );
}
