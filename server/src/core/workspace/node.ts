/** A file of the project as the index keeps it; types, and what is read of one file alone. */
import type { Include } from '../c/around.ts';
import type { Macro, OwnEnv } from '../c/preprocess.ts';
import type { Activity } from '../c/project-facts.ts';
import type { SourceFile } from '../c/source-file.ts';

/** One path of the project: listed, and read when `file` is there. */
export interface Node {
  readonly path: string;
  /** Folder of the path, without a `/` at its end. */
  readonly folder: string;
  readonly isHeader: boolean;
  /** Absent until it is put in, and again when it was let go. */
  file: SourceFile | undefined;
  /** It was let go, and is opened again when something of it is asked for. */
  resting: boolean;
  includes: readonly Include[];
  /** There was no room for it. */
  refused: boolean;
  /** What others may see of the file, as far as it has been looked at; taken in anew when it changes. */
  seen: Seen | undefined;
  /** Where its includes lead, and what that was worked out from. */
  edges: Edges | undefined;
  /** Functions and macros by which it may be called, as registered. */
  definitions: { readonly shape: object; readonly names: readonly string[] } | undefined;
  activities: ReadonlySet<Activity>;
}

export interface Edges {
  readonly includes: readonly Include[];
  readonly listing: number;
  readonly to: readonly Node[];
  /** Those of them that are included whatever the `#if`s say. */
  readonly sure: readonly Node[];
}

/** Headers that a file includes, and those that they include. */
export interface Closure {
  readonly all: ReadonlySet<Node>;
  /** Those of them that are included whatever the `#if`s say. */
  readonly sure: ReadonlySet<Node>;
}

/** What a header says, for those that include it. */
export interface Seen {
  /** Another number for every content. */
  readonly stamp: number;
  readonly own: OwnEnv;
  /** Names of calls of which it has a function or macro whatever the `#if`s say. */
  readonly owns: readonly string[];
}

const SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+|C|m|mm|cu)$/;

/** A path that nothing is known of yet. */
export function newNode(path: string): Node {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const isHeader = !SOURCE.test(path);
  const nothing = { file: undefined, seen: undefined, edges: undefined, definitions: undefined };
  return {
    path,
    folder,
    isHeader,
    refused: false,
    resting: false,
    includes: [],
    ...nothing,
    activities: new Set(),
  };
}

/** Definitions of a macro that are there whatever the `#if`s say, and are no stand-in. */
export function firm(macros: readonly Macro[]): readonly Macro[] {
  return macros.filter((m) => !m.conditional && !m.fallback);
}
