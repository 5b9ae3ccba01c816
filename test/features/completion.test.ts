import { describe, expect, it } from 'vitest';
import { checkAccepted, checkCompletion, defaults, open } from '../support/feature.ts';

const labels = async (marked: string): Promise<string[]> =>
  (await checkCompletion(marked, 1000)).split('\n').map((line) => line.replace(/ \|.*/, ''));

const HEAD = '#include <sys/mman.h>\nvoid f(unsigned long n) {\n  ';

describe('completion of flags', () => {
  it('offers the flags of this argument, what the call needs first, what has no effect last', async () => {
    const found = await labels(`${HEAD}mmap(0, n, PROT_READ, $0`);
    expect(found.slice(0, 5)).toEqual([
      'MAP_PRIVATE',
      'MAP_SHARED',
      'MAP_SHARED_VALIDATE',
      'MAP_DROPPABLE',
      'MAP_ANONYMOUS',
    ]);
    expect(found.indexOf('MAP_DENYWRITE')).toBeGreaterThan(found.indexOf('MAP_POPULATE'));
    expect(found.filter((l) => !l.startsWith('MAP_') && !l.startsWith('_MAP_'))).toEqual([]);
  });
  it('says value and version, and strikes out what the kernel ignores', async () => {
    const text = await checkCompletion(`${HEAD}mmap(0, n, PROT_READ, MAP_$0, -1, 0);\n}`);
    expect(text).toContain('MAP_FIXED_NOREPLACE | 0x100000 · since 4.17\n');
    expect(text).toMatch(/^MAP_DENYWRITE \| 0x800 · ignored \| struck out$/m);
  });
  it('leaves out what is there and what cannot stand beside it', async () => {
    const found = await labels(
      `${HEAD}mmap(0, n, 0, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | $0`,
    );
    for (const gone of [
      'MAP_PRIVATE',
      'MAP_ANONYMOUS',
      'MAP_ANON',
      'MAP_FIXED_NOREPLACE',
      'MAP_SHARED',
      'MAP_DROPPABLE',
      'MAP_FIXED',
    ]) {
      expect(found).not.toContain(gone);
    }
    expect(found).toContain('MAP_POPULATE');
  });
  it('looks at both sides of the cursor', async () => {
    const found = await labels(
      `${HEAD}mmap(0, n, PROT_READ | $0 | PROT_EXEC, MAP_PRIVATE, 3, 0);\n}`,
    );
    expect(found).toContain('PROT_WRITE');
    expect(found).not.toContain('PROT_READ');
    expect(found).not.toContain('PROT_EXEC');
  });
  it('offers the word under the cursor itself', async () => {
    expect(await labels(`${HEAD}mmap(0, n, PROT_RE$0AD, MAP_PRIVATE, 3, 0);\n}`)).toContain(
      'PROT_READ',
    );
  });
  it.each([
    ['an open parenthesis and nothing more', `${HEAD}mprotect(p, n, $0`],
    ['a statement on the next line', `${HEAD}mprotect(p, n, PROT_READ | $0\n  return;\n}`],
    ['no closing parenthesis', `${HEAD}mprotect(p, n, PROT_$0;\n}`],
    ['another call inside', `${HEAD}mprotect(g(1, 2), n, $0`],
    ['an assignment in front', `${HEAD}if ((r = mprotect(p, n, $0`],
    ['a broken line above', `void g( {\n${HEAD}mprotect(p, n, $0`],
  ])('works with %s', async (_what, text) => {
    expect(await labels(text)).toContain('PROT_WRITE');
  });
  it('works in a raw call, where the kernel has its own order', async () => {
    expect(await labels(`${HEAD}syscall(SYS_mprotect, p, n, $0`)).toContain('PROT_WRITE');
  });
  it.each([
    [
      'in its declaration',
      'void f(void *p, unsigned long n) {\n  int how = $0;\n  mmap(p, n, PROT_READ, how, 3, 0);\n}',
    ],
    [
      'in an assignment',
      'void f(void *p, unsigned long n) {\n  int how = MAP_PRIVATE;\n  how |= MAP_$0;\n  mmap(p, n, PROT_READ, how, 3, 0);\n}',
    ],
  ])('works for a variable that is passed later, %s', async (_what, text) => {
    expect(await labels(text)).toContain('MAP_ANONYMOUS');
  });
  it('knows what the variable holds already', async () => {
    expect(
      await labels(
        'void f(void *p) {\n  int how = MAP_PRIVATE | $0;\n  mmap(p, 1, 0, how, 3, 0);\n}',
      ),
    ).not.toContain('MAP_SHARED');
  });
  it('leaves out what the architecture does not have', async () => {
    expect(await labels(`//- /a.c arch:aarch64\n${HEAD}mmap(0, n, 0, $0`)).not.toContain(
      'MAP_32BIT',
    );
    expect(await labels(`${HEAD}mmap(0, n, 0, $0`)).toContain('MAP_32BIT');
  });
  it('puts what the target kernel lacks behind', async () => {
    const found = await labels(`//- /a.c kernel:4.4\n${HEAD}mmap(0, n, 0, $0`);
    expect(found.indexOf('MAP_FIXED_NOREPLACE')).toBeGreaterThan(found.indexOf('MAP_NONBLOCK'));
  });
  it('says what the target kernel lacks', async () => {
    const text = `${HEAD}mmap(0, n, 0, MAP_FIXED_$0`;
    expect(await checkCompletion(`//- /a.c kernel:4.4\n${text}`, 1000)).toMatch(
      /^MAP_FIXED_NOREPLACE \| .*needs Linux 4\.17$/m,
    );
    expect(await checkCompletion(`//- /a.c kernel:4.18\n${text}`, 1000)).toMatch(
      /^MAP_FIXED_NOREPLACE \| .*since 4\.17$/m,
    );
  });
});

describe('completion of other names', () => {
  it('offers numbers of raw calls', async () => {
    expect(await checkCompletion('long f(void) {\n  return syscall($0', 3)).toMatch(
      /^SYS_\w+ \| \d+ · since /,
    );
    expect(await labels('long n = __NR_mm$0;')).toContain('__NR_mmap');
  });
  it('marks the number that the architecture lacks', async () => {
    expect(await checkCompletion('long n = SYS_mma$0;', 1000)).toMatch(
      /^SYS_mmap2 \| not on x86_64 · since/m,
    );
  });
  it('offers the errnos of the call above first', async () => {
    const text = 'int f(void *p) {\n  if (munmap(p, 10) < 0 && errno == $0';
    const found = await labels(text);
    expect(found.slice(0, 3).sort()).toEqual(['EINVAL', 'ENOMEM', 'EPERM']);
    expect(found).toContain('EINTR');
    expect(await checkCompletion(text, 1)).toMatch(/ · munmap\(\)$/);
  });
  it('offers errnos in a switch over errno', async () => {
    expect(
      await labels('int f(void *p) {\n  munmap(p, 10);\n  switch (errno) {\n  case E$0'),
    ).toContain('EINVAL');
  });
  it('offers whole calls where a statement begins', async () => {
    expect(await labels('void f(void) {\n  mm$0\n}')).toContain('mmap');
    expect(await labels('void f(void) {\n  int x = 1;\n  mu$0\n}')).toContain('munmap');
  });
  it('writes the call with its error check', async () => {
    const text = await checkAccepted('#include <stdio.h>\n\nvoid f(void) {\n  mm$0\n}', 'mmap');
    expect(text).toContain('#include <stdio.h>\n#include <sys/mman.h>\n');
    expect(text).toMatch(/== MAP_FAILED\) \{/);
    expect(text).not.toContain('mm\n}');
  });
});

describe('completion adds the missing #include', () => {
  it('behind the others', async () => {
    expect(
      await checkAccepted(
        '#include <stdio.h>\n\nvoid f(int n) {\n  mmap(0, n, PROT_RE$0',
        'PROT_READ',
      ),
    ).toBe('#include <stdio.h>\n#include <sys/mman.h>\n\nvoid f(int n) {\n  mmap(0, n, PROT_READ');
  });
  it('at the top of a file that has none', async () => {
    expect(await checkAccepted('void f(int n) {\n  mmap(0, n, $0', 'PROT_READ')).toBe(
      '#include <sys/mman.h>\nvoid f(int n) {\n  mmap(0, n, PROT_READ',
    );
  });
  it('with the line ends of the file', async () => {
    expect(
      await checkAccepted('#include <stdio.h>\r\nvoid f(int n) {\r\n  mmap(0, n, $0', 'PROT_READ'),
    ).toContain('#include <stdio.h>\r\n#include <sys/mman.h>\r\nvoid');
  });
  it.each(['sys/mman.h', 'linux/mman.h'])('but not where <%s> is', async (header) => {
    const text = await checkAccepted(
      `#include <${header}>\nvoid f(int n) {\n  mmap(0, n, $0`,
      'PROT_READ',
    );
    expect(text).toBe(`#include <${header}>\nvoid f(int n) {\n  mmap(0, n, PROT_READ`);
  });
});

describe('no completion', () => {
  it.each([
    ['in a comment', `${HEAD}/* mmap(0, n, $0 */ }`],
    ['in a line comment', `${HEAD}// mmap(0, n, PROT_$0\n}`],
    ['in a string', `${HEAD}puts("mmap(0, n, $0");\n}`],
    ['in an argument that takes no names', `${HEAD}mmap($0`],
    ['in the call of a method', `void f(struct o *p) {\n  p->mmap(0, 1, $0`],
    [
      'in a function of this file',
      `static int mmap(int a, int b, int c) { return a; }\nvoid f(void) {\n  mmap(0, 1, $0`,
    ],
    ['in the middle of an expression', 'int f(int m) {\n  return 1 + m$0;\n}'],
    ['at file level', 'm$0'],
    ['in an empty file', '$0'],
  ])('%s', async (_what, text) => {
    expect(await checkCompletion(text)).toBe('');
  });
  it('when it is switched off', async () => {
    expect(
      await checkCompletion(`${HEAD}mmap(0, n, $0`, 9, {
        settings: { completion: { enabled: false } },
      }),
    ).toBe('');
  });
});

describe('every item', () => {
  const PLACES = [
    `${HEAD}mmap(0, n, $0`,
    `${HEAD}mmap(0, n, 0, $0`,
    'long n = SYS_$0;',
    'int f(void *p) {\n  if (munmap(p, 10) < 0 && errno == $0',
    'void f(void) {\n  m$0\n}',
  ];
  it.each(PLACES)(
    'has a sort text, detail, the word to replace and documentation: %s',
    async (text) => {
      const { service, file, offset, ctx } = await open(text);
      const list = service.completion(file, offset, ctx);
      expect(list.isIncomplete).toBe(false);
      expect(list.items.length).toBeGreaterThan(0);
      for (const item of list.items) {
        expect(item.sortText, item.label).toMatch(/^\d{5}$/);
        expect(item.detail, item.label).not.toBe('');
        expect(item.replace.end - item.replace.start, item.label).toBeLessThanOrEqual(offset);
        const data = JSON.parse(JSON.stringify(item.data)) as typeof item.data;
        expect(service.resolveCompletion(data, ctx), item.label).toContain(
          item.label.replace(/^SYS_/, ''),
        );
      }
      const keys = list.items.map((item) => item.sortText + item.label);
      expect(new Set(keys).size).toBe(keys.length);
    },
  );
  it('is documented by the hover of the same thing', async () => {
    const call = `${HEAD}mmap(0, n, 0, MAP_POPU$0LATE, 3, 0);\n}`;
    const { service, file, offset, ctx } = await open(call);
    const item = service
      .completion(file, offset, ctx)
      .items.find((i) => i.label === 'MAP_POPULATE');
    if (item === undefined) throw new Error('no MAP_POPULATE');
    expect(service.resolveCompletion(item.data, ctx)).toBe(
      service.hover(file, offset, ctx)?.markdown,
    );
  });
  it('of unknown data has no documentation', async () => {
    const { service, ctx } = await open('$0', { settings: defaults });
    expect(service.resolveCompletion({ kind: 'constant', name: 'NOPE' }, ctx)).toBeUndefined();
    expect(
      service.resolveCompletion({ kind: 'syscall', name: 'constructor' }, ctx),
    ).toBeUndefined();
  });
});
