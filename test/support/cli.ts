/** Runs command lines inside the test process, with streams that keep what was written. */
import { run } from '../../server/src/cli/run.ts';
import type { Output } from '../../server/src/cli/io.ts';
import type { Platform } from '../../server/src/project/platform.ts';
import { platform as realPlatform } from './platform.ts';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
export interface CliOptions {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly platform?: Platform;
  /** Standard output is closed after this many writes. */
  readonly closeAfter?: number;
}

/** Runs one command line; the time a run takes reads 0. */
export async function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { cwd = process.cwd(), stdin = '', platform = realPlatform, closeAfter } = options;
  const stdout = sink(closeAfter);
  const stderr = sink();
  const code = await run(args, {
    stdout,
    stderr,
    stdin: () => Promise.resolve(typeof stdin === 'string' ? Buffer.from(stdin) : stdin),
    cwd,
    colour: false,
    now: () => 0,
    platform,
  });
  return { code, out: stdout.text(), err: stderr.text() };
}

function sink(closeAfter = Infinity): Output & { text(): string } {
  const chunks: Uint8Array[] = [];
  return {
    write(text) {
      if (chunks.length < closeAfter) chunks.push(Buffer.from(text));
    },
    get closed() {
      return chunks.length >= closeAfter;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
