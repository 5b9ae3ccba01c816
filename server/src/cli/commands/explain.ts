/** `explain NAME`: the reference page of a call, flag, errno or rule. */
import { Option } from 'commander';
import { exitCode } from '../io.ts';
import { openService, requireArch } from '../service.ts';
import type { AddCommand } from './index.ts';

interface ExplainOptions {
  readonly format: 'markdown' | 'json';
  readonly arch?: string;
}

/** Adds the command. */
export const addExplain: AddCommand = (program, io, done) => {
  program
    .command('explain')
    .description('print the reference page of a system call, flag, error or rule')
    .argument('<name>', 'mmap, MAP_FIXED, EAGAIN, mem/write-exec, …')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['markdown', 'json'])
        .default('markdown'),
    )
    .option('--arch <name>', 'architecture whose values come first')
    .action(async (name: string, { format, arch }: ExplainOptions) => {
      const { service, kb, context } = await openService(io, {});
      const ctx = context(arch === undefined ? {} : { architectures: [requireArch(kb, arch)] });
      const wanted = bareName(name);
      const text =
        format === 'json'
          ? json(service.explain(wanted, ctx))
          : service.page(wanted, ctx)?.markdown;
      if (text === undefined) {
        const near = service.suggest(wanted).join(', ');
        const hint = near === '' ? '' : `; did you mean ${near}?`;
        io.stderr.write(`syscall-lens: nothing is known of '${name}'${hint}\n`);
        done(exitCode.failure);
        return;
      }
      io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    });
};

function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value, null, 2);
}

/** `mmap(2)`, `SYS_mmap` and `__NR_mmap` mean the call. */
function bareName(name: string): string {
  return name.replace(/\(\d*\)$/, '').replace(/^(?:SYS_|__NR_)(?=[a-z_])/, '');
}
