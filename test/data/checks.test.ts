/** Each check of the data against one good page and one fault at a time. */
import { describe, expect, test } from 'vitest';
import type { Check } from '../../data/tools/checks/check.ts';
import { constants } from '../../data/tools/checks/constants.ts';
import { coverage } from '../../data/tools/checks/coverage.ts';
import { errors } from '../../data/tools/checks/errors.ts';
import { fileName } from '../../data/tools/checks/file-name.ts';
import { checks } from '../../data/tools/checks/index.ts';
import { keyOrder } from '../../data/tools/checks/key-order.ts';
import { lengths } from '../../data/tools/checks/lengths.ts';
import { maskMembers } from '../../data/tools/checks/mask-members.ts';
import { nearDuplicates } from '../../data/tools/checks/near-duplicates.ts';
import { prose } from '../../data/tools/checks/prose.ts';
import { related } from '../../data/tools/checks/related.ts';
import { schema } from '../../data/tools/checks/schema.ts';
import { snippets } from '../../data/tools/checks/snippets.ts';
import { sources } from '../../data/tools/checks/sources.ts';
import { CALL, dataContext, edit, GOOD_CALL, GOOD_SET, SET } from '../support/data.ts';

/** `file:line message` of what a check says. */
function says(check: Check, files: Readonly<Record<string, string | undefined>>): string[] {
  return [...check.run(dataContext(files))].map((p) => `${p.file}:${String(p.line)} ${p.message}`);
}

const call = (path: readonly (string | number)[], value: unknown) => ({
  [CALL]: edit(GOOD_CALL, path, value),
});
const set = (path: readonly (string | number)[], value: unknown) => ({
  [SET]: edit(GOOD_SET, path, value),
});
const member = (fields: object) =>
  set(['members', 1], { name: 'PROT_WRITE', summary: 'W.', ...fields });

test.each(
  checks.filter(
    (check) =>
      !['argmap-evidence', 'coverage', 'number-checks', 'constants-gcc', 'seccomp'].includes(
        check.id,
      ),
  ),
)('$id is silent on good data', (check) => {
  expect(says(check, {})).toEqual([]);
});

test('flags that say what they combine are silent', () => {
  const members = ['PROT_READ', 'PROT_WRITE'].map((name) => ({ name, summary: 'x' }));
  const both = { name: 'MAP_SHARED_VALIDATE', combines: ['PROT_READ', 'PROT_WRITE'], summary: 'x' };
  expect(says(maskMembers, set(['members'], [...members, both]))).toEqual([]);
});

/** check, what is wrong, the changed files, what must be said. */
const faults: [Check, string, Readonly<Record<string, string | undefined>>, RegExp][] = [
  [schema, 'a missing key', call(['returns'], undefined), /key "returns" is missing/],
  [
    schema,
    'an unknown key',
    call(['colour'], 'red'),
    /colour: unknown key; known here: name, group/,
  ],
  [
    schema,
    'a version without quotes',
    call(['history', 0, 'version'], 6.1),
    /history\.0\.version: .*quoted string.*in quotes/,
  ],
  [
    schema,
    'a summary with a full stop',
    call(['summary'], 'It ends.'),
    /without a final full stop/,
  ],
  [
    schema,
    'a source in free words',
    call(['pitfalls', 0, 'source'], 'I know it'),
    /write the source as/,
  ],
  [
    schema,
    'an errno in lower case',
    call(['errors', 'enomem'], [{ text: 'x', source: 'man:a(2)' }]),
    /errno name such as EINVAL/,
  ],
  [
    schema,
    'too long a text',
    call(['params', 0, 'meaning'], 'x'.repeat(401)),
    /one to 400 characters\) \(it has 401\)/,
  ],
  [schema, 'broken YAML', { [CALL]: 'name: [1\n' }, /not valid YAML/],
  [
    schema,
    'a key twice',
    { [CALL]: `${GOOD_CALL}name: again\n` },
    /munlock\.yaml:\d\d not valid YAML: Map keys must be unique/,
  ],
  [
    schema,
    'a file in a wrong place',
    { 'data/syscalls/stray.yaml': 'x: 1\n' },
    /nothing reads this file/,
  ],
  [
    fileName,
    'a wrong file name',
    call(['name'], 'munlock2'),
    /:1 move it to data\/syscalls\/memory\/munlock2\.yaml/,
  ],
  [fileName, 'a wrong folder', call(['group'], 'Files'), /move it to data\/syscalls\/files/],
  [
    fileName,
    'a name twice',
    {
      'data/syscalls/memory/mlock.yaml': edit(
        edit(GOOD_CALL, ['name'], 'mlock'),
        ['aliases'],
        ['munlock'],
      ),
    },
    /already described/,
  ],
  [
    keyOrder,
    'keys out of order',
    { [SET]: GOOD_SET.replace(/^(id: .*\n)(title: .*\n)/, '$2$1') },
    /:2 move `id` above `title`/,
  ],
  [
    keyOrder,
    'inner keys out of order',
    {
      [SET]: GOOD_SET.replace(
        '- name: PROT_READ\n    summary: Pages can be read.',
        '- summary: Pages can be read.\n    name: PROT_READ',
      ),
    },
    /:8 move `name` above `summary`/,
  ],
  [
    constants,
    'a constant that does not exist',
    set(['members', 0, 'name'], 'PROT_NOPE'),
    /PROT_NOPE has no value on any architecture/,
  ],
  [constants, 'a constant twice', set(['members', 1, 'name'], 'PROT_READ'), /stands twice/],
  [
    constants,
    'a foreign prefix',
    set(['members', 0, 'name'], 'MAP_SHARED'),
    /none of the prefixes PROT_/,
  ],
  [constants, 'an unknown field', member({ field: 'X' }), /no field `X`/],
  [
    constants,
    'excludes of a stranger',
    member({ excludes: ['PROT_EXEC'] }),
    /refers to PROT_EXEC, which is not in this set/,
  ],
  [constants, 'excludes of itself', member({ excludes: ['PROT_WRITE'] }), /refers to itself/],
  [constants, 'an unknown call', member({ calls: ['mmmap'] }), /no call `mmmap`/],
  [
    constants,
    'an unknown architecture',
    member({ arches: ['arm64'] }),
    /no canonical architecture name/,
  ],
  [
    constants,
    'an architecture without it',
    set(['members', 1], { name: 'PROT_MTE', summary: 'x', arches: ['x86_64'] }),
    /PROT_MTE has no value on x86_64/,
  ],
  [constants, 'alias without aliasOf', member({ status: 'alias' }), /go together/],
  [
    constants,
    'a field that cannot be evaluated',
    {
      [SET]: edit(
        edit(GOOD_SET, ['fields'], [{ name: 'F', mask: 'NOPE << 1' }]),
        ['kind'],
        'mask+fields',
      ),
    },
    /cannot evaluate `NOPE << 1`/,
  ],
  [
    constants,
    'fields in a plain mask',
    set(['fields'], [{ name: 'F', mask: '0x4' }]),
    /a set with fields is `mask\+fields`/,
  ],
  [
    constants,
    'a field of numbers before a shift that it does not have',
    set(['fields'], [{ name: 'F', mask: '0x4', unshifted: true }]),
    /`unshifted` needs `shift` and `unnamed`/,
  ],
  [constants, 'a group that does not exist', call(['params', 1, 'group'], 'nope'), /no set `nope`/],
  [
    constants,
    'a set nobody uses',
    call(['params', 1, 'group'], undefined),
    /no parameter of any call and no field of any struct takes this set/,
  ],
  [
    maskMembers,
    'two flags on one bit',
    set(
      ['members'],
      [
        ...'READ WRITE'.split(' ').map((n) => ({ name: `PROT_${n}`, summary: n })),
        { name: 'MAP_SHARED', summary: 'x' },
      ],
    ),
    /MAP_SHARED overlaps PROT_READ/,
  ],
  [
    maskMembers,
    'a flag inside a field',
    set(['fields'], [{ name: 'LOW', mask: '0x1' }]),
    /PROT_READ overlaps the field LOW/,
  ],
  [
    maskMembers,
    'a value outside its field',
    {
      [SET]: edit(
        edit(GOOD_SET, ['fields'], [{ name: 'LOW', mask: '0x1' }]),
        ['members'],
        [{ name: 'PROT_WRITE', field: 'LOW', summary: 'x' }],
      ),
    },
    /PROT_WRITE = 0x2 leaves its field LOW/,
  ],
  [
    maskMembers,
    'equal enum values',
    { [SET]: edit(edit(GOOD_SET, ['kind'], 'enum'), ['members', 1, 'name'], 'MAP_SHARED') },
    /MAP_SHARED overlaps PROT_READ/,
  ],
  [
    maskMembers,
    'a combination that lacks what it combines',
    set(
      ['members'],
      [
        { name: 'PROT_READ', summary: 'R.' },
        { name: 'PROT_WRITE', combines: ['PROT_READ'], summary: 'W.' },
      ],
    ),
    /PROT_WRITE = 0x2 lacks bits of what it combines/,
  ],
  [
    maskMembers,
    'an exception nobody needs',
    { 'data/exceptions/mask-members.txt': '# why\nA overlaps B\n' },
    /mask-members\.txt:2 `A overlaps B` is no exception any more/,
  ],
  [
    errors,
    'an errno that does not exist',
    call(['errors'], { ENOPE: [{ text: 'x', source: 'man:a(2)' }] }),
    /ENOPE is no Linux errno/,
  ],
  [
    errors,
    'an errno nobody described',
    call(['errors'], { EPERM: [{ text: 'x', source: 'man:a(2)' }] }),
    /EPERM has no entry in data\/errno\.yaml/,
  ],
  [
    related,
    'a neighbour that does not exist',
    call(['related', 0, 'name'], 'mlocked'),
    /no table of any architecture has mlocked/,
  ],
  [related, 'itself', call(['related', 0, 'name'], 'munlock'), /not related to itself/],
  [
    related,
    'a link one way',
    {
      'data/syscalls/memory/mlock.yaml': edit(
        edit(GOOD_CALL, ['name'], 'mlock'),
        ['related', 0, 'name'],
        'mlock2',
      ),
    },
    /mlock does not name munlock/,
  ],
  [
    related,
    'a companion that does not exist',
    call(['seccomp', 'companions'], ['nope']),
    /no table of any architecture has nope/,
  ],
  [
    sources,
    'history upside down',
    call(['history', 1, 'version'], '1.2'),
    /1\.2 stands after 2\.0/,
  ],
  [
    sources,
    'a release of a flag without source',
    member({ since: '5.1' }),
    /a release needs a source/,
  ],
  [
    sources,
    'a constraint that asks nothing',
    call(['constraints'], [{ param: 'addr', source: 'man:a(2)' }]),
    /say what must hold/,
  ],
  [
    sources,
    'a constraint on a stranger',
    call(['constraints'], [{ param: 'x', nonZero: true, source: 'man:a(2)' }]),
    /no parameter `x`/,
  ],
  [
    lengths,
    'an endless sentence',
    call(['security'], `${'word '.repeat(80)}end.`),
    /a sentence has 404 characters/,
  ],
  [
    lengths,
    'an endless paragraph',
    call(['security'], 'A short sentence stands here. '.repeat(40)),
    /a paragraph has \d+ characters/,
  ],
  [
    lengths,
    'a wide line of code',
    call(['snippet'], `munlock(${'x'.repeat(130)});$0\n`),
    /longer than 120/,
  ],
  [
    prose,
    'filler',
    call(['security'], 'This system call allows you to do various things.'),
    /"allows you to": say what it does/,
  ],
  [
    prose,
    'a doubled word',
    call(['security'], 'The the range becomes swappable.'),
    /"The the": a word stands twice/,
  ],
  [
    prose,
    'typographic quotes',
    call(['security'], 'A “quoted” thing is swapped out.'),
    /straight quotes/,
  ],
  [
    snippets,
    'a gap in the stops',
    call(['snippet'], 'munlock(${1:a}, ${3:b});$0\n'),
    /stop \$2 is missing/,
  ],
  [snippets, 'no last stop', call(['snippet'], 'munlock(${1:a});\n'), /end with \$0/],
  [snippets, 'an open stop', call(['snippet'], 'munlock(${1:a);$0\n'), /not closed/],
  [snippets, 'an open bracket', call(['snippet'], 'if (munlock(${1:a}) {\n$0\n}\n'), /unbalanced/],
  [snippets, 'another call', call(['snippet'], 'mlock(${1:a});$0\n'), /does not call munlock/],
  [coverage, 'a call without a page', {}, /mmap has no page: write/],
  [
    coverage,
    'an exception nobody needs',
    { 'data/exceptions/coverage.txt': 'munlock\n' },
    /`munlock` is no exception any more/,
  ],
];

for (const [check, what, files, expected] of faults) {
  test(`${check.id} reports ${what}`, () => {
    expect(says(check, files).join('\n')).toMatch(expected);
  });
}

describe('near-duplicates', () => {
  const sentence =
    'Whoever reads the pages afterwards sees zeros where the secret stood before the call.';
  const other = (text: string) => ({
    [CALL]: edit(GOOD_CALL, ['security'], sentence),
    'data/syscalls/memory/mlock.yaml': edit(edit(GOOD_CALL, ['name'], 'mlock'), ['security'], text),
  });
  const twins = (text: string, exceptions = '') =>
    says(nearDuplicates, {
      ...other(text),
      'data/exceptions/near-duplicates.txt': exceptions,
    }).filter((line) => line.includes('secret'));

  test('one word changed is the same sentence', () => {
    const changed = sentence.replace('zeros', 'noughts');
    expect(twins(changed).join()).toMatch(
      /munlock\.yaml:\d+ nearly the same sentence as .*mlock\.yaml:\d+/,
    );
  });

  test('another sentence is not', () => {
    expect(
      twins('The secret goes to the swap device unless the pages are wiped first by hand.'),
    ).toEqual([]);
  });

  test('an exception is honoured', () => {
    expect(twins(sentence, `${sentence}\n`)).toEqual([]);
  });
});

test('each check has an id of its own and says what it promises', () => {
  expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
  for (const check of checks) expect(check.promise).toMatch(/\.$/);
});
