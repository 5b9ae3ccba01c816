/** `decode`: what a number, or an expression of names, means in one argument of one call. */
import { Option } from 'commander';
import type { DecodeAnswer, DecodeQuery, Decoding } from '../../core/features/decode.ts';
import { exitCode } from '../io.ts';
import { openService } from '../service.ts';
import type { AddCommand } from './index.ts';

interface DecodeOptions {
  readonly call: string;
  readonly arg: readonly string[];
  readonly when?: readonly string[];
  readonly arch?: string;
  readonly format: 'text' | 'json';
}

/** Adds the command. */
export const addDecode: AddCommand = (program, io, done) => {
  program
    .command('decode')
    .description('say what a number means in an argument of a system call')
    .argument('<value...>', '0x22, 042, 34, -1, or names: MAP_PRIVATE|MAP_ANONYMOUS')
    .requiredOption('--call <name>', 'system call')
    .addOption(
      new Option(
        '--arg <name>',
        'name of the argument, or its place from 1; again for each further value, earlier ones decide later ones',
      )
        .argParser(collect)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--when <argument=value>',
        'what another argument is, where that decides: level=SOL_SOCKET (repeatable)',
      ).argParser(collect),
    )
    .option('--arch <name>', 'architecture whose values count (default: x86_64)')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .action(async (values: readonly string[], options: DecodeOptions) => {
      const { service } = await openService(io, {});
      const answers = decodeAll(values, options, (query) => service.decode(query));
      const wrong = answers.find((answer) => !answer.ok);
      if (wrong !== undefined) {
        const near = wrong.suggestions.join(', ');
        io.stderr.write(`syscall-lens: ${wrong.reason}${near === '' ? '' : ` (${near})`}\n`);
        done(exitCode.failure);
        return;
      }
      const found = answers.filter((answer) => answer.ok);
      io.stdout.write(options.format === 'json' ? asJson(found) : asText(found));
    });
};

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Answers in turn, each with what is known by then; the first problem is the last answer. */
function decodeAll(
  values: readonly string[],
  { call, arg, when = [], arch }: DecodeOptions,
  decode: (query: DecodeQuery) => DecodeAnswer,
): readonly DecodeAnswer[] {
  if (values.length !== arg.length) {
    return [{ ok: false, reason: 'each --arg needs one value', suggestions: [] }];
  }
  const known: Record<string, string> = {};
  for (const one of when) {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(one) ?? [];
    if (name === undefined || value === undefined) {
      return [{ ok: false, reason: `--when ${one} is no argument=value`, suggestions: [] }];
    }
    known[name.trim()] = value.trim();
  }
  const answers: DecodeAnswer[] = [];
  for (const [i, text] of values.entries()) {
    const name = arg[i] ?? '';
    const query = { call, arg: name, text, when: { ...known } };
    const answer = decode(arch === undefined ? query : { ...query, arch });
    answers.push(answer);
    if (!answer.ok) break;
    known[name] = text;
  }
  return answers;
}

function asJson(answers: readonly Decoding[]): string {
  const data = answers.map((answer) => ({ ...answer, ok: undefined }));
  return `${JSON.stringify(data.length === 1 ? data[0] : data, null, 2)}\n`;
}

function asText(answers: readonly Decoding[]): string {
  const [only] = answers;
  if (only !== undefined && answers.length === 1) return lines(only);
  return answers.map((answer) => `${answer.arg}: ${lines(answer)}`).join('');
}

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
