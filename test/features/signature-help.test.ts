import { describe, expect, it } from 'vitest';
import { checkSignature } from '../support/feature.ts';

const first = async (marked: string): Promise<string | undefined> =>
  (await checkSignature(marked)).split('\n')[0];

describe('signature help', () => {
  it.each([
    ['mmap($0', '[void *addr]'],
    ['mmap(0, $0', '[size_t length]'],
    ['mmap(0, n, PROT_READ | $0', '[int prot]'],
    ['mmap(0, (n + 1) * 2, 3, $0);', '[int flags]'],
    ['mmap(0, g(1, 2), 3, 2, $0, 0);', '[int fd]'],
  ])('marks the parameter: %s', async (call, marked) => {
    expect(await first(`void f(unsigned long n) {\n  ${call}`)).toContain(marked);
  });
  it('says what the parameter means and which names it takes', async () => {
    const text = await checkSignature('void f(void) {\n  mmap(0, 10, $0');
    expect(text).toContain('`PROT_READ` · `PROT_WRITE` · `PROT_EXEC`');
    expect(text.split('\n').length).toBeGreaterThan(2);
  });
  it('has the order of the kernel in a raw call', async () => {
    expect(await first('void f(void) {\n  syscall(SYS_munmap, p, $0')).toMatch(
      /^long syscall\(SYS_munmap, .*\[[^\]]+\]\)$/,
    );
  });
  it.each([
    ['read(0, $0', '*ssize_t read(int fd, [void *buf], size_t count)'],
    ['open("x", 1, $0', '*int open(const char *path, int flags, [...])'],
    ['clone($0', '*int clone([int (*fn)(void *)], void *stack, int flags, void *arg, ...)'],
    ['syscall(SYS_read, $0', '*long syscall(SYS_read, [unsigned int fd], char *buf, size_t count)'],
    ['syscall(SYS_syslog, $0', '*long syscall(SYS_syslog, [int type], char *bufp, int size)'],
  ])('knows the calls without a page: %s', async (call, line) => {
    expect(await first(`void f(void) {\n  ${call}`)).toContain(line.slice(1));
  });
  it('keeps the spelling', async () => {
    expect(await first('void f(void) {\n  mmap64($0')).toContain('*mmap64([');
  });
  it('marks none behind the last one', async () => {
    expect(await checkSignature('void f(void) {\n  munmap(p, 1, $0')).toBe(
      'int munmap(void *addr, size_t length)',
    );
  });
  it.each([
    ['on the name', 'void f(void) {\n  mun$0map(p, 1);\n}'],
    ['behind the call', 'void f(void) {\n  munmap(p, 1)$0;\n}'],
    ['behind its statement', 'void f(void) {\n  munmap(p, 1);$0\n}'],
    ['in a comment', 'void f(void) {\n  munmap(p, /* $0 */ 1);\n}'],
    ['in the call of a method', 'void f(struct o *p) {\n  p->munmap($0);\n}'],
    ['in another call', 'void f(void) {\n  puts($0);\n}'],
    ['in a function that only shares the name', 'void f(void) {\n  syslog(3, $0);\n}'],
    ['where no C library has the function', 'void f(void) {\n  futex($0);\n}'],
  ])('is silent %s', async (_what, text) => {
    expect(await checkSignature(text)).toBe('nothing');
  });
  it('can be switched off', async () => {
    const off = { settings: { signatureHelp: { enabled: false } } };
    expect(await checkSignature('void f(void) {\n  munmap($0', off)).toBe('nothing');
  });
});
