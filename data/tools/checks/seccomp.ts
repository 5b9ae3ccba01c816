/** Check: the libseccomp examples compile, refuse what they say, nothing beside it, and leave ordinary programs alone. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthoredFile } from '../lib/authored-file.ts';
import type { AuthoredCall } from '../lib/authored.types.ts';
import { canCompile, withProgram } from '../lib/gcc.ts';
import type { Problem } from '../lib/problem.ts';
import { ROOT } from '../lib/read-authored.ts';
import type { Check } from './check.ts';

type Page = AuthoredFile<AuthoredCall>;

/** A rule may break dlopen() when its note says so. */
const ADMITS_DLOPEN = /dlopen\(\)`? (?:fails|no longer works)/;

export const seccomp: Check = {
  id: 'seccomp',
  promise:
    'libseccomp examples compile, behave in a child process, and name the companions they promise.',
  *run({ data, note }) {
    const pages = data.calls.filter((file) => file.value !== undefined);
    for (const page of pages) yield* companionsNamed(page);
    if (pages.length === 0) return;
    if (!canCompile('#include <seccomp.h>\n')) {
      note('seccomp: no gcc or no seccomp.h (libseccomp-dev): the examples were not compiled');
      return;
    }
    const result = withProgram(frame(pages), ['-lseccomp', '-ldl'], (program) => run(program));
    if (result === undefined) return;
    if ('messages' in result) yield* compilerProblems(result.messages, pages);
    else yield* runProblems(result.lines, pages, note);
  },
};

/** Each companion that is no other page's business must appear in the code or at least in the note. */
function* companionsNamed(page: Page): Iterable<Problem> {
  const { libseccomp = '', note = '', companions = [] } = page.value?.seccomp ?? {};
  for (const [index, companion] of companions.entries()) {
    if (new RegExp(`\\b${companion}\\b`).test(`${libseccomp}\n${note}`)) continue;
    const message = `companion ${companion} stands neither in the rule nor in the note`;
    yield problem(page, message, ['seccomp', 'companions', index]);
  }
}

/** The harness with one function per page; `#line` makes gcc speak of the YAML file. */
function frame(pages: readonly Page[]): string {
  const harness = readFileSync(join(ROOT, 'data/tools/checks/seccomp-harness.c'), 'utf8');
  const functions = pages.map((page) => {
    const start = page.lineOf(['seccomp', 'libseccomp']) + 1;
    const code = page.value?.seccomp.libseccomp ?? '';
    const name = page.value?.name ?? '';
    return `static int example_${name}(scmp_filter_ctx ctx)\n{\nint rc = 0;\n#line ${String(start)} "${page.path}"\n${code}\nreturn rc;\n}`;
  });
  const table = pages.map(
    (page) => `{ "${page.value?.name ?? ''}", example_${page.value?.name ?? ''} },`,
  );
  const examples = [
    ...functions,
    'static const struct page pages[] = {',
    ...table,
    '{ NULL, NULL } };',
  ];
  const after = harness.slice(0, harness.indexOf('/* @EXAMPLES@ */')).split('\n').length + 1;
  return harness.replace(
    '/* @EXAMPLES@ */',
    () => `${examples.join('\n')}\n#line ${String(after)} "data/tools/checks/seccomp-harness.c"`,
  );
}

function run(program: string): { readonly lines: readonly string[] } {
  const child = spawnSync(program, { encoding: 'utf8', timeout: 120_000 });
  const end = child.signal === null ? [] : [`- the harness died: ${child.signal}`];
  return { lines: [...child.stdout.split('\n').filter((line) => line !== ''), ...end] };
}

function* compilerProblems(messages: string, pages: readonly Page[]): Iterable<Problem> {
  for (const [, file = '', line = '', text = ''] of messages.matchAll(
    /^(.+?):(\d+):\d+: (?:fatal )?error: (.*)$/gm,
  )) {
    yield { file, line: Number(line), check: 'seccomp', message: `does not compile: ${text}` };
  }
  if (!messages.includes(' error: ') && pages[0] !== undefined)
    yield problem(pages[0], messages.slice(0, 300));
}

function* runProblems(
  lines: readonly string[],
  pages: readonly Page[],
  note: (text: string) => void,
): Iterable<Problem> {
  if (lines.includes('- unsupported')) {
    note('seccomp: this kernel loads no filters: the examples were compiled, not run');
    return;
  }
  const done = new Set<string>();
  for (const line of lines) {
    const [, name = '', text = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    const page = pages.find((candidate) => candidate.value?.name === name) ?? pages[0];
    if (/^done \d+$/.test(text)) done.add(name);
    else if (!text.startsWith('dlopen()') || !ADMITS_DLOPEN.test(page?.value?.seccomp.note ?? '')) {
      if (page !== undefined)
        yield problem(page, name === '-' ? text : `under the filter: ${text}`);
    }
  }
  for (const page of pages) {
    if (!done.has(page.value?.name ?? ''))
      yield problem(page, 'the example was not run to its end');
  }
}

function problem(
  page: Page,
  message: string,
  at: readonly (string | number)[] = ['seccomp', 'libseccomp'],
): Problem {
  return { file: page.path, line: page.lineOf(at), check: 'seccomp', message };
}
