/** What server and command line need from the machine they run on. Types only; hosts implement it. */
import type { ServiceOptions } from '../core/service.ts';
import type { InitializationOptions } from '../protocol.ts';
import type { Project, ProjectProblem } from './parse.ts';

/** The two things that everything else is built on; loading them is the only slow part of a start. */
export type Engine = Pick<ServiceOptions, 'parser' | 'kb'>;

export interface LoadOptions {
  /** Where a browser finds the files. */
  readonly assets?: NonNullable<InitializationOptions['assets']>;
  /** Much will be parsed: a slower start for faster parsing pays. */
  readonly much?: boolean;
}

export interface Platform {
  /** Version of the product; empty where it cannot be known. */
  readonly version: string;
  /** Loads parser and knowledge, once; later calls give the same promise. */
  readonly load: (options: LoadOptions) => Promise<Engine>;
  /** Project files on disk; absent where there is no disk. */
  readonly projects?: ProjectSource;
  /** C and C++ files on disk; absent where there is no disk. */
  readonly tree?: SourceTree;
}

/** A path that could not be looked at. */
export interface PathProblem {
  readonly path: string;
  readonly error: unknown;
}
export interface Walked {
  /** Absolute paths, in order. */
  readonly files: readonly string[];
  readonly problems: readonly PathProblem[];
  /** False when there are more than were asked for. */
  readonly whole: boolean;
}

/** Looks for C and C++ files. Nothing here rejects. */
export interface SourceTree {
  /**
   * Those below a folder, without what `.gitignore` files or the project file's `ignore` leave out; symbolic links are
   * not followed. Ends when `most` files or folders were seen.
   */
  walk(folder: string, most?: number): Promise<Walked>;
  /** Text of a file; `undefined` when it cannot be read or is no text. */
  read(path: string): Promise<string | undefined>;
}

/** A project file as found: where it lies, what it says and what is wrong in it. */
export interface ProjectFile {
  /** Absolute path of the file. */
  readonly path: string;
  readonly project: Project;
  readonly problems: readonly ProjectProblem[];
}

/** A project file and the file it governs. */
export interface GoverningProject extends ProjectFile {
  /** Path of the governed file relative to the folder of the project file, with `/` between names. */
  readonly relative: string;
}

/** Finds project files and remembers them. Nothing here rejects. */
export interface ProjectSource {
  /** The nearest project file upwards of a file, `undefined` when there is none. */
  find(path: string): Promise<GoverningProject | undefined>;
  /** The project file of exactly this path, `undefined` when it does not exist. */
  read(path: string): Promise<ProjectFile | undefined>;
  /** Forgets what was read; the next question reads again. */
  forget(): void;
}
