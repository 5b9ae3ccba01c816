/** The check of the files on C libraries, distributions and signals: one fault at a time, and the real files. */
import { expect, test } from 'vitest';
import { platform } from '../../data/tools/checks/platform.ts';
import { schema } from '../../data/tools/checks/schema.ts';
import type { CheckContext } from '../../data/tools/checks/check.ts';
import { readAuthored } from '../../data/tools/lib/read-authored.ts';
import { dataContext } from '../support/data.ts';

const says = (context: CheckContext): string[] =>
  [...platform.run(context)].map((p) => `${p.file}:${String(p.line)} ${p.message}`);

const LIBCS = `libcs:
  glibc: { release: "2.43", arches: [x86_64], source: "glibc:x" }
  musl: { release: "1.2.6", arches: [x86_64], source: "musl:x" }
functions:
  f:
    glibc:
`;
const libcCalls = (variant: string) =>
  dataContext({ 'data/libc-calls.yaml': `${LIBCS}      - ${variant}\n` });

test('the real files have no fault', () => {
  const context = { ...dataContext({}), data: readAuthored() };
  expect(says(context)).toEqual([]);
});

test.each([
  ['{ calls: [opnat], source: "glibc:x" }', 'opnat is no system call'],
  ['{ calls: [{ try: [clone3, klone] }], source: "glibc:x" }', 'klone is no system call'],
  ['{ calls: [{ first: [opn, openat] }], source: "glibc:x" }', 'opn is no system call'],
  ['{ calls: [openat], has: opn, source: "glibc:x" }', 'opn is no system call'],
  ['{ calls: [openat], arches: [vax], source: "glibc:x" }', 'vax is no architecture'],
  ['{ calls: [openat], source: "musl:x" }', 'the source is not of glibc'],
  [
    '{ calls: [openat], since: "2.30", until: "2.4", source: "glibc:x" }',
    'until 2.4 stands before since 2.30',
  ],
])('libc-calls: %s', (variant, message) => {
  const context = libcCalls(variant);
  expect([...schema.run(context)].filter((p) => p.file.includes('libc-calls'))).toEqual([]);
  expect(says(context)).toEqual([`data/libc-calls.yaml:6 functions.f.glibc: ${message}`]);
});

test('a preset has a C library with its release, or neither', () => {
  const yaml = 'a-1:\n  name: A\n  kernel: "5.4"\n  libc: musl\n  source: "somewhere"\n';
  expect(says(dataContext({ 'data/distributions.yaml': yaml }))).toEqual([
    'data/distributions.yaml:1 a-1: libc and libcVersion stand together',
  ]);
});

test('signals are those of the headers', () => {
  const found = says(
    dataContext({
      'data/signals.yaml': 'SIGFOO:\n  action: ignore\n  meaning: None.\n  source: "man:x(7)"\n',
    }),
  );
  expect(found).toContain('data/signals.yaml:1 SIGFOO: no Linux signal');
  expect(found).toContain('data/signals.yaml:1 : SIGINT is missing');
  expect(found.some((line) => line.includes('SIGRTMIN'))).toBe(false);
});
