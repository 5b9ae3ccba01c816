/** `npm run data:lint [-- [--uapi DIR] FILE…]`: runs every check of the data and prints `file:line: message [check]`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checks } from './checks/index.ts';
import type { CheckContext } from './checks/check.ts';
import { PLATFORM_SCHEMAS } from './lib/platform-files.ts';
import { INPUTS_FOLDER, type Manifest } from './lib/manifest.ts';
import { readAuthored, ROOT } from './lib/read-authored.ts';
import { readFacts } from './lib/facts.ts';
import { isMain } from './lib/is-main.ts';
import { compareProblems, formatProblem, type Problem } from './lib/problem.ts';

/** Schemas of authored files. */
const SCHEMAS = [
  'syscall',
  'flag-set',
  'errno',
  'argmap',
  'struct',
  ...Object.values(PLATFORM_SCHEMAS),
];

/** Reads what the checks look at; `note` is told what this machine cannot check. */
export function readCheckContext(note: CheckContext['note'], root: string = ROOT): CheckContext {
  const read = (name: string): object =>
    JSON.parse(readFileSync(join(root, `data/schema/${name}.schema.json`), 'utf8')) as object;
  const schemas = Object.fromEntries(SCHEMAS.map((name) => [name, read(name)]));
  const generated = (name: string): string | undefined => {
    const path = join(root, 'data/generated', `${name}.json`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return { data: readAuthored(root), facts: readFacts(generated), schemas, note };
}

/**
 * Problems of all checks, sorted. When a file does not fit its schema the other checks are still run, on the files
 * that do: they may rely on the shape.
 */
export function runChecks(ctx: CheckContext): Problem[] {
  const problems: Problem[] = [];
  const [first, ...others] = checks;
  if (first !== undefined) problems.push(...first.run(ctx));
  const broken = new Set(problems.map((problem) => problem.file));
  const { calls, flagSets, argmaps, structs, errnos } = ctx.data;
  const fits = (file: { readonly path: string }): boolean => !broken.has(file.path);
  const data = {
    ...ctx.data,
    calls: calls.filter(fits),
    flagSets: flagSets.filter(fits),
    argmaps: argmaps.filter(fits),
    structs: structs.filter(fits),
    errnos: errnos !== undefined && broken.has(errnos.path) ? undefined : errnos,
  };
  for (const check of others) problems.push(...check.run({ ...ctx, data }));
  return problems.sort(compareProblems);
}

/** Headers of other architectures: as given, else as `npm run data:fetch` left them. */
function uapiFolder(given: string | undefined): string | undefined {
  if (given !== undefined) return given;
  const manifest = join(INPUTS_FOLDER, 'manifest.json');
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as Manifest).places.uapi;
}

function main(args: readonly string[]): number {
  const options = { uapi: { type: 'string' } } as const;
  const { values, positionals: only } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
  });
  const ctx = readCheckContext((text) => {
    console.log(`not checked: ${text}`);
  });
  const tell = (text: string): void => {
    console.log(text);
  };
  const wanted = (problem: Problem): boolean =>
    only.length === 0 || only.some((part) => problem.file.includes(part));
  const problems = runChecks({ ...ctx, tell, uapi: uapiFolder(values.uapi) }).filter(wanted);
  for (const problem of problems) console.log(formatProblem(problem));
  const { calls, flagSets } = ctx.data;
  const files = `${String(calls.length)} calls, ${String(flagSets.length)} flag sets`;
  console.log(
    `${files}: ${problems.length === 0 ? 'no problems' : `${String(problems.length)} problems`}`,
  );
  return problems.length === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2));
}
