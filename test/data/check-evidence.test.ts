/** The checks that hold argmaps against evidence and structures against their headers, one fault at a time. */
import { describe, expect, test } from 'vitest';
import { argmapEvidence } from '../../data/tools/checks/argmap-evidence.ts';
import type { Check, CheckContext } from '../../data/tools/checks/check.ts';
import { structFields } from '../../data/tools/checks/struct-fields.ts';
import type { EvidenceRecord } from '../../data/tools/import/evidence.ts';
import { dataContext } from '../support/data.ts';

const header = { what: 'fixture', inputs: [] };
const xlat = [
  { group: 'whence_codes', members: ['SEEK_SET', 'SEEK_CUR', 'SEEK_END'] },
  { group: 'seek_more', members: ['SEEK_END', 'SEEK_DATA', 'NO_SUCH_CONSTANT'] },
  { group: 'fdflags', members: ['FD_CLOEXEC'] },
  { group: 'pollflags', members: ['POLLIN', 'POLLOUT'] },
  { group: 'rlimits', members: ['RLIMIT_CPU', 'RLIMIT_AS'] },
];

const set = (id: string, kind: string, members: readonly string[]): string =>
  `id: ${id}
title: ${id}
kind: ${kind}
prefixes: [X_]
header: unistd.h
members:
${members.map((name) => `  - name: ${name}\n`).join('')}`;

const FILES: Readonly<Record<string, string>> = {
  'data/flag-sets/whence.yaml': set('whence', 'enum', ['SEEK_SET', 'SEEK_CUR', 'SEEK_END']),
  'data/flag-sets/cmd.yaml': set('cmd', 'enum', ['F_SETFD', 'F_SETFL', 'F_SETSIG']),
  'data/flag-sets/fd-flags.yaml': set('fd-flags', 'mask', ['FD_CLOEXEC']),
  'data/flag-sets/poll.yaml': set('poll', 'mask', ['POLLIN', 'POLLOUT']),
  'data/argmap/a.yaml': `lseek:
  whence: { group: whence }
fcntl:
  cmd: { group: cmd, source: man:fcntl(2) }
  arg:
    cases:
      - { when: { cmd: [F_SETFD] }, group: fd-flags }
      - { when: { cmd: [F_SETFL] }, ignored: true }
`,
  'data/structs/pollfd.yaml': `name: pollfd
header: poll.h
calls: [poll]
fields:
  events: { group: poll }
`,
};

const lseek = { call: 'lseek', index: 2, source: 'strace', kind: 'enum' } as const;
const arg = { call: 'fcntl', index: 2, source: 'strace', kind: 'mask' } as const;
const EVIDENCE: readonly EvidenceRecord[] = [
  { ...lseek, sets: ['whence_codes'] },
  { ...arg, sets: ['fdflags'], when: { '1': ['F_SETFD'] } },
  { struct: 'pollfd', field: 'events', source: 'strace', kind: 'mask', sets: ['pollflags'] },
];

function says(
  check: Check,
  files: Readonly<Record<string, string>>,
  evidence: readonly EvidenceRecord[] = [],
): string[] {
  const ctx = dataContext({ ...FILES, ...files });
  const facts: CheckContext['facts'] = {
    ...ctx.facts,
    xlat: { header, records: xlat },
    'argument-evidence': { header, records: [...EVIDENCE, ...evidence] },
  };
  return [...check.run({ ...ctx, facts })].map(
    ({ file, line, message }) => `${file}:${String(line)} ${message}`,
  );
}

describe('argmap-evidence', () => {
  test('is silent where strace and argmap agree', () => {
    expect(says(argmapEvidence, {})).toEqual([]);
  });

  test.each<readonly [string, EvidenceRecord, RegExp]>([
    [
      'an argument without a group',
      { call: 'lseek', index: 0, source: 'strace', kind: 'mask', sets: ['fdflags'] },
      /^data\/argmap\/a\.yaml:1 lseek\.fd takes no group; strace prints fdflags: FD_CLOEXEC$/,
    ],
    [
      'a call that stands nowhere',
      { call: 'setrlimit', index: 0, source: 'strace', kind: 'enum', sets: ['rlimits'] },
      /^data\/argmap:1 setrlimit\.resource takes no group/,
    ],
    [
      'another group than strace has there',
      { ...lseek, sets: ['rlimits'] },
      /^data\/argmap\/a\.yaml:2 lseek\.whence takes whence; strace prints rlimits: RLIMIT_CPU, RLIMIT_AS$/,
    ],
    [
      'a name that no such place takes',
      { ...lseek, sets: ['seek_more'] },
      /^data\/flag-sets\/whence\.yaml:6 SEEK_DATA, which strace's seek_more prints in lseek\.whence, stands in none of whence$/,
    ],
    [
      'a mask that strace prints as an enum',
      {
        struct: 'pollfd',
        field: 'events',
        source: 'strace',
        kind: 'enum',
        sets: ['pollflags', 'rlimits'],
      },
      /^data\/flag-sets\/poll\.yaml:6 poll is mask; strace prints pollfd\.events as enum/,
    ],
    [
      'a case that takes something else',
      { ...arg, sets: ['pollflags'], when: { '1': ['F_SETFD', 'F_SETFL'] } },
      /^data\/argmap\/a\.yaml:5 fcntl\.arg\[F_SETFD\] takes fd-flags; strace prints pollflags/,
    ],
    [
      'a signal where there is no group of signals',
      {
        call: 'fcntl',
        index: 2,
        source: 'strace',
        kind: 'enum',
        special: 'signal',
        when: { '1': ['F_SETSIG'] },
      },
      /fcntl\.arg\[F_SETSIG\] takes fd-flags; strace prints signal: SIGINT$/,
    ],
  ])('tells of %s', (_, evidence, message) => {
    expect(says(argmapEvidence, {}, [evidence])).toContainEqual(expect.stringMatching(message));
  });

  test.each<readonly [string, EvidenceRecord]>([
    ['what an argument points to', { ...lseek, deref: true, sets: ['rlimits'] }],
    [
      'a wider set of syzkaller',
      { call: 'lseek', index: 0, source: 'syzkaller', constants: ['POLLIN'] },
    ],
    [
      'constants that no header has',
      { call: 'lseek', index: 0, source: 'strace', kind: 'mask', sets: ['no_such_table'] },
    ],
    [
      'a structure that nobody described',
      { struct: 'rlimit', field: 'rlim_cur', source: 'strace', kind: 'enum', sets: ['rlimits'] },
    ],
    [
      'the same table in another argument on another ABI',
      { ...lseek, index: 1, sets: ['whence_codes'] },
    ],
  ])('says nothing of %s', (_, evidence) => {
    expect(says(argmapEvidence, {}, [evidence])).toEqual([]);
  });

  test('a group needs evidence or a source', () => {
    const files = (source: string): Record<string, string> => ({
      'data/flag-sets/limit.yaml': set('limit', 'enum', ['RLIMIT_CPU']),
      'data/argmap/b.yaml': `setrlimit:\n  resource: { group: limit${source} }\n`,
    });
    expect(says(argmapEvidence, files(''))).toEqual([
      'data/flag-sets/limit.yaml:1 neither strace nor syzkaller supports limit: give its use in data/argmap or data/structs a source',
    ]);
    expect(says(argmapEvidence, files(', source: "man:setrlimit(2)"'))).toEqual([]);
    const seen: EvidenceRecord = {
      call: 'setrlimit',
      index: 0,
      source: 'syzkaller',
      constants: ['RLIMIT_CPU'],
    };
    expect(says(argmapEvidence, files(''), [seen])).toEqual([]);
  });

  test('an exception is accepted, and has to be one', () => {
    const file = 'data/exceptions/argmap-evidence.txt';
    const list = { [file]: 'seek_more SEEK_DATA # not on this disk\n' };
    expect(says(argmapEvidence, list, [{ ...lseek, sets: ['seek_more'] }])).toEqual([]);
    expect(says(argmapEvidence, list)).toEqual([
      `${file}:1 \`seek_more SEEK_DATA\` is no exception any more: delete this line`,
    ]);
  });
});

describe('struct-fields', () => {
  const struct = (name: string, fields: string): Record<string, string> => ({
    [`data/structs/${name}.yaml`]: `name: ${name}\nheader: x.h\ncalls: [poll]\nfields:\n${fields}`,
  });

  test('is silent about fields that are declared', () => {
    expect(says(structFields, {})).toEqual([]);
  });

  test('tells which fields there are', () => {
    expect(says(structFields, struct('pollfd', '  event: { group: poll }\n'))).toEqual([
      'data/structs/pollfd.yaml:5 pollfd has no field `event`; it has fd, events, revents',
    ]);
  });

  test('wants types where nothing is imported', () => {
    expect(
      says(structFields, struct('pollfd_x', '  a: { group: poll }\n  b: { type: int }\n')),
    ).toEqual([
      expect.stringMatching(
        /^data\/structs\/pollfd_x\.yaml:5 no input declares pollfd_x .*write the type of `a`$/,
      ),
    ]);
  });
});
