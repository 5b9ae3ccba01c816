import { beforeAll, describe, expect, it } from 'vitest';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** Use of the first mmap call's result: kind, variable, tests (`!` behind a test that only this result can reach). */
function use(body: string): string {
  const { file } = open(`int f(int x)\n{\n${body}\n}\n`);
  const placed = [...file.calls()].find((c) => c.call.name === 'mmap');
  if (!placed) throw new Error('no mmap call in the fixture');
  const r = file.facts(placed).result(placed.call);
  const tests = r.tests.map(
    (t) => `${t.kind}${t.op === '' ? '' : `(${t.op})`}${t.certain ? '!' : ''}`,
  );
  return [r.kind, r.variable, ...tests].filter((p) => p !== undefined).join(' ');
}
const M = 'mmap(0, 1, 1, 2, -1, 0)';

describe('result', () => {
  it.each([
    [`${M};`, 'discarded'],
    [`(void)${M};`, 'discarded'],
    [`return g(${M});`, 'passed'],
    [`return ${M};`, 'returned'],
    [`if (${M} == MAP_FAILED) return 1;`, 'tested failed(==)!'],
    [`if (!${M}) return 1;`, 'tested falsy(!)!'],
    [`void *p = ${M}; if (p == NULL) return 1;`, 'assigned p null(==)!'],
    [`void *p; if ((p = ${M}) == NULL) return 1;`, 'assigned p null(==)!'],
    [`void *p; p = (char *)${M}; if (MAP_FAILED == p) return 1;`, 'assigned p failed(==)!'],
    [`void *p = ${M}; if (p == (void *)-1) return 1;`, 'assigned p failed(==)!'],
    [`void *p = ${M}; if ((long)p < 0) return 1;`, 'assigned p negative(<)!'],
    [`void *p = ${M}; if (p) return 1;`, 'assigned p falsy!'],
    [`void *p = ${M}; if (x && !p) return 1;`, 'assigned p falsy(!)!'],
    [`void *p = ${M}; p = g(); if (p == NULL) return 1;`, 'assigned p'],
    [`void *p = NULL; if (x) p = ${M}; if (p == NULL) return 1;`, 'assigned p null(==)'],
    [`s->p = ${M}; if (s->p == NULL) return 1;`, 'assigned s->p null(==)!'],
    [
      `void *p = ${M};\nif (p == MAP_FAILED) p = NULL;\nif (!p) return 1;`,
      'assigned p failed(==)!',
    ],
    [`void *p = ${M}; while (x) { if (!p) g(); p = g(); }`, 'assigned p falsy(!)'],
    [`void *p = ${M}; return p == NULL ? 1 : 0;`, 'assigned p null(==)!'],
  ])('%s', (body, expected) => {
    expect(use(body)).toBe(expected);
  });
});

describe('origin', () => {
  const origin = (body: string): string => {
    const { file } = open(`int f(void *arg, long n)\n{\n${body}\n}\n`);
    const placed = [...file.calls()].filter((c) => c.call.name === 'mmap').at(-1);
    const addr = placed?.call.args[0];
    if (!placed || !addr) throw new Error('no mmap call in the fixture');
    const o = file.facts(placed).origin(addr.expr, placed.call);
    return o.kind === 'call' ? `call ${o.name}` : o.kind;
  };
  it.each([
    ['mmap(NULL, 1, 1, 2, -1, 0);', 'null'],
    ['mmap((void *)0x10000, 1, 1, 2, -1, 0);', 'constant'],
    ['mmap(arg, 1, 1, 2, -1, 0);', 'unknown'],
    ['void *p = mmap(0, 9, 0, 2, -1, 0); mmap(p, 1, 1, 2, -1, 0);', 'call mmap'],
    ['void *p = sbrk(0); mmap(p, 1, 1, 2, -1, 0);', 'call sbrk'],
    ['munmap(arg, 1); mmap(arg, 1, 1, 2, -1, 0);', 'unmapped'],
    ['munmap(arg, 1); arg = g(); mmap(arg, 1, 1, 2, -1, 0);', 'call g'],
    ['if (n) munmap(arg, 1); mmap(arg, 1, 1, 2, -1, 0);', 'unknown'],
    ['munmap(arg, 1); mmap(arg + 1, 1, 1, 2, -1, 0);', 'unknown'],
    ['void *p = g(); if (n) p = h(); mmap(p, 1, 1, 2, -1, 0);', 'unknown'],
  ])('%s', (body, expected) => {
    expect(origin(body)).toBe(expected);
  });
});

describe('failureExpected', () => {
  const expected = (body: string): boolean => {
    const { file } = open(`int f(void)\n{\n${body}\n}\n`);
    const placed = [...file.calls()][0]!;
    return file.facts(placed).failureExpected(placed.call);
  };
  it.each([
    [`if (${M} == MAP_FAILED && errno == EINVAL) return 1;`, true],
    [`assert(${M} == MAP_FAILED);`, true],
    [`void *p = ${M}; fail_unless(p == MAP_FAILED);`, true],
    [`void *p = ${M}; assert(p != MAP_FAILED);`, false],
    [`ASSERT_EQ(${M} == (void *)-1, 1);`, true],
    [`if (${M} == MAP_FAILED) return 1;`, false],
    [`assert(${M} != MAP_FAILED);`, false],
  ])('%s', (body, answer) => {
    expect(expected(body)).toBe(answer);
  });
});
