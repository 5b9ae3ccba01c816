/** `decode`: what a number, or an expression of names, means in one argument of one call. */
import { Option } from 'commander';
import type { Decoding } from '../../core/features/decode.ts';
import { exitCode } from '../io.ts';
import { openService } from '../service.ts';
import type { AddCommand } from './index.ts';

interface DecodeOptions {
  readonly call: string;
  readonly arg: string;
  readonly arch?: string;
  readonly format: 'text' | 'json';
}

/** Adds the command. */
export const addDecode: AddCommand = (program, io, done) => {
  program
    .command('decode')
    .description('say what a number means in an argument of a system call')
    .argument('<value>', '0x22, 042, 34, -1, or names: MAP_PRIVATE|MAP_ANONYMOUS')
    .requiredOption('--call <name>', 'system call')
    .requiredOption('--arg <name>', 'name of the argument, or its place from 1')
    .option('--arch <name>', 'architecture whose values count (default: x86_64)')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .action(async (text: string, { call, arg, arch, format }: DecodeOptions) => {
      const { service } = await openService(io, {});
      const answer = service.decode({ call, arg, text, ...(arch !== undefined && { arch }) });
      if (!answer.ok) {
        const near = answer.suggestions.join(', ');
        io.stderr.write(`syscall-lens: ${answer.reason}${near === '' ? '' : ` (${near})`}\n`);
        done(exitCode.failure);
        return;
      }
      const data = { ...answer, ok: undefined };
      io.stdout.write(format === 'json' ? `${JSON.stringify(data, null, 2)}\n` : lines(answer));
    });
};

/** One line with the whole value, then one for each name. */
function lines({ value, text, parts, unknown }: Decoding): string {
  const width = Math.max(0, ...parts.map((part) => part.text.length));
  const valueWidth = Math.max(0, ...parts.map((part) => part.value.length));
  const rows = parts.map((part) => {
    const row = `  ${part.text.padEnd(width)}  ${part.value.padStart(valueWidth)}`;
    const says = part.summary ?? (part.text === unknown ? 'no flag of this argument' : undefined);
    return says === undefined ? row : `${row}  ${says}`;
  });
  return [`${value} = ${text}`, ...rows].join('\n') + '\n';
}
