/** What a file gets from the other files of its project; types only. `core/workspace` gives it. */
import type { Lookup, Macro } from './preprocess.ts';
import type { Activity } from './project-facts.ts';
import type { Summary } from './summaries.ts';

/** An `#include` of a file: the name without its brackets. */
export interface Include {
  readonly name: string;
  /** Written in quotation marks, so that the folder of the file is looked in first. */
  readonly quoted: boolean;
  /** Under an `#if` that may leave it out. */
  readonly conditional: boolean;
}

/** What the included headers say; one object says the same as long as it lives. */
export interface Around {
  /** Changes with everything below. */
  readonly key: string;
  /** Definitions of macros, enumerators and constants. */
  readonly macros: Pick<Lookup<readonly Macro[]>, 'get'>;
  /** Names of which a header defines a function or macro, whatever the `#if`s say. */
  readonly owns: { has(name: string): boolean };
  readonly neverReturn: Pick<Lookup<boolean>, 'get'>;
}

/** The project, seen from one file. */
export interface Surroundings {
  /** The same object until something changes that the file can see; `includes` are those of the file. */
  around(includes: readonly Include[]): Around;
  /** Another number when functions may have become wrappers, or ceased to be. */
  readonly generation: number;
  /** True when a file that others may call or include defines a function or macro of the name, under any `#if`. */
  defines(name: string): boolean;
  /** True when a function or macro of another file may be a wrapper that can be called here; a cheap first look. */
  mayWrap(name: string): boolean;
  /**
   * What a function or macro of another file hands on; `wanted` are the words of calls that are worth parsing for, all
   * when absent. Undefined when there are several that differ.
   */
  summary(name: string, wanted: ReadonlySet<string> | undefined): Summary | undefined;
  /** What the other files show of the program; `no` only when all of them were read. */
  has(what: Activity): 'yes' | 'no' | 'unknown';
}
