import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceFile } from '../../server/src/core/c/source-file.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** Every call as the outside sees it. */
const calls = (file: SourceFile): string[] =>
  [...file.calls()].map(({ call, base }) => {
    const args = call.args.map((a) => file.slice(base + a.start, base + a.end)).join(', ');
    return `${base + call.nameSpan.start} ${call.name} ${call.via}${call.broken ? ' broken' : ''} (${args})`;
  });

const body = (n: number): string =>
  `static int f${n}(int x)\n{\n  void *p = mmap(0, x, PROT_READ, MAP_PRIVATE, x, 0);\n  return p == MAP_FAILED;\n}\n\n`;
const large = Array.from({ length: 60 }, (_, i) => body(i)).join('');

describe('calls', () => {
  it.each([
    ['plain', 'void f(void) { munmap(p, 4096); }', ['munmap']],
    ['another spelling', 'void f(void) { mmap64(0, 1, 1, 2, 3, 0); }', ['mmap']],
    [
      'raw',
      'void f(void) { syscall(SYS_munmap, p, 1); syscall(__NR_mlock, p, 1); }',
      ['munmap', 'mlock'],
    ],
    ['raw with an unknown number', 'void f(int n) { syscall(n, p, 1); }', []],
    ['member', 'void f(void) { o.munmap(p, 1); o->munmap(p, 1); }', []],
    [
      'defined here',
      'int munmap(void *p, size_t n) { return 0; } void f(void) { munmap(p, 1); }',
      [],
    ],
    ['macro here', '#define munmap(p, n) free(p)\nvoid f(void) { munmap(p, 1); }', []],
    ['parameter', 'void f(int (*munmap)(void *, int)) { munmap(p, 1); }', []],
    ['local', 'void f(void) { int (*munmap)(void *, int) = g; munmap(p, 1); }', []],
    ['homonym', 'void f(void) { exit(1); syslog(1, "x"); syscall(SYS_exit, 1); }', ['exit']],
    ['prototype', 'int munmap(void *p, size_t n);', []],
    ['designated initialiser', 'struct o x = { .munmap = my_munmap };', []],
    ['inside a macro call', 'void f(void) { TEMP_FAILURE_RETRY(munmap(p, 1)); }', ['munmap']],
    ['K&R', 'int f(a) int a; { return munmap(a, 1); }', ['munmap']],
    ['statement expression', 'void f(void) { int x = ({ munmap(p, 1); }); }', ['munmap']],
  ])('%s', (_, text, names) => {
    const { file } = open(text);
    expect([...file.calls()].map((c) => c.call.name)).toEqual(names);
  });

  it.each([
    ['syntax error', 'void f(void) { munmap(p, ; }'],
    ['never closed', 'void f(void) { munmap(p\n return; }'],
    ['#if 0', '#if 0\nvoid f(void) { munmap(p, 1); }\n#endif'],
    ['macro body', '#define FREE(p) munmap(p, 1)\n'],
  ])('is not to be judged: %s', (_, text) => {
    const { file } = open(text);
    expect([...file.calls()].map((c) => [c.call.name, c.call.broken])).toEqual([['munmap', true]]);
  });

  it('knows C++: the global namespace, not others', () => {
    const text =
      'void A::f() { ::munmap(p, 1); fs::munmap(p, 1); this->munmap(p); auto g = [&] { mlock(p, 1); }; }';
    const { file } = open(text, { language: 'cpp' });
    expect([...file.calls()].map((c) => c.call.name)).toEqual(['munmap', 'mlock']);
  });

  it('reads a directive-heavy file', () => {
    const text = `#ifdef A\n${body(1)}#else\n${body(2)}#endif\n`.repeat(20);
    const { file } = open(text);
    expect([...file.calls()]).toHaveLength(40);
    expect([...file.calls()].every((c) => !c.call.broken)).toBe(true);
  });
});

describe('update', () => {
  it('keeps the facts of untouched functions and moves them', () => {
    const { file } = open(large);
    const before = [...file.calls()];
    const facts = before.map((c) => file.facts(c));
    file.update([{ span: { start: 0, end: 0 }, newText: '/* new */\n' }]);
    const after = [...file.calls()];
    expect(after.map((c) => c.base - before[0]!.base)).toEqual(
      before.map((c, i) => c.base + (i === 0 ? 0 : 10) - before[0]!.base),
    );
    expect(after.filter((c, i) => file.facts(c) === facts[i])).toHaveLength(59);
  });

  it('reads everything again when a macro of the file changes', () => {
    const { file } = open(large);
    const facts = file.facts([...file.calls()][5]!);
    file.update([{ span: { start: 0, end: 0 }, newText: '#define MAP_PRIVATE 7\n' }]);
    expect(file.facts([...file.calls()][5]!)).not.toBe(facts);
  });

  it('gives what a fresh file gives, after any edits', () => {
    const text = fc.constantFrom(
      ...[
        '{',
        '}',
        '\n}\n',
        '/*',
        '*/',
        '"',
        '#if 0\n',
        '#else\n',
        '#endif\n',
        '',
        '',
        ' ',
        ';',
        '(',
      ],
      ...[body(7), 'munmap(p, 1);', '#define munmap x\n', large.slice(0, 900)],
    );
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(200),
      text,
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const { file } = open(large);
        let expected = large;
        for (const e of edits) {
          const start = Math.floor(e.at * expected.length);
          const end = Math.min(expected.length, start + e.length);
          expected = expected.slice(0, start) + e.text + expected.slice(end);
          file.update([{ span: { start, end }, newText: e.text }]);
          expect(file.length).toBe(expected.length);
        }
        expect(file.text()).toBe(expected);
        expect(file.slice(10, 500)).toBe(expected.slice(10, 500));
        expect(calls(file)).toEqual(calls(open(expected).file));
      }),
      { numRuns: 60 },
    );
  });
});

describe('includeOffset', () => {
  it.each([
    ['behind the last include', '#include <a.h>\n#include "b.h"\n$0\nint x;\n'],
    ['not inside a conditional', '#include <a.h>\n$0#ifdef X\n#include <b.h>\n#endif\n'],
    ['behind the heading comment', '/* Licence\n */\n\n$0int x;\n'],
    ['at the top', '$0int x;\n'],
  ])('%s', (_, marked) => {
    const offset = marked.indexOf('$0');
    expect(open(marked.replace('$0', '')).file.includeOffset()).toBe(offset);
  });
});
