/** Fields of known structures: their names, and the constants and numbers they are given or compared with. */
import { describe, expect, it } from 'vitest';
import { checkCompletion, checkHover } from '../support/feature.ts';

const labels = async (marked: string): Promise<string[]> =>
  (await checkCompletion(marked, 1000)).split('\n').map((line) => line.replace(/ \|.*/, ''));

const OPEN = 'int f(struct open_how *p, int n) {\n  struct open_how how = {0}, *q = p;\n  ';

describe('hover on a field', () => {
  it.each([
    ['a variable', `${OPEN}how.fl$0ags = 0;\n}`],
    ['a pointer parameter', `${OPEN}p->fl$0ags = 0;\n}`],
    ['the second of a declaration', `${OPEN}q->fl$0ags = 0;\n}`],
    ['an element', 'void f(struct open_how a[2]) {\n  a[1].fl$0ags = 0;\n}'],
    ['an initialiser', 'struct open_how h = { .mode = 0, .fl$0ags = 0 };\n'],
    ['a literal', 'void f(void) {\n  g(&(struct open_how){ .fl$0ags = 0 });\n}'],
    ['an array of them', 'struct open_how h[] = { { .fl$0ags = 0 } };\n'],
  ])('knows the field of %s', async (_, marked) => {
    const text = await checkHover(marked);
    expect(text).toContain('field of `struct open_how`');
    expect(text).toContain('`O_RDONLY`');
  });
  it.each([
    [
      'another type',
      'struct mine { int flags; };\nint f(struct mine *p) {\n  return p->fl$0ags;\n}',
    ],
    ['an unknown variable', 'int f(void) {\n  return how.fl$0ags;\n}'],
    [
      'a variable of another function',
      'void g(struct open_how *p) {\n}\nint f(void) {\n  return p->fl$0ags;\n}',
    ],
    ['a nearer declaration', 'void f(struct open_how *p) {\n  { mine_t *p; p->fl$0ags = 1; }\n}'],
    ['a field of a field', `${OPEN}n = x.how.fl$0ags;\n}`],
    ['a field it does not have', `${OPEN}how.nothing$0 = 0;\n}`],
    ['an initialiser inside another', 'struct x h = { .how = { .fl$0ags = 0 } };\n'],
  ])('says nothing of %s', async (_, marked) => {
    expect(await checkHover(marked)).toBe('nothing');
  });
});

describe('constants and numbers of a field', () => {
  it('explains a constant as the field takes it', async () => {
    const text = await checkHover(
      'void f(struct epoll_event *ev) {\n  ev->events = EPOLLIN | EPOLL$0ET;\n}',
    );
    expect(text).toMatch(/^\[EPOLLET\]\n`EPOLLET` = 0x80000000/);
  });
  it.each([
    ['given', `${OPEN}how.flags = 0x800$041;\n}`],
    ['added', `${OPEN}how.flags |= (O_CREAT | 0x800$041);\n}`],
    ['initialised', 'struct open_how h = { .flags = 0x800$041 };\n'],
    ['tested', `${OPEN}if ((how.flags & 0x800$041) != 0) n = 1;\n}`],
    ['compared', `${OPEN}n = p->flags == 0x800$041;\n}`],
  ])('names a number that is %s', async (_, marked) => {
    const text = await checkHover(marked);
    expect(text).toContain('O_WRONLY | O_CREAT | O_CLOEXEC');
    expect(text).toContain('in `flags` of `struct open_how`');
  });
  it('goes by a neighbour where that decides', async () => {
    const text = await checkHover(
      'void f(struct input_event *e) {\n  e->type = EV_REL;\n  e->code = $01;\n}',
    );
    expect(text).toContain('REL_Y');
    const init = 'struct input_event e = { .type = EV_SYN, .code = $01 };\n';
    expect(await checkHover(init)).toContain('SYN_CONFIG');
  });
  it('says nothing of a number in no field', async () => {
    expect(await checkHover(`${OPEN}n = g(how.flags, 0x800$041);\n}`)).toBe('nothing');
    expect(await checkHover(`${OPEN}n = 0x800$041;\n}`)).toBe('nothing');
  });
});

describe('completion in a field', () => {
  it.each([
    ['an assignment', 'void f(struct epoll_event *ev) {\n  ev->events = EPOLLOUT | $0'],
    ['an initialiser', 'struct epoll_event ev = { .events = EPOLLOUT | $0 };\n'],
    ['a test', 'void f(struct epoll_event *ev) {\n  if (ev->events & $0) g();\n}'],
  ])('offers what the field takes in %s', async (_, marked) => {
    const found = await labels(marked);
    expect(found).toContain('EPOLLIN');
    expect(found.every((name) => name.startsWith('EPOLL'))).toBe(true);
  });
  it('leaves out what is there', async () => {
    const found = await labels('void f(struct epoll_event *ev) {\n  ev->events = EPOLLOUT | $0');
    expect(found).not.toContain('EPOLLOUT');
  });
});
