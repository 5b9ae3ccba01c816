/** The line index answers as a fresh index over the same text does, whatever the edits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex } from '../../server/src/core/text/line-index.ts';

/** A text source over a string that tests may change. */
function source(text: string) {
  return {
    text,
    get length() {
      return this.text.length;
    },
    slice(start: number, end: number) {
      return this.text.slice(start, end);
    },
  };
}

describe('line index', () => {
  it('counts LF, CR LF and CR as one line break each', () => {
    const lines = createLineIndex(source('a\nbb\r\nccc\rd\n'));
    expect(lines.lineCount).toBe(5);
    expect([0, 1, 2, 3, 4].map((line) => lines.lineStart(line))).toEqual([0, 2, 6, 10, 12]);
    expect([0, 1, 2, 3, 4].map((line) => lines.lineEnd(line))).toEqual([1, 4, 9, 11, 12]);
  });

  it('clamps positions to the line and to the text', () => {
    const lines = createLineIndex(source('int a;\r\nint b;'));
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(6);
    expect(lines.offsetAt({ line: 0, character: 7 })).toBe(6);
    expect(lines.offsetAt({ line: 1, character: 99 })).toBe(14);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(14);
    expect(lines.offsetAt({ line: 1, character: -1 })).toBe(8);
    expect(lines.positionAt(99)).toEqual({ line: 1, character: 6 });
    expect(lines.positionAt(-1)).toEqual({ line: 0, character: 0 });
  });

  it('counts UTF-16 units', () => {
    const lines = createLineIndex(source('/* 💡 */ mmap();\n'));
    expect(lines.positionAt('/* 💡 */ '.length)).toEqual({ line: 0, character: 9 });
  });

  it('joins a CR and a LF that an edit brings together, and parts them again', () => {
    const text = source('a\rx\nb');
    const lines = createLineIndex(text);
    text.text = 'a\r\nb';
    lines.edited({ start: 2, end: 3 }, 0);
    expect(lines.lineCount).toBe(2);
    text.text = 'a\rx\nb';
    lines.edited({ start: 2, end: 2 }, 1);
    expect(lines.lineCount).toBe(3);
  });

  it('stays equal to a fresh index through random edits', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', '\n', '\r', ' ', 'é'), maxLength: 12 });
    const edit = fc.record({ at: fc.nat(60), remove: fc.nat(12), insert: piece });
    fc.assert(
      fc.property(piece, fc.array(edit, { maxLength: 12 }), (first, edits) => {
        const text = source(first);
        const lines = createLineIndex(text);
        for (const { at, remove, insert } of edits) {
          const start = Math.min(at, text.length);
          const end = Math.min(start + remove, text.length);
          text.text = text.text.slice(0, start) + insert + text.text.slice(end);
          lines.edited({ start, end }, insert.length);
          const fresh = createLineIndex(source(text.text));
          expect(lines.lineCount).toBe(fresh.lineCount);
          for (let offset = 0; offset <= text.length; offset++) {
            expect(lines.positionAt(offset)).toEqual(fresh.positionAt(offset));
          }
          for (let line = 0; line < fresh.lineCount; line++) {
            expect(lines.lineEnd(line)).toBe(fresh.lineEnd(line));
          }
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
