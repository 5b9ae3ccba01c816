/** The command line: finds the command, runs it and gives its exit code. Knows no rule and ends no process. */
import { Command, CommanderError } from 'commander';
import { commands } from './commands/index.ts';
import { exitCode, UsageError, type ExitCode, type Io } from './io.ts';

/** Runs one command line (without `node` and the script). Never rejects; what goes wrong is exit code 2. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCode.clean;
  const program = new Command('syscall-lens')
    .description('Linux system calls in C: explained, decoded and checked.')
    .version(io.platform.version || 'unknown version', '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.stdout.write(text);
      },
      writeErr: (text) => {
        io.stderr.write(text);
      },
      getOutHasColors: () => io.colour,
      getErrHasColors: () => io.colour,
    });
  for (const add of commands) {
    add(program, io, (result) => {
      code = result;
    });
  }
  for (const command of program.commands) command.copyInheritedSettings(program).exitOverride();
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return exitCode.failure;
    }
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCode.clean : exitCode.failure;
    }
    const known = error instanceof UsageError;
    const text = error instanceof Error ? (known ? error.message : error.stack) : String(error);
    io.stderr.write(`syscall-lens: ${text ?? 'unknown error'}\n`);
    return exitCode.failure;
  }
}
