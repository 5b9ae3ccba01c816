import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../server/src/core/service.ts';
import { contextOf } from '../support/feature.ts';
import { testKb } from '../support/kb.ts';
import { testParser } from '../support/parser.ts';

const parser = await testParser();
const kb = testKb();

/** A knowledge base whose cold file cannot be read. */
const damaged = {
  ...kb,
  page: () => {
    throw new Error('damaged');
  },
};
const TEXT =
  '#include <sys/mman.h>\nvoid f(void *p) {\n  mprotect(p, 1, PROT_READ | PROT_WRITE | PROT_EXEC);\n}\n';

describe('the service', () => {
  it('logs the part that threw, and the others go on', () => {
    const logged: string[] = [];
    const service = createLanguageService({
      parser,
      kb: damaged,
      log: (part) => logged.push(part),
    });
    const file = service.open(TEXT, 'c');
    const ctx = contextOf();
    expect(service.hover(file, TEXT.indexOf('mprotect'), ctx)).toBeUndefined();
    expect(logged).toEqual(['hover/syscall']);
    expect(service.hover(file, TEXT.indexOf('PROT_READ'), ctx)?.markdown).toContain('PROT_READ');
    expect(service.completion(file, TEXT.indexOf('PROT_READ'), ctx).items.length).toBeGreaterThan(
      0,
    );
    expect(service.diagnostics(file, ctx).map((d) => d.code)).toContain('mem/write-exec');
    expect(service.page('mprotect', ctx)).toBeUndefined();
    expect(logged).toEqual(['hover/syscall', 'reference-page']);
  });
  it('throws on under test', () => {
    const service = createLanguageService({
      parser,
      kb: damaged,
      log: () => undefined,
      strict: true,
    });
    const file = service.open(TEXT, 'c');
    expect(() => service.hover(file, TEXT.indexOf('mprotect'), contextOf())).toThrow('damaged');
  });
  it('says which target and data it answers for', () => {
    const service = createLanguageService({ parser, kb, log: () => undefined });
    expect(service.status(contextOf()).target).toBe('no target set');
    const options = new Map([
      ['kernel', '5.10'],
      ['arches', 'x86_64,aarch64'],
      ['libc', 'musl'],
      ['container', 'docker'],
    ]);
    expect(service.status(contextOf(options)).target).toBe(
      'Linux ≥ 5.10 · x86_64 · aarch64 · musl · docker',
    );
    expect(service.status(contextOf()).data).toMatch(/^Linux \d+\.\d+ data, [0-9a-f]{8}$/);
  });
});

describe('any place of any text', () => {
  const texts = [
    TEXT,
    '',
    'mmap(',
    'mmap(NULL, PROT_READ |',
    'x = syscall(',
    '"unclosed mmap(',
    '/* unclosed mmap(',
    '#define M mmap(0, 1, \\\n  PROT_READ | \\\n  PROT_WRITE',
    '}}}}mmap(((((',
    'case E\u0000\ud800 \u{1F600} mmap(0, "\u{1F600}", PROT_READ, ',
    `${'('.repeat(300)}mmap(0${')'.repeat(300)}`,
    'switch (errno) { case EINVAL: case',
  ];
  it.each(texts.map((text, i) => [i, text] as const))(
    'is answered without an exception (%i)',
    (_i, text) => {
      const log = (part: string, error: unknown): never => {
        throw new Error(part, { cause: error });
      };
      const service = createLanguageService({ parser, kb, log, strict: true });
      const ctx = contextOf();
      const file = service.open(text, 'c');
      for (let at = 0; at <= text.length; at++) {
        service.hover(file, at, ctx);
        service.completion(file, at, ctx);
        service.signatureHelp(file, at, ctx);
        service.codeActions(file, { start: at, end: at }, ctx);
      }
      expect(file.text()).toBe(text);
    },
  );
});
