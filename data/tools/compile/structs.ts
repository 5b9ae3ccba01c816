/** Compiles structures: those whose fields take named values for the index, the others that calls reach for the cold file. Pure. */
import type {
  CallInfo,
  ParamInfo,
  StructInfo,
  StructPage,
} from '../../../server/src/core/kb/kb.types.ts';
import type { CField } from '../import/c-fields.ts';
import type { StructRecord } from '../import/structs.ts';
import type { AuthoredStruct } from '../lib/argument.types.ts';
import { compareText } from '../lib/problem.ts';
import { applyArgmap } from './argmap.ts';
import { kindOfParam } from './param-kind.ts';

/**
 * Structures that people described, by tag, sorted: the fields that take named values or decide what others take, in the order of
 * the declaration, those it does not have last. The cold file has all fields.
 */
export function compileStructs(
  structs: readonly AuthoredStruct[],
  records: readonly StructRecord[],
): Record<string, StructInfo> {
  const imported = new Map(records.map((record) => [record.name, record]));
  const sorted = [...structs].sort((a, b) => compareText(a.name, b.name));
  return Object.fromEntries(
    sorted.map((struct) => [struct.name, compileStruct(struct, imported.get(struct.name))]),
  );
}

function compileStruct(
  { name, header, fields }: AuthoredStruct,
  record: StructRecord | undefined,
): StructInfo {
  const said = new Map(Object.entries(fields));
  // Fields of a nested structure only where somebody said something about them.
  const shown = (record?.fields ?? []).filter((f) => !f.name.includes('.') || said.has(f.name));
  const types = new Map(shown.map((field) => [field.name, typeOf(field)]));
  for (const [field, { type }] of said) {
    if (type !== undefined || !types.has(field)) types.set(field, type ?? 'int');
  }
  const plain = [...types].map(([field, type]): ParamInfo => ({
    name: field,
    type,
    kind: kindOfParam(type, field),
  }));
  const all = applyArgmap(plain, said);
  const deciding = new Set(
    all.flatMap((field) => field.cases ?? []).flatMap((one) => Object.keys(one.when)),
  );
  const telling = all.filter(
    (field) => field.group !== undefined || field.cases !== undefined || deciding.has(field.name),
  );
  return { name, header, fields: telling };
}

/**
 * Structures that a parameter of a call points to, that an argument becomes in some case or that people described, and what
 * these hold; by tag, sorted.
 */
export function compileStructPages(
  records: readonly StructRecord[],
  calls: Readonly<Record<string, CallInfo>>,
  described: Readonly<Record<string, StructInfo>>,
): Record<string, StructPage> {
  const imported = new Map(records.map((record) => [record.name, record]));
  const reached = new Set<string>();
  const reach = (type: string): void => {
    for (const name of namesIn(type)) {
      const record = imported.get(name);
      if (record === undefined || reached.has(name)) continue;
      reached.add(name);
      for (const field of record.fields) reach(field.type);
    }
  };
  const places = [
    ...Object.values(calls).flatMap(({ params, raw = [] }) => [...params, ...raw]),
    ...Object.values(described).flatMap(({ fields }) => fields),
  ];
  for (const { type, cases = [] } of places) {
    reach(type);
    for (const one of cases) reach(one.type ?? '');
  }
  for (const name of Object.keys(described)) reach(`struct ${name}`);
  return Object.fromEntries(
    [...reached].sort(compareText).flatMap((name) => {
      const record = imported.get(name);
      return record === undefined ? [] : [[name, pageOf(record)] as const];
    }),
  );
}

/** Tags, and names of types such as `siginfo_t`. */
function namesIn(type: string): string[] {
  const tags = [...type.matchAll(/\b(?:struct|union) (\w+)/g)].map((match) => match[1] ?? '');
  const names = [...type.matchAll(/\b\w+_t\b/g)].map((match) => match[0]);
  return [...tags, ...names];
}

function pageOf({ union, header, fields, size, differs }: StructRecord): StructPage {
  return {
    ...(union === undefined ? {} : { union }),
    header,
    fields: fields.map((field) => ({
      name: field.name,
      type: typeOf(field),
      ...(field.union === undefined ? {} : { union: field.union }),
    })),
    ...(size === undefined ? {} : { size }),
    ...(differs === undefined ? {} : { differs }),
  };
}

/** As in the declaration, with the width of a bit-field. */
function typeOf({ type, bits }: CField): string {
  return bits === undefined ? type : `${type} : ${String(bits)}`;
}
