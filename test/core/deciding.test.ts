import { beforeAll, describe, expect, it } from 'vitest';
import { cursorAt } from '../../server/src/core/c/cursor.ts';
import type { Argument } from '../../server/src/core/c/call-site.ts';
import { atCursor, opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** What an argument is: its group, `ignored`, `undecided` or its type. */
function show(a: Argument | undefined): string {
  const { param } = a ?? {};
  if (!param) return 'none';
  if (param.undecided) return 'undecided';
  return param.ignored ? 'ignored' : (param.group ?? param.type);
}

/** The last argument of the last call of `name`. */
function last(text: string, name: string): string {
  const found = [...open(text).file.calls()].filter(({ call }) => call.name === name).at(-1);
  return show(found?.call.args.at(-1));
}

const inside = (body: string): string =>
  `static int g(int);\nint f(int x, int fd, int cmd)\n{\n${body}\n}\n`;

describe('an argument that a local variable decides', () => {
  const F = 'fcntl(fd, c, 1);';
  it.each([
    ['initialised', `int c = F_SETFL; ${F}`, 'fcntl-status-flags'],
    ['assigned', `int c; c = F_SETFD; ${F}`, 'fcntl-fd-flags'],
    ['const', `const int c = F_SETFL; ${F}`, 'fcntl-status-flags'],
    ['in parentheses and cast', `int c = (F_SETFL); fcntl(fd, (int)c, 1);`, 'fcntl-status-flags'],
    ['through another variable', `int b = F_SETFL; int c = b; ${F}`, 'fcntl-status-flags'],
    ['a number', `int c = 4; ${F}`, 'fcntl-status-flags'],
    ['assigned again', `int c = F_SETFD; c = F_SETFL; ${F}`, 'fcntl-status-flags'],
    [
      'the same on both ways',
      `int c; if (x) c = F_SETFL; else c = F_SETFL; ${F}`,
      'fcntl-status-flags',
    ],
    ['different ones', `int c = F_SETFD; if (x) c = F_SETFL; ${F}`, 'undecided'],
    ['a choice of two', `int c = x ? F_SETFL : F_SETFD; ${F}`, 'undecided'],
    ['set by another function', `int c = F_SETFL; g(&c); ${F}`, 'undecided'],
    ['a parameter', `fcntl(fd, cmd, 1);`, 'undecided'],
    ['assigned behind', `int c = g(1); ${F} c = F_SETFL;`, 'undecided'],
    ['in a loop', `int c = F_SETFD; for (;;) { ${F} c = F_SETFL; }`, 'undecided'],
    ['a parameter with a value', `cmd = F_SETFL; fcntl(fd, cmd, 1);`, 'fcntl-status-flags'],
    ['a member', `struct { int c; } s = { F_SETFL }; fcntl(fd, s.c, 1);`, 'undecided'],
    ['a raw call', `int c = F_SETFL; syscall(SYS_fcntl, fd, c, 1);`, 'fcntl-status-flags'],
  ])('%s', (_, body, expected) => {
    expect(last(inside(body), 'fcntl')).toBe(expected);
  });

  it.each([
    ['both', 'int l = IPPROTO_TCP; int o = TCP_NODELAY; getsockopt(fd, l, o, &x, 0);'],
    ['one', 'int o = TCP_NODELAY; getsockopt(fd, IPPROTO_TCP, o, &x, 0);'],
  ])('two that decide: %s', (_, body) => {
    const found = [...open(inside(body)).file.calls()][0];
    expect(show(found?.call.args[2])).toBe('tcp-options');
    expect(found?.call.args[3]?.param?.type).toBe('int *');
  });

  it.each([
    ['of the caller', 'int c = F_SETFL; w(fd, c, 1);', 'fcntl-status-flags'],
    ['written by the caller', 'w(fd, F_SETFL, 1);', 'fcntl-status-flags'],
    ['unknown to the caller', 'w(fd, cmd, 1);', 'undecided'],
  ])('through a wrapper: a variable %s', (_, body, expected) => {
    const wrapper =
      'static int w(int fd, int cmd, long arg)\n{\n  return fcntl(fd, cmd, arg);\n}\n';
    expect(last(`${wrapper}${inside(body)}`, 'fcntl')).toBe(expected);
  });

  it('through a wrapper: a variable of the wrapper', () => {
    const wrapper =
      'static int w(int fd, long arg)\n{\n  int c = F_SETFL;\n  return fcntl(fd, c, arg);\n}\n';
    expect(last(`${wrapper}${inside('w(fd, 1);')}`, 'fcntl')).toBe('fcntl-status-flags');
  });

  it('in C++', () => {
    const { file } = open(
      'void f(int fd)\n{\n  constexpr int c = F_SETFL;\n  fcntl(fd, c, 1);\n}\n',
      {
        language: 'cpp',
      },
    );
    expect(show([...file.calls()][0]?.call.args.at(-1))).toBe('fcntl-status-flags');
  });
});

describe('completion in an argument that a local variable decides', () => {
  it.each([
    ['known', 'int c = F_SETFL; fcntl(fd, c, $0);', 'fcntl-status-flags'],
    ['behind a flag', 'int c = F_SETFL; fcntl(fd, c, O_APPEND | $0);', 'fcntl-status-flags'],
    ['no semicolon yet', 'int c = F_SETFL; fcntl(fd, c, $0)\n  g(1);', 'fcntl-status-flags'],
  ])('%s', (_, body, expected) => {
    const { text, offset } = atCursor(inside(body));
    const { file, kb } = open(text);
    expect(cursorAt(file, offset, kb).call?.groups).toEqual([expected]);
  });

  it('offers all while it is not known', () => {
    const { text, offset } = atCursor(inside('fcntl(fd, cmd, $0);'));
    const { file, kb } = open(text);
    expect(cursorAt(file, offset, kb).call?.groups.length).toBeGreaterThan(1);
  });
});
