/** Compiles structures whose fields take named values. Pure. */
import type { StructInfo } from '../../../server/src/core/kb/kb.types.ts';
import type { AuthoredStruct } from '../lib/argument.types.ts';
import { compareText } from '../lib/problem.ts';
import { applyArgmap } from './argmap.ts';
import { kindOfParam } from './param-kind.ts';

/** Structures by tag, sorted. */
export function compileStructs(structs: readonly AuthoredStruct[]): Record<string, StructInfo> {
  const sorted = [...structs].sort((a, b) => compareText(a.name, b.name));
  return Object.fromEntries(sorted.map((struct) => [struct.name, compileStruct(struct)]));
}

function compileStruct({ name, header, fields }: AuthoredStruct): StructInfo {
  const said = new Map(Object.entries(fields));
  const plain = Object.entries(fields).map(([field, { type = 'int' }]) => ({
    name: field,
    type,
    kind: kindOfParam(type, field),
  }));
  return { name, header, fields: applyArgmap(plain, said) };
}
