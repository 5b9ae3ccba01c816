/** `lint PATH…`: options and exit code; the work is done by `lint-run.ts`. */
import { Option } from 'commander';
import type { SeverityName } from '../../protocol.ts';
import { formats, type FormatName } from '../formats/index.ts';
import { UsageError } from '../io.ts';
import { lintRun } from '../lint-run.ts';
import type { AddCommand } from './index.ts';

interface LintOptions {
  readonly format: FormatName;
  readonly fix: boolean;
  readonly failOn: SeverityName;
  readonly config?: string;
  readonly stdin: boolean;
  readonly stdinFilename?: string;
  readonly color?: boolean;
}

const severities = ['error', 'warning', 'information', 'hint'] as const satisfies SeverityName[];

/** Adds the command. */
export const addLint: AddCommand = (program, io, done) => {
  program
    .command('lint')
    .description('check C and C++ files: 0 clean, 1 findings, 2 wrong usage or unreadable files')
    .argument('[path...]', 'files and folders; in folders what .gitignore names is left out')
    .addOption(
      new Option('--format <format>', 'how to print findings')
        .choices(Object.keys(formats))
        .default('text'),
    )
    .option('--fix', 'apply the safe fixes', false)
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit code 1')
        .choices(severities)
        .default('warning'),
    )
    .option(
      '--config <file>',
      'project file for all paths, instead of the nearest .syscall-lens.json',
    )
    .option(
      '--stdin',
      'check standard input; with --fix the fixed text goes to standard output',
      false,
    )
    .option('--stdin-filename <file>', 'name to report standard input under')
    .option('--color', 'colour the text format')
    .option('--no-color', 'print no colours')
    .action(async (paths: string[], options: LintOptions) => {
      const { format, fix, failOn, config, stdin, stdinFilename, color } = options;
      if (stdin && paths.length > 0) throw new UsageError('give either paths or --stdin');
      if (!stdin && paths.length === 0)
        throw new UsageError('name files or folders, or use --stdin');
      if (!stdin && stdinFilename !== undefined)
        throw new UsageError('--stdin-filename needs --stdin');
      const input = stdin ? { stdinName: stdinFilename ?? 'stdin.c' } : { paths };
      const colour = color ?? io.colour;
      done(
        await lintRun(io, {
          ...input,
          format: formats[format],
          colour,
          fix,
          failOn,
          ...(config !== undefined && { config }),
        }),
      );
    });
};
