/** Writes parameters and their cases as `core/kb/unpack-params.ts` reads them. Pure. */
import type { ParamCase, ParamInfo } from '../../../../server/src/core/kb/kb.types.ts';
import { PARAM_KINDS } from '../../../../server/src/core/kb/packed.ts';
import type { Interner } from './interner.ts';

/** Where positions come from. */
export interface ParamInterner {
  readonly types: Interner<string>;
  readonly cases: Interner<string>;
  /** Ids of groups, in the order of the index. */
  readonly groups: readonly string[];
  /** Position of each constant that is a member of a group. */
  readonly constants: ReadonlyMap<string, number>;
}

/** The text that stands for parameters or fields. */
export function packParams(params: readonly ParamInfo[], interner: ParamInterner): string {
  return params
    .map(({ name, type, kind, group, cases }) =>
      joined([
        plain(name),
        base36(interner.types.place(type)),
        kindDigit(kind),
        groupPosition(group, interner),
        cases === undefined ? '' : base36(interner.cases.place(packCases(cases, interner))),
      ]),
    )
    .join(';');
}

function packCases(cases: readonly ParamCase[], interner: ParamInterner): string {
  return cases.map((one) => packCase(one, interner)).join(';');
}

function packCase(one: ParamCase, interner: ParamInterner): string {
  const when = Object.entries(one.when).map(
    ([param, constants]) =>
      `${plain(param)}=${constants.map((name) => constantPosition(name, interner)).join(',')}`,
  );
  return joined([
    `${one.ignored === true ? '!' : ''}${when.join('&')}`,
    plain(one.name ?? ''),
    one.type === undefined ? '' : base36(interner.types.place(one.type)),
    one.kind === undefined ? '' : kindDigit(one.kind),
    groupPosition(one.group, interner),
  ]);
}

function constantPosition(name: string, { constants }: ParamInterner): string {
  const at = constants.get(name);
  return at === undefined ? `#${plain(name)}` : base36(at);
}

function groupPosition(id: string | undefined, { groups }: ParamInterner): string {
  if (id === undefined) return '';
  const at = groups.indexOf(id);
  // The checks report a set that is not there; until it is, its name stands for it.
  return at < 0 ? `#${plain(id)}` : base36(at);
}

function kindDigit(kind: ParamInfo['kind']): string {
  return base36(PARAM_KINDS.indexOf(kind));
}

function joined(parts: readonly string[]): string {
  return parts.join(':').replace(/:+$/, '');
}

function base36(position: number): string {
  return position.toString(36);
}

function plain(name: string): string {
  if (/[:;&=,!\n]/.test(name)) throw new Error(`cannot hold the name "${name}"`);
  return name;
}
