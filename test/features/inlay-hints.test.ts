import { describe, expect, it } from 'vitest';
import { checkInlay, open } from '../support/feature.ts';

describe('inlay hints', () => {
  it('name numbers and variables behind the argument', async () => {
    const text =
      'void f(unsigned long n) {\n  int how = MAP_PRIVATE | MAP_ANONYMOUS;\n  mmap(0, n, 3, how, -1, 0);\n}';
    expect(await checkInlay(text)).toContain(
      'mmap(0, n, 3«PROT_READ | PROT_WRITE», how«MAP_PRIVATE | MAP_ANONYMOUS», -1, 0);',
    );
  });
  it('repeat nothing that is written out', async () => {
    const text =
      'void f(unsigned long n) {\n  mmap(0, n, PROT_READ, MAP_PRIVATE | 0x20, 3, 4096);\n}';
    expect(await checkInlay(text)).toBe(text);
  });
  it('stay away from 0, -1 and unknown values', async () => {
    const text = 'void f(unsigned long n, int how) {\n  mmap(0, n, 0, how, -1, 0);\n}';
    expect(await checkInlay(text)).toBe(text);
  });
  it('follow the architecture', async () => {
    expect(
      await checkInlay('//- /a.c arch:mips\nvoid f(void) {\n  mmap(0, 1, 1, 0x802, -1, 0);\n}'),
    ).toContain('«MAP_PRIVATE | MAP_ANONYMOUS»');
  });
  it('keep to the stretch that is asked for', async () => {
    const settings = { inlayHints: { enabled: true } };
    const { service, file, offset, ctx } = await open(
      'void f(void) {\n  mprotect(0, 1, 1);\n$0  mprotect(0, 1, 2);\n}',
      { settings },
    );
    const labels = service
      .inlayHints(file, { start: offset, end: offset + 40 }, ctx)
      .map((h) => h.label);
    expect(labels).toEqual(['PROT_WRITE']);
  });
  it('are off until switched on', async () => {
    const { service, file, text, ctx } = await open('void f(void) {\n  mprotect(0, 1, 3);\n}$0');
    expect(service.inlayHints(file, { start: 0, end: text.length }, ctx)).toEqual([]);
  });
});
