/** All generated tables together. Pure: texts in, tables out. */
import type { ConstantRecord } from '../import/constants.ts';
import type { ContainerRecord } from '../import/containers.ts';
import type { ErrorsRecord, SinceRecord } from '../import/man-pages.ts';
import type { PrototypeRecord } from '../import/prototypes.ts';
import type { DefineRecord } from '../import/syscall-defines.ts';
import type { NumberRecord } from '../import/syscall-tables.ts';
import type { WrapperRecord } from '../import/wrappers.ts';
import { parseTableText, type Table } from './generated.ts';

/** File names without `.json` → what their records are. */
export interface FactTables {
  readonly numbers: NumberRecord;
  readonly defines: DefineRecord;
  readonly prototypes: PrototypeRecord;
  readonly conditional: { readonly entry: string };
  readonly constants: ConstantRecord;
  readonly since: SinceRecord;
  readonly errors: ErrorsRecord;
  readonly containers: ContainerRecord;
  readonly wrappers: WrapperRecord;
}

export type Facts = { readonly [K in keyof FactTables]: Table<FactTables[K]> };

/** An input of the importers, as pinned in `provenance.json`. */
export interface Input {
  /** Key that tools use: `linux`, `man`, `docker`, … */
  readonly id: string;
  /** As Debian or the project names it. */
  readonly package: string;
  readonly version: string;
  /** File that was read inside the package, where it is one file. */
  readonly path?: string;
  readonly sha256?: string;
}

export const FACT_FILES: readonly (keyof FactTables)[] = [
  'numbers',
  'defines',
  'prototypes',
  'conditional',
  'constants',
  'since',
  'errors',
  'containers',
  'wrappers',
];

/** `read` gives the text of `data/generated/<name>.json`, or `undefined`. */
export function readFacts(read: (name: string) => string | undefined): Facts {
  const table = <K extends keyof FactTables>(name: K): Table<FactTables[K]> =>
    parseTableText(read(name));
  return {
    numbers: table('numbers'),
    defines: table('defines'),
    prototypes: table('prototypes'),
    conditional: table('conditional'),
    constants: table('constants'),
    since: table('since'),
    errors: table('errors'),
    containers: table('containers'),
    wrappers: table('wrappers'),
  };
}
