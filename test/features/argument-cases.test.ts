/** Arguments that other arguments decide, in finished and unfinished code. */
import { describe, expect, it } from 'vitest';
import {
  checkActions,
  checkCompletion,
  checkHover,
  checkInlay,
  checkSignature,
} from '../support/feature.ts';

const body = (statement: string): string => `void f(int fd, int cmd, void *p) {\n  ${statement}`;

const labels = async (statement: string): Promise<string[]> =>
  (await checkCompletion(body(statement), 1000))
    .split('\n')
    .map((line) => line.replace(/ \|.*/, ''));

const signature = async (statement: string): Promise<string | undefined> =>
  (await checkSignature(body(statement))).split('\n')[0];

describe('completion', () => {
  it('offers what the command before takes', async () => {
    const found = await labels('fcntl(fd, F_SETFL, O_$0');
    expect(found).toContain('O_NONBLOCK');
    expect(found).not.toContain('FD_CLOEXEC');
    expect(await labels('fcntl(fd, F_SETFD, $0);\n}')).toEqual(['FD_CLOEXEC']);
  });
  it('reads the command through numbers, casts and macros of the file', async () => {
    expect(await labels('fcntl(fd, (int)(2), $0);\n}')).toEqual(['FD_CLOEXEC']);
    const found = await checkCompletion(`#define CMD F_SETFD\n${body('fcntl(fd, CMD, $0);\n}')}`);
    expect(found).toMatch(/^FD_CLOEXEC /);
  });
  it('offers all that may fit while the command is a variable', async () => {
    const found = await labels('fcntl(fd, cmd, $0);\n}');
    expect(found).toEqual(expect.arrayContaining(['O_NONBLOCK', 'FD_CLOEXEC', 'F_SEAL_WRITE']));
    expect(new Set(found).size).toBe(found.length);
  });
  it('offers nothing where the command takes no names', async () => {
    expect(await checkCompletion(body('fcntl(fd, F_GETFL, $0);\n}'))).toBe('');
  });
});

describe('signature help', () => {
  it.each([
    ['fcntl(fd, F_SETFL, $0', '*int fcntl(int fd, int op, [int flags])'],
    ['fcntl(fd, F_SETLK, $0', '*int fcntl(int fd, int op, [struct flock *lock])'],
    ['fcntl(fd, F_GETFL, $0', '*int fcntl(int fd, int op, [unsigned long arg /* ignored */])'],
    ['fcntl(fd, F_GETFL$0)', '*int fcntl(int fd, [int op], ...)'],
    ['fcntl(fd, cmd, $0', '*int fcntl(int fd, int op, [...])'],
    ['syscall(SYS_fcntl, fd, F_SETFL, $0', 'unsigned int cmd, [int flags])'],
  ])('shows what is passed: %s', async (statement, line) => {
    expect(await signature(statement)).toContain(line.replace('*', ''));
  });
});

describe('hover', () => {
  it('says what a constant means in the argument', async () => {
    const text = await checkHover(body('fcntl(fd, F_SETFL, O_NON$0BLOCK);\n}'));
    expect(text).toMatch(/^\[O_NONBLOCK\]\n`O_NONBLOCK` = 0x800/);
    expect(text).not.toContain('Careful');
  });
  it('warns of one from another argument, not where the command is unknown', async () => {
    const foreign = await checkHover(body('fcntl(fd, F_SETFD, O_CLO$0EXEC);\n}'));
    expect(foreign).toContain('Not a value of `flags` in fcntl()');
    const unknown = await checkHover(body('fcntl(fd, cmd, O_CLO$0EXEC);\n}'));
    expect(unknown).not.toContain('Careful');
  });
  it('names a number by the command', async () => {
    expect(await checkHover(body('fcntl(fd, F_SETFL, 0x80$00);\n}'))).toContain('O_NONBLOCK');
    expect(await checkHover(body('fcntl(fd, F_SETFD, $01);\n}'))).toContain('FD_CLOEXEC');
    expect(await checkHover(body('fcntl(fd, cmd, $01);\n}'))).not.toContain('FD_CLOEXEC');
  });
  it('tells that an argument is ignored', async () => {
    expect(await checkHover(body('fcntl(fd, F_GETFL, $00);\n}'))).toContain('ignored here');
  });
});

it('hints and rewriting go by the command', async () => {
  expect(await checkInlay(body('fcntl(fd, F_SETFD, 1); fcntl(fd, cmd, 1); }'))).toContain(
    'fcntl(fd, F_SETFD, 1«FD_CLOEXEC»); fcntl(fd, cmd, 1);',
  );
  expect(await checkActions(body('fcntl(fd, F_SETFD, $01);\n}'))).toContain('Write FD_CLOEXEC');
  expect(await checkActions(body('fcntl(fd, cmd, $01);\n}'))).not.toContain('FD_CLOEXEC');
});
