/**
 * `npx tsx test/bench/understanding.mts [--workspace] FOLDER…`: reads every C and C++ file below the folders and prints how many flag
 * arguments are known, partly known and unknown, and what most of the unknown ones are. Exceptions end it with the file's name.
 * With `--workspace` the files of each folder are one project.
 */
import { readFileSync, statSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import type { PlacedCall } from '../../server/src/core/c/call-site.ts';
import { uncast, type Expr } from '../../server/src/core/c/ir.ts';
import { createSourceFile, type SourceFile } from '../../server/src/core/c/source-file.ts';
import { constantOf, type Value } from '../../server/src/core/c/value.ts';
import { languageOf } from '../../server/src/core/c/language.ts';
import { createWorkspace, type Workspace } from '../../server/src/core/workspace/workspace.ts';
import { testKb } from '../support/kb.ts';
import { testParser } from '../support/parser.ts';

const kb = testKb();
const parser = await testParser();
const shares = { known: 0, partly: 0, unknown: 0 };
const causes = new Map<string, { count: number; readonly examples: string[] }>();
const slow: { readonly path: string; readonly ms: number; readonly bytes: number }[] = [];
let files = 0;
let calls = 0;
let broken = 0;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const limits = { maxFiles: 100_000, maxLength: 400_000_000 };

function main(folders: readonly string[], together: boolean): void {
  const pattern = '**/*.{c,h,cc,cpp,cxx,hh,hpp}';
  for (const cwd of folders) {
    const paths = globSync(pattern, { cwd, absolute: true, followSymbolicLinks: false }).filter(
      (path) => statSync(path).size <= 4_000_000,
    );
    const workspace = together ? createWorkspace({ kb, parser, ...limits }) : undefined;
    workspace?.list(paths);
    for (const path of workspace ? paths : []) workspace?.put(path, open(path, workspace));
    for (const path of paths) {
      try {
        readOne(path, open(path, workspace));
      } catch (error) {
        throw new Error(`${path}: ${String(error)}`, { cause: error });
      }
    }
  }
  const total = shares.known + shares.partly + shares.unknown;
  const percent = (n: number): string => `${((100 * n) / Math.max(1, total)).toFixed(1)} %`;
  print(
    `${String(files)} files, ${String(calls)} calls (${String(broken)} not judged), ${String(total)} flag arguments`,
  );
  print(
    `known ${percent(shares.known)}, partly ${percent(shares.partly)}, unknown ${percent(shares.unknown)}`,
  );
  for (const [cause, { count, examples }] of [...causes]
    .sort((a, b) => b[1].count - a[1].count)
    .slice(0, 14)) {
    print(
      `${String(count).padStart(7)}  ${cause}\n${examples.map((e) => `           ${e}`).join('\n')}`,
    );
  }
  slow.sort((a, b) => b.ms - a.ms);
  for (const { path, ms, bytes } of slow.slice(0, 5))
    print(`${ms.toFixed(0)} ms  ${String(bytes)} bytes  ${path}`);
}

function open(path: string, workspace: Workspace | undefined): SourceFile {
  const surroundings = workspace?.surroundings(path);
  const text = readFileSync(path, 'utf8');
  // Alone, a header is read as C++, which takes in most of C; among others it is what its text says.
  const language = workspace ? languageOf(path, text) : path.endsWith('.c') ? 'c' : 'cpp';
  return createSourceFile(text, language, {
    kb,
    parser,
    ...(surroundings ? { surroundings } : {}),
  });
}

function readOne(path: string, file: SourceFile): void {
  const start = performance.now();
  files++;
  for (const placed of file.calls()) {
    calls++;
    if (placed.call.broken) {
      broken++;
      continue;
    }
    for (const { param, expr } of placed.call.args) {
      if (param?.group !== undefined) count(file, placed, expr, path);
    }
  }
  slow.push({ path, ms: performance.now() - start, bytes: file.length });
}

function count(file: SourceFile, placed: PlacedCall, expr: Expr, path: string): void {
  const value = file.facts(placed).value(expr);
  if (constantOf(value) !== undefined) shares.known++;
  else if (saysSomething(value)) shares.partly++;
  else {
    shares.unknown++;
    const cause = causeOf(expr, placed, file);
    const entry = causes.get(cause) ?? { count: 0, examples: [] };
    entry.count++;
    const at = placed.base + placed.call.start;
    const shown = file
      .slice(at, placed.base + placed.call.end)
      .replace(/\s+/g, ' ')
      .slice(0, 110);
    if (entry.examples.length < 3 && entry.count % 7 === 1)
      entry.examples.push(`${path}:${String(lineOf(file, at))} ${shown}`);
    causes.set(cause, entry);
  }
}

function lineOf(file: SourceFile, at: number): number {
  return file.slice(0, at).split('\n').length;
}

function saysSomething(value: Value): boolean {
  return (
    value.must.length > 0 ||
    value.may.length > 0 ||
    value.ones !== 0n ||
    (value.zeros & 0xffffffffn) !== 0n
  );
}

function causeOf(expr: Expr, placed: PlacedCall, file: SourceFile): string {
  const e = uncast(expr);
  if (e.kind !== 'name')
    return e.kind === 'member'
      ? 'member of a struct'
      : e.kind === 'call'
        ? 'result of a function or macro call'
        : `expression: ${e.kind}`;
  const { unit } = file.unitAt(placed.base + placed.call.start);
  const flow = placed.call.fn && unit.flowOf(placed.call.fn);
  if (flow?.isParameter(e.name)) {
    return flow.definitions(e.name).length === 0
      ? 'parameter of the function'
      : 'parameter that is assigned';
  }
  if (flow?.declares(e.name)) {
    const definitions = flow.definitions(e.name);
    if (definitions.some((d) => d.op === '?')) return 'local: its address is taken, or ++';
    const last = definitions.at(-1)?.value;
    return `local from ${last === undefined ? 'nowhere' : uncast(last).kind}`;
  }
  if (/^[A-Z_][A-Z0-9_]*$/.test(e.name)) return 'constant of another file';
  return 'variable of the file or of another';
}

const args = process.argv.slice(2);
main(
  args.filter((arg) => arg !== '--workspace'),
  args.includes('--workspace'),
);
