/**
 * Reads parameters and their cases as the shipped index writes them. Pure.
 *
 * A list of parameters: `name:type:kind:group:cases` joined by `;`, trailing empty parts left out; numbers to the base 36 are
 * positions in `types`, `PARAM_KINDS`, the ids of groups (`#id` where there is no such group) and `cases`. A list of cases: `when:name:type:kind:group` joined
 * by `;`, where `when` is `param=A,B&other=C`, with a `!` in front when the argument is ignored then; A is the position of a constant
 * among those of all groups, or its name behind a `#`.
 */
import type { ParamCase, ParamInfo, ParamKind } from './kb.types.ts';
import { PARAM_KINDS } from './packed.ts';

/** Tables that positions refer to. */
export interface ParamTables {
  readonly types: readonly string[];
  readonly groups: readonly string[];
  readonly cases: readonly string[];
  /** Constants that are members of groups, in the order of groups; read at the first case. */
  readonly constants: () => readonly string[];
}

/** Parameters of a text; none for an empty one. */
export function readParams(text: string, tables: ParamTables): readonly ParamInfo[] {
  return text === '' ? [] : text.split(';').map((part) => readParam(part, tables));
}

function readParam(text: string, tables: ParamTables): ParamInfo {
  const [name = '', type = '', kind = '', group = '', cases = ''] = text.split(':');
  return {
    name,
    type: tables.types[at(type)] ?? '',
    ...(group === '' ? {} : { group: groupAt(group, tables) }),
    kind: kindAt(kind),
    ...(cases === '' ? {} : { cases: readCases(tables.cases[at(cases)] ?? '', tables) }),
  };
}

function readCases(text: string, tables: ParamTables): readonly ParamCase[] {
  return text.split(';').map((part) => readCase(part, tables));
}

function readCase(text: string, tables: ParamTables): ParamCase {
  const [when = '', name = '', type = '', kind = '', group = ''] = text.split(':');
  const ignored = when.startsWith('!');
  return {
    when: Object.fromEntries(
      (ignored ? when.slice(1) : when).split('&').map((one) => {
        const [param = '', constants = ''] = one.split('=');
        return [param, constants.split(',').map((text) => constantAt(text, tables))];
      }),
    ),
    ...(ignored ? { ignored } : {}),
    ...(name === '' ? {} : { name }),
    ...(type === '' ? {} : { type: tables.types[at(type)] ?? '' }),
    ...(kind === '' ? {} : { kind: kindAt(kind) }),
    ...(group === '' ? {} : { group: groupAt(group, tables) }),
  };
}

function groupAt(text: string, { groups }: ParamTables): string {
  return text.startsWith('#') ? text.slice(1) : (groups[at(text)] ?? '');
}

function constantAt(text: string, tables: ParamTables): string {
  return text.startsWith('#') ? text.slice(1) : (tables.constants()[at(text)] ?? '');
}

function kindAt(text: string): ParamKind {
  return PARAM_KINDS[at(text)] ?? 'number';
}

function at(text: string): number {
  return Number.parseInt(text, 36);
}
