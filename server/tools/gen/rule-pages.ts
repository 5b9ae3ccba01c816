/** Generators of `server/docs/rules/`: one page for each rule, as the editor shows it, and the list of all. */
import { rulePage } from '../../src/core/features/reference-page/rule.ts';
import { rules } from '../../src/core/rules/index.ts';
import type { RuleMeta } from '../../src/core/rules/rule.ts';
import { LEFT_OUT } from './left-out.ts';
import type { Generator } from './generator.ts';

const FOLDER = 'server/docs/rules';

/** What the groups of rules are about, in the order of the list. */
const GROUPS: Readonly<Record<string, string>> = {
  mem: 'Memory mapping',
  fd: 'Files and descriptors',
  arg: 'Flags and arguments',
  proc: 'Processes and signals',
  priv: 'Privileges',
  net: 'Sockets',
  sec: 'seccomp, BPF, Landlock and extensible structs',
  raw: 'Raw system calls and their numbers',
  port: 'Portability: kernel, architecture, C library',
  err: 'Errors, errno and EINTR',
  lint: 'Suppression comments',
};

export const rulePages: readonly Generator[] = [
  ...rules.map(({ meta }) => ({
    path: `${FOLDER}/${meta.id}.md`,
    render: () => `${rulePage(meta).markdown.trimEnd()}\n`,
  })),
  { path: `${FOLDER}/README.md`, render: renderList },
];

function renderList(): string {
  const sections = Object.entries(GROUPS).flatMap(([group, title]) => {
    const rows = rules
      .filter((rule) => rule.meta.id.startsWith(`${group}/`))
      .map(({ meta }) => row(meta));
    if (rows.length === 0) return [];
    const head = ['| rule | severity | fix | what it reports |', '| --- | --- | --- | --- |'];
    return [[`## ${title}`, '', ...head, ...rows]];
  });
  const listed = Object.keys(GROUPS).flatMap((g) =>
    rules.filter((r) => r.meta.id.startsWith(`${g}/`)),
  );
  if (listed.length !== rules.length) throw new Error('a group of rules has no title in GROUPS');
  return `${[
    '# Rules',
    '',
    'Ids are public and stay. A severity is what a rule ships with; `syscallLens.rules` and `.syscall-lens.json` change',
    'it. `safe` fixes are applied by `lint --fix`, `unsafe` ones only when asked for.',
    '',
    ...sections.flatMap((lines) => [...lines, '']),
    ...leftOut(),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

/** The rules that were thought of and are not there. */
function leftOut(): readonly string[] {
  if (LEFT_OUT.length === 0) return [];
  const rows = LEFT_OUT.map(({ id, reason }) => `- \`${id}\`: ${reason}`);
  return ['## Left out', '', ...rows, ''];
}

function row({ id, severity, fix, summary }: RuleMeta): string {
  const name = id.slice(id.indexOf('/') + 1);
  const cell = summary.replaceAll('|', '\\|');
  return `| [${id}](${id.slice(0, id.indexOf('/'))}/${name}.md) | ${severity} | ${fix ?? ''} | ${cell} |`;
}
