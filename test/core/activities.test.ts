import { describe, expect, it } from 'vitest';
import { createSourceFile } from '../../server/src/core/c/source-file.ts';
import { testKb } from '../support/kb.ts';
import { testParser } from '../support/parser.ts';

const parser = await testParser();
const open = (text: string) => createSourceFile(text, 'c', { kb: testKb(), parser });

describe('what a file shows of its program', () => {
  it('is kept up over edits that add and take away', () => {
    const file = open('void a(void)\n{\n\tfork();\n}\n');
    const before = file.activities();
    expect([...before]).toEqual(['fork']);
    const end = { start: file.length, end: file.length };
    file.update([{ span: end, newText: 'void b(void)\n{\n\texecv(p, q);\n}\n' }]);
    expect([...file.activities()].sort()).toEqual(['exec', 'fork']);
    const at = file.text().indexOf('execv');
    file.update([{ span: { start: at, end: at + 5 }, newText: 'other' }]);
    expect(file.activities()).toBe(before);
    file.update([{ span: { start: 0, end: file.length }, newText: 'int x;\n' }]);
    expect([...file.activities()]).toEqual([]);
  });
});
