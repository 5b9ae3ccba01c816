/** The environment of one file: its own, and with it what the headers say that it includes. Read again only when it changed. */
import type { Kb } from '../kb/kb.ts';
import { detached } from '../text/detached.ts';
import type { Around, Include, Surroundings } from './around.ts';
import { isElsewhere } from './condition-truth.ts';
import { evaluate } from './constants.ts';
import { isKnownMacro } from './leaving.ts';
import {
  conditionsAt,
  contributionOf,
  isConditional,
  readEnv,
  type FileEnv,
  type Lookup,
  type Macro,
  type OwnEnv,
} from './preprocess.ts';
import type { Segment } from './segment.ts';
import { constantOf } from './value.ts';

export interface FileEnvs {
  /** What the file says itself; the same object until that changes. */
  own(): OwnEnv;
  /** The same with what its headers say. */
  env(): FileEnv;
  /** Functions that it defines; another object whenever they, or whether they hold calls, may have changed. */
  shape(): object;
  /** Headers that it includes; the same object until they change. */
  inclusions(): readonly Include[];
  /** To be told of every edit. */
  replaced(old: readonly Segment[], fresh: readonly Segment[]): void;
}

export interface FileEnvOptions {
  readonly kb: Kb;
  readonly arch: string;
  readonly surroundings?: Surroundings;
}

/** Keeps the environment of a file; `segments` is asked for those of the moment, `names` are those that `owns` may hold. */
export function createFileEnvs(
  segments: () => readonly Segment[],
  names: ReadonlySet<string>,
  options: FileEnvOptions,
): FileEnvs {
  let known: OwnEnv | undefined;
  let last: OwnEnv | undefined;
  let includes: readonly Include[] | undefined;
  let again = false;
  let shape = {};
  let merged: { readonly own: OwnEnv; readonly around: Around; readonly env: FileEnv } | undefined;
  const own = (): OwnEnv => {
    if (!known) {
      const key = segments().map(contributionOf).join('\n');
      // An edit that changes no define and no name of the file keeps every unit.
      if (key !== last?.key) last = readEnv(segments(), names, key);
      known = last;
    }
    return known;
  };
  const inclusions = (): readonly Include[] => {
    if (!includes || again) {
      const now = segments().flatMap(includesIn);
      if (JSON.stringify(now) !== JSON.stringify(includes)) includes = now;
      again = false;
    }
    return includes ?? [];
  };
  return {
    own,
    inclusions,
    shape: () => shape,
    env() {
      const mine = own();
      if (!options.surroundings) return mine;
      const around = options.surroundings.around(inclusions());
      if (merged?.own !== mine || merged.around !== around)
        merged = { own: mine, around, env: merge(mine, around, options) };
      return merged.env;
    },
    replaced(old, fresh) {
      const differs = (of: (segment: Segment) => string): boolean =>
        old.map(of).join('\n') !== fresh.map(of).join('\n');
      if (differs(contributionOf)) known = undefined;
      if (old.some(hasIncludes) || fresh.some(hasIncludes)) again = true;
      if (options.surroundings && differs(functionsOf)) shape = {};
    },
  };
}

function functionsOf({ functions, candidates }: Segment): string {
  const names = functions.map((f) => (f.isStatic ? `${f.name} ` : f.name));
  return `${names.join()}${String(candidates.some((c) => c.inBody))}`;
}

function hasIncludes({ includes }: Segment): boolean {
  return includes.length > 0;
}

const INCLUDE = /^[ \t]*#[ \t]*(?:include|include_next|import)[ \t]*(["<])([^">\n]+)[">]/gm;

/** Headers that a segment includes on Linux, in order. */
function includesIn(segment: Segment): readonly Include[] {
  const { includes, text } = segment;
  if (includes.length === 0) return [];
  return [...text.matchAll(INCLUDE)].flatMap(({ 1: mark, 2: name = '', index }) => {
    if (!includes.includes(name)) return [];
    const conditions = conditionsAt(segment, index);
    if (isElsewhere(conditions)) return [];
    const conditional = isConditional(conditions);
    return [{ name: detached(name), quoted: mark === '"', conditional }];
  });
}

/** What the file says, and where it says nothing what its headers say. */
function merge(own: OwnEnv, around: Around, { kb, arch }: FileEnvOptions): FileEnv {
  const found = new Map<string, readonly Macro[] | undefined>();
  const lookup = (name: string): readonly Macro[] | undefined => {
    const mine = own.macros.get(name);
    if (mine) return mine;
    if (!found.has(name)) {
      // While its value is looked at, a name that leads back to itself stands for nothing.
      found.set(name, undefined);
      found.set(name, outside(name));
    }
    return found.get(name);
  };
  const macros: Lookup<readonly Macro[]> = {
    get: lookup,
    has: (name) => lookup(name) !== undefined,
  };
  const neverReturn: Lookup<boolean> = {
    get: (name) => own.neverReturn.get(name) ?? around.neverReturn.get(name),
    has: (name) => own.neverReturn.has(name) || around.neverReturn.get(name) !== undefined,
  };
  const env: FileEnv = {
    macros,
    neverReturn,
    owns: { has: (name) => own.owns.has(name) || around.owns.has(name) },
    handlers: own.handlers,
    key: `${own.key}\0${around.key}`,
  };
  const outside = (name: string): readonly Macro[] | undefined => {
    const all = around.macros.get(name)?.filter((m) => !m.elsewhere);
    // What is told by its name everywhere is not read again from each project's definition.
    if (!all?.length || isKnownMacro(name)) return undefined;
    const value = kb.value(name, arch);
    if (value === undefined) return all;
    // A constant of the kernel: stand-ins and other systems' values aside, who defines it means the same or another.
    const firm = all.filter((m) => !m.fallback && !m.conditional);
    const same = firm.every((m) => {
      const n = m.body && constantOf(evaluate(m.body, { kb, arch, env }));
      return n !== undefined && BigInt.asUintN(32, n) === BigInt.asUintN(32, value);
    });
    return same ? undefined : [{ name, body: undefined, text: '', ...NOT_READ }];
  };
  return env;
}

const NOT_READ = { fallback: false, conditional: false, elsewhere: false };
