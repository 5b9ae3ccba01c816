/** Every command, in the order of the help text. */
import type { Command } from 'commander';
import type { ExitCode, Io } from '../io.ts';
import { addDecode } from './decode.ts';
import { addExplain } from './explain.ts';
import { addLint } from './lint.ts';

/** Adds a command to the program; `done` takes the exit code of its run. */
export type AddCommand = (program: Command, io: Io, done: (code: ExitCode) => void) => void;

export const commands: readonly AddCommand[] = [addLint, addExplain, addDecode];
