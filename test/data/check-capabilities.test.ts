/** The check of `data/capabilities.yaml`, and what is compiled from it. */
import { expect, test } from 'vitest';
import { capabilities } from '../../data/tools/checks/capabilities.ts';
import { schema } from '../../data/tools/checks/schema.ts';
import { compileCapabilities } from '../../data/tools/compile/capabilities.ts';
import { CALL, dataContext, edit, GOOD_CALL } from '../support/data.ts';

const FILE = 'data/capabilities.yaml';
const entry = (name: string): string =>
  `  - name: ${name}\n    when: always\n    source: kernel:kernel/acct.c acct\n`;

/** A page that names one capability. */
const PAGE = edit(GOOD_CALL, ['capabilities'], [{ name: 'CAP_IPC_LOCK', why: 'never' }]);

function messages(text: string): string[] {
  const ctx = dataContext({ [FILE]: text, [CALL]: PAGE });
  return [...schema.run(ctx), ...capabilities.run(ctx)]
    .filter((problem) => problem.file === FILE)
    .map(({ line, message }) => `${String(line)}: ${message}`);
}

test.each([
  ['a good list', `acct:\n${entry('CAP_SYS_PACCT')}`, []],
  [
    'a call nobody has',
    `accct:\n${entry('CAP_SYS_PACCT')}`,
    ['1: no architecture has a call accct'],
  ],
  [
    'a capability nobody has',
    `acct:\n${entry('CAP_SYS_ACCT')}`,
    ['2: CAP_SYS_ACCT is no capability'],
  ],
  [
    'no capability',
    'acct: []\n',
    ['1: acct: list at least one capability with name, when, source'],
  ],
  [
    'no function of the kernel',
    'acct:\n  - name: CAP_SYS_PACCT\n    when: always\n    source: kernel:acct\n',
    ['4: acct.0.source: write `kernel:<file> <function>` or `man:<page>`'],
  ],
  [
    'something else than the page',
    `munlock:\n${entry('CAP_SYS_PACCT')}`,
    ['1: the page of munlock names CAP_IPC_LOCK: delete the list here, or mend one of them'],
  ],
  ['the same as the page', `munlock:\n${entry('CAP_IPC_LOCK')}`, []],
])('%s', (_, text, expected) => {
  expect(messages(text)).toEqual(expected);
});

test('what a page says is not shipped twice', () => {
  const use = { name: 'CAP_SYS_PACCT', when: 'always', source: 'kernel:kernel/acct.c acct' };
  expect(compileCapabilities({ munlock: [use], acct: [use] }, new Set(['munlock']))).toEqual({
    acct: [{ name: 'CAP_SYS_PACCT', when: 'always' }],
  });
});
