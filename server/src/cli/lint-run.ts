/** One run of `lint`: files in, reports out, counts kept. Reads and writes files; prints through the given streams. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { effectiveSettings, requestContext } from '../project/effective.ts';
import { defaultSettings } from '../project/settings.ts';
import type { GoverningProject } from '../project/platform.ts';
import type { RequestContext } from '../core/service.ts';
import type { SeverityName } from '../protocol.ts';
import { discover } from './discover.ts';
import type { MakeFormat, Trouble } from './formats/format.ts';
import { exitCode, UsageError, type ExitCode, type Io, type Output } from './io.ts';
import { fixFile, isFixable, lintFile, type FixedText } from './lint-text.ts';
import {
  decodeSource,
  encodeSource,
  sizeOf,
  SourceError,
  writeSource,
  type Source,
} from './read-source.ts';
import { emptyStats, toReport, type Stats } from './report.ts';
import { createRunIndex, type ReadFile, type RunIndex } from './run-index.ts';
import { openService, type CliService } from './service.ts';

export interface LintRun {
  readonly paths?: readonly string[];
  /** Lint standard input under this name. */
  readonly stdinName?: string;
  readonly format: MakeFormat;
  readonly colour: boolean;
  readonly fix: boolean;
  readonly failOn: SeverityName;
  /** Project file to use for everything. */
  readonly config?: string;
}

/** More files or bytes than this are worth a slower start for faster parsing. */
const manyFiles = 100;
const manyBytes = 1_000_000;

async function isMuch(files: readonly string[]): Promise<boolean> {
  if (files.length > manyFiles) return true;
  const sizes = await Promise.all(files.map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0) > manyBytes;
}

/** Runs and gives the exit code. Rejects only with a `UsageError` or an error of ours. */
export async function lintRun(io: Io, options: LintRun): Promise<ExitCode> {
  const start = io.now();
  const troubles = createTroubles(io);
  const found = await discover(options.paths ?? [], io.cwd, io.platform.tree);
  for (const { path, reason } of found.problems) troubles.add(shownName(io.cwd, path), reason);
  // What fails inside is a trouble of the file it fails for: that file was not linted in full.
  let failure: unknown;
  const cli = await openService(io, { much: await isMuch(found.files) }, (error) => {
    failure ??= error;
  });
  const governed = await createGovernor(io, options.config, cli, troubles);
  const format = options.format({
    colour: options.colour,
    version: io.platform.version,
    cwd: io.cwd,
  });
  const stats = emptyStats();
  // With `--stdin --fix` standard output is for the text.
  const { stdinName } = options;
  const out = stdinName !== undefined && options.fix ? io.stderr : io.stdout;
  const take: Take = (name, source, result) => {
    const report = toReport(name, result.file, result.diagnostics);
    count(stats, source, result);
    return print(out, format.file(report));
  };

  if (stdinName !== undefined) {
    await lintStdin(io, stdinName, options.fix, cli, governed, troubles, take);
  }
  const { service } = cli;
  const { files } = found;
  const paths = options.paths ?? [];
  const index = await createRunIndex({ service, io, paths, files, governed });
  for (const path of files) {
    if (out.closed) break;
    const name = shownName(io.cwd, path);
    try {
      const ctx = await governed(path);
      const read = index.take(path);
      const { source } = read;
      const result = judge(cli, index, path, read, ctx, options.fix);
      if (result.text !== source.text) await writeSource(source, result.text);
      await take(name, source, result);
      if (failure !== undefined) troubles.add(name, reasonFor(failure));
    } catch (error) {
      troubles.add(name, reasonFor(error));
    }
    failure = undefined;
    index.done(path);
  }
  if (stdinName === undefined && found.files.length === 0 && found.problems.length === 0) {
    io.stderr.write('syscall-lens: no C or C++ files here\n');
  }
  stats.elapsedMs = Math.round(io.now() - start);
  await print(out, format.end({ stats, troubles: troubles.list }));
  if (troubles.list.length > 0) return exitCode.failure;
  return atLeast(stats, options.failOn) > 0 ? exitCode.findings : exitCode.clean;
}

/** Counts and prints what was found in a file. */
type Take = (name: string, source: Source, result: FixedText) => Promise<void>;

function judge(
  { service }: CliService,
  index: RunIndex,
  path: string,
  { source, file }: ReadFile,
  ctx: RequestContext,
  fix: boolean,
): FixedText {
  return fix
    ? fixFile(service, file, ctx, (text) => index.open(path, text, ctx))
    : { ...lintFile(service, file, ctx), text: source.text, fixed: 0 };
}

async function lintStdin(
  io: Io,
  name: string,
  fix: boolean,
  cli: CliService,
  governed: Governor,
  troubles: Troubles,
  take: Take,
): Promise<void> {
  try {
    const source = decodeSource(await io.stdin());
    const path = resolve(io.cwd, name);
    const ctx = await governed(path);
    const run = { service: cli.service, io, paths: [], files: [], governed };
    const index = await createRunIndex({ ...run, stdin: { path, source } });
    const result = judge(cli, index, path, index.take(path), ctx, fix);
    if (fix) io.stdout.write(encodeSource(result.text, source));
    await take(name.split(sep).join('/'), source, result);
  } catch (error) {
    troubles.add(name, reasonFor(error));
  }
}

function reasonFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof SourceError ? message : `internal error: ${message}`;
}

/** The context a file is judged in. */
type Governor = (path: string) => Promise<RequestContext>;

/** Uses the given project file for everything, or the nearest one for each file; tells of faults once. */
async function createGovernor(
  io: Io,
  config: string | undefined,
  { kb }: CliService,
  troubles: Troubles,
): Promise<Governor> {
  const { projects } = io.platform;
  const told = new Set<string>();
  const tell = ({ path, problems }: Pick<GoverningProject, 'path' | 'problems'>): void => {
    if (told.has(path)) return;
    told.add(path);
    const name = shownName(io.cwd, path);
    for (const { line, severity, reason } of problems) {
      if (severity === 'error') troubles.add(name, reason, line);
      else io.stderr.write(`${name}:${line}: warning: ${reason}\n`);
    }
  };
  const contexts = new Map<string, RequestContext>();
  const contextOf = (found: GoverningProject | undefined, path: string): RequestContext => {
    const settings = effectiveSettings(defaultSettings, found?.project, found?.relative ?? '');
    const own = requestContext(settings, kb, undefined, found?.relative ?? shownName(io.cwd, path));
    // One context for equal settings: rules keep what they have worked out by it.
    const key = `${String(own.testFile)} ${JSON.stringify(settings)}`;
    const ctx = contexts.get(key) ?? own;
    contexts.set(key, ctx);
    return ctx;
  };
  if (config !== undefined) {
    const fixed = await projects?.read(resolve(io.cwd, config));
    if (fixed === undefined) throw new UsageError(`${config}: no such file`);
    tell(fixed);
    return (path) =>
      Promise.resolve(
        contextOf({ ...fixed, relative: relative(io.cwd, path).split(sep).join('/') }, path),
      );
  }
  return async (path) => {
    const found = await projects?.find(path);
    if (found !== undefined) tell(found);
    return contextOf(found, path);
  };
}

interface Troubles {
  readonly list: readonly Trouble[];
  add(file: string, reason: string, line?: number): void;
}

/** Says each trouble on stderr as it comes, and keeps it for the report. */
function createTroubles(io: Io): Troubles {
  const list: Trouble[] = [];
  return {
    list,
    add(file, reason, line) {
      list.push({ file, reason, ...(line !== undefined && { line }) });
      io.stderr.write(`${file}${line === undefined ? '' : `:${line}`}: ${reason}\n`);
    },
  };
}

function count(stats: Stats, source: Source, { file, diagnostics, fixed }: FixedText): void {
  stats.files++;
  stats.bytes += source.bytes;
  stats.fixed += fixed;
  stats.calls += file.countCalls();
  for (const diagnostic of diagnostics) {
    stats[counterOf[diagnostic.severity]]++;
    if (isFixable(diagnostic)) stats.fixable++;
  }
}

const counterOf = {
  error: 'errors',
  warning: 'warnings',
  information: 'informations',
  hint: 'hints',
} as const satisfies Record<SeverityName, keyof Stats>;

/** Findings of a severity or worse. */
function atLeast(stats: Stats, severity: SeverityName): number {
  const order: readonly SeverityName[] = ['error', 'warning', 'information', 'hint'];
  return order
    .slice(0, order.indexOf(severity) + 1)
    .reduce((sum, one) => sum + stats[counterOf[one]], 0);
}

/** A path as shown: relative to the working folder when it lies in it, with `/` between names. */
function shownName(cwd: string, path: string): string {
  const name = relative(cwd, path);
  const shown = name === '' || name.startsWith('..') || isAbsolute(name) ? path : name;
  return shown.split(sep).join('/');
}

/** Writes, and lets the process hear whether anybody still reads. */
async function print(out: Output, text: string): Promise<void> {
  if (text === '') return;
  out.write(text);
  await new Promise((resolve) => setImmediate(resolve));
}
