/** `npm run new rule|syscall|feature NAME`: writes the files of a new one in the form that the checks ask for. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { newFeature } from './new/feature.ts';
import { newRule } from './new/rule.ts';
import type { Scaffold } from './new/scaffold.ts';
import { newSyscall } from './new/syscall.ts';

const scaffolds: Readonly<Record<string, Scaffold>> = {
  rule: newRule,
  syscall: newSyscall,
  feature: newFeature,
};

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const USAGE = `usage: npm run new rule GROUP/NAME       (mem/leak)
       npm run new syscall GROUP/NAME    (memory/mmap)
       npm run new feature ROOM/NAME     (completion/paths)`;

/** Writes what a scaffold answers; existing files are only changed where the scaffold read them. Gives an exit code. */
async function main([kind = '', name = '']: readonly string[]): Promise<number> {
  const scaffold = Object.hasOwn(scaffolds, kind) ? scaffolds[kind] : undefined;
  if (scaffold === undefined || name === '') {
    console.error(USAGE);
    return 2;
  }
  const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
  const answer = scaffold(name, read);
  if ('problem' in answer) {
    console.error(answer.problem);
    return 2;
  }
  const taken = answer.files.find((f) => f.fresh && existsSync(join(ROOT, f.path)));
  if (taken !== undefined) {
    console.error(`${taken.path} exists already`);
    return 2;
  }
  for (const { path, text } of answer.files) {
    const target = join(ROOT, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, await pretty(target, text));
    console.log(`wrote ${path}`);
  }
  console.log(answer.next);
  return 0;
}

/** The text as Prettier leaves it; what it does not format stays. */
async function pretty(path: string, text: string): Promise<string> {
  if (!path.endsWith('.ts')) return text;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
