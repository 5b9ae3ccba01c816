/** Structures in the two shipped files, from small records. */
import { expect, test } from 'vitest';
import { compileStructPages, compileStructs } from '../../data/tools/compile/structs.ts';
import type { StructRecord } from '../../data/tools/import/structs.ts';
import { compiledKb } from '../support/kb.ts';
import type { CallInfo } from '../../server/src/core/kb/kb.types.ts';

const RECORDS: readonly StructRecord[] = [
  {
    name: 'outer',
    header: 'linux/outer.h',
    fields: [
      { name: 'type', type: '__u32' },
      { name: 'pad', type: '__u32' },
      { name: 'mode', type: '__u64', bits: 2 },
      { name: 'value', type: '__u64', union: 1 },
      { name: 'inner', type: 'struct inner *', union: 1 },
      { name: 'at', type: 'struct { … }' },
      { name: 'at.flags', type: '__u16' },
      { name: 'at.rest', type: '__u16' },
    ],
    size: 32,
    differs: { i386: 28 },
  },
  { name: 'inner', header: 'linux/inner.h', fields: [{ name: 'when', type: 'stack_t' }] },
  { name: 'stack_t', header: 'signal.h', fields: [{ name: 'up', type: 'struct outer *' }] },
  { name: 'choice', union: true, header: 'x.h', fields: [{ name: 'n', type: 'int' }] },
  { name: 'told', header: 'x.h', fields: [{ name: 'n', type: 'int' }] },
  { name: 'nobodys', header: 'x.h', fields: [{ name: 'n', type: 'int' }] },
];

test('fields that take names, in the order and with the types of the declaration', () => {
  const structs = compileStructs(
    [
      {
        name: 'outer',
        header: 'outer.h',
        calls: ['poll'],
        fields: {
          gone: { group: 'a' },
          'at.flags': { group: 'a' },
          value: { cases: [{ when: { type: ['X'] }, group: 'b' }] },
          mode: { kind: 'enum', group: 'c' },
        },
      },
      {
        name: 'lone',
        header: 'lone.h',
        calls: ['poll'],
        fields: { n: { type: 'short', group: 'a' } },
      },
    ],
    RECORDS,
  );
  expect(Object.keys(structs)).toEqual(['lone', 'outer']);
  expect(structs.lone?.fields).toEqual([{ name: 'n', type: 'short', group: 'a', kind: 'flags' }]);
  expect(structs.outer).toEqual({
    name: 'outer',
    header: 'outer.h',
    fields: [
      { name: 'type', type: '__u32', kind: 'number' },
      { name: 'mode', type: '__u64 : 2', group: 'c', kind: 'enum' },
      {
        name: 'value',
        type: '__u64',
        kind: 'number',
        cases: [{ when: { type: ['X'] }, group: 'b' }],
      },
      { name: 'at.flags', type: '__u16', group: 'a', kind: 'flags' },
      { name: 'gone', type: 'int', group: 'a', kind: 'flags' },
    ],
  });
});

test('the cold file has what calls reach, and what that holds', () => {
  const call = {
    params: [
      { name: 'a', type: 'const struct outer *', kind: 'pointer' },
      {
        name: 'b',
        type: 'long',
        kind: 'number',
        cases: [{ when: { a: ['X'] }, type: 'union choice *' }],
      },
    ],
  } as unknown as CallInfo;
  const told = { name: 'told', header: 'x.h', fields: [] };
  const pages = compileStructPages(RECORDS, { call }, { told });
  expect(Object.keys(pages)).toEqual(['choice', 'inner', 'outer', 'stack_t', 'told']);
  expect(pages.choice?.union).toBe(true);
  expect(pages.outer).toMatchObject({
    header: 'linux/outer.h',
    size: 32,
    differs: { i386: 28 },
  });
  expect(pages.outer?.fields.slice(2, 5)).toEqual([
    { name: 'mode', type: '__u64 : 2' },
    { name: 'value', type: '__u64', union: 1 },
    { name: 'inner', type: 'struct inner *', union: 1 },
  ]);
});

test('the real ones', () => {
  const { index, pages } = compiledKb();
  expect(index.structs.pollfd?.fields.find((field) => field.name === 'events')?.type).toBe('short');
  expect(pages.structs?.clone_args?.size).toBe(88);
  expect(pages.structs?.sigaction?.fields.map((field) => field.name)).toContain('sa_restorer');
  expect(Object.keys(pages.structs ?? {}).length).toBeGreaterThan(500);
});
