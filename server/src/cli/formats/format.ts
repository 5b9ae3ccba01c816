/** What an output format is: text for each file, then text for the whole run. Types only. */
import type { FileReport, Stats } from '../report.ts';

/** Something that kept a file from being linted, or that is wrong in a project file. */
export interface Trouble {
  readonly file: string;
  readonly line?: number;
  readonly reason: string;
}
export interface Summary {
  readonly stats: Stats;
  readonly troubles: readonly Trouble[];
}

export interface Format {
  /** Printed when a file is done; empty for formats that print everything at the end. */
  file(report: FileReport): string;
  end(summary: Summary): string;
}

export interface FormatOptions {
  readonly colour: boolean;
  readonly version: string;
  /** Absolute path of the working folder. */
  readonly cwd: string;
}

/** Makes a fresh format for one run. */
export type MakeFormat = (options: FormatOptions) => Format;
