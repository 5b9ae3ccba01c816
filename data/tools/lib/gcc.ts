/** Runs the C compiler for checks that let it vouch for facts. Does IO; says `undefined` where there is no compiler. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface CompilerRun {
  readonly ok: boolean;
  /** What the compiler said, its `file:line` as in the `#line` directives. */
  readonly messages: string;
}

/** Is there a compiler that accepts this program (options included)? */
export function canCompile(code: string, options: readonly string[] = []): boolean {
  return compile(code, ['-fsyntax-only', ...options])?.ok === true;
}

/** Compiles text given on standard input; `undefined` when gcc is not installed. */
export function compile(code: string, options: readonly string[]): CompilerRun | undefined {
  const run = spawnSync('gcc', ['-x', 'c', '-std=gnu17', ...options, '-'], {
    input: code,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return run.error === undefined ? { ok: run.status === 0, messages: run.stderr } : undefined;
}

/** Text after preprocessing, macro definitions included; `undefined` when gcc is not installed. */
export function preprocessed(code: string, options: readonly string[]): string | undefined {
  const run = spawnSync('gcc', ['-x', 'c', '-std=gnu17', '-E', '-dD', '-P', ...options, '-'], {
    input: code,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return run.error === undefined ? run.stdout : undefined;
}

/** Writes files (path → text) into a temporary folder, hands it to `use` and cleans up. */
export function withFiles<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'data-check-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds a program in a temporary folder, hands its path to `use` and cleans up. */
export function withProgram<T>(
  code: string,
  libraries: readonly string[],
  use: (program: string) => T,
): T | CompilerRun | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'data-check-'));
  try {
    const source = join(folder, 'program.c');
    writeFileSync(source, code);
    const program = join(folder, 'program');
    const run = spawnSync('gcc', ['-std=gnu17', '-O0', '-w', '-o', program, source, ...libraries], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    if (run.error !== undefined) return undefined;
    return run.status === 0 ? use(program) : { ok: false, messages: run.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
