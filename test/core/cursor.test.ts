import { beforeAll, describe, expect, it } from 'vitest';
import { cursorAt } from '../../server/src/core/c/cursor.ts';
import { atCursor, opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** What the context at `$0` says, in one line. */
function cursor(marked: string): string {
  const { text, offset } = atCursor(marked);
  const { file, kb } = open(text);
  const c = cursorAt(file, offset, kb);
  const call = c.call;
  return [
    c.quiet ? 'quiet' : '',
    call
      ? `${call.info.name}${call.via === 'raw' ? ' raw' : ''}.${call.params[call.index]?.name ?? call.index}`
      : '',
    call?.used.length ? `used ${call.used.join()}` : '',
    c.wantsNumber ? 'number' : '',
    c.wantsName ? 'name' : '',
    c.group === undefined ? '' : `group ${c.group}`,
    c.groupUsed?.length ? `used ${c.groupUsed.join()}` : '',
    c.wantsErrno ? `errno of ${c.errnoOf?.name ?? 'nobody'}` : '',
    c.atStatement ? 'statement' : '',
  ]
    .filter((p) => p !== '')
    .join(' ');
}
const f = (body: string): string =>
  `void f(int x)\n{\n  ${body}\n}\nint behind(void)\n{\n  return 1;\n}\n`;

const W = 'int w(int how, char *p)\n{\n  return open(p, how);\n}\n';
const SET = '#define SET(fd, x) fcntl(fd, F_SETFL, x)\n';

describe('cursorAt', () => {
  it.each([
    ['a wrapper', `${W}${f('w(O_RDWR | $0')}`, 'open.flags used O_RDWR'],
    ['a wrapper, closed', `${W}${f('w(1, $0);')}`, 'open.path'],
    ['a wrapper that is a macro', `${SET}${f('SET(1, $0')}`, 'fcntl.flags'],
    ['a wrapper that stands behind', `${f('w($0);')}${W}`, 'open.flags'],
    ['behind the arguments of a wrapper', `${W}${f('w(1, p, $0')}`, ''],
    ['a member with the name of a wrapper', `${W}${f('x->w($0')}`, ''],
    ['a wrapper in a call', `${W}${f('read(w($0')}`, 'open.flags'],
    ['a call in a wrapper', `${W}${f('w(mmap(0, 1, $0')}`, 'mmap.prot'],
    ['first argument', f('mmap($0'), 'mmap.addr'],
    ['third argument', f('mmap(0, 1, $0'), 'mmap.prot'],
    [
      'before a following statement',
      f('mmap(NULL, 4096, PROT_READ | P$0\n  return 3;'),
      'mmap.prot used PROT_READ',
    ],
    [
      'names behind the cursor count as used',
      f('mmap(0, 1, P$0 | PROT_READ, 2, -1, 0);'),
      'mmap.prot used PROT_READ',
    ],
    ['closed call', f('mmap(0, 1, 1, MAP_$0, -1, 0);'), 'mmap.flags'],
    ['behind the call', f('mmap(0, 1, 1, 2, -1, 0)$0;'), ''],
    ['grouping', f('mmap(0, 1, (PROT_READ | $0'), 'mmap.prot used PROT_READ'],
    ['a cast before', f('mmap((void *)0, (size_t)x, $0'), 'mmap.prot'],
    ['inside another call', f('mmap(0, g(x, $0'), ''],
    ['behind another call', f('mmap(0, g(x, 1), $0'), 'mmap.prot'],
    ['commas in literals and comments', f('mmap(g("a,b("), \',\', /* , */ $0'), 'mmap.prot'],
    ['inside a condition', f('if (mmap(0, 1, PROT_$0) == MAP_FAILED) {'), 'mmap.prot'],
    ['inside a macro call', f('RETRY(mmap(0, 1, PROT_$0'), 'mmap.prot'],
    [
      'both branches of a conditional',
      f('mmap(0, 1,\n#ifdef A\n  PROT_READ,\n#else\n  PROT_WRITE,\n#endif\n  MAP_$0'),
      'mmap.flags',
    ],
    ['too many', f('munmap(0, 1, $0'), 'munmap.2'],
    ['compound literal', f('g((struct s){ 1, mlock(0, $0'), 'mlock.len'],
    ['missing semicolon above', f('int y = mmap(0, 1\n  int z = 1;\n  munmap($0'), 'munmap.addr'],
    ['macro body', '#define M(n) mmap(0, n, $0', 'mmap.prot'],
    ['raw number', f('syscall($0'), 'number'],
    ['raw number begun', f('syscall(SYS_m$0'), 'number'],
    ['raw argument', f('syscall(SYS_mmap, 0, 1, $0'), 'mmap raw.prot'],
    ['raw with an unknown number', f('syscall(x, $0'), ''],
    ['line comment', f('mmap(0, // $0'), 'quiet'],
    ['block comment', f('mmap(0, /* $0 */'), 'quiet'],
    ['string', f('mmap("$0'), 'quiet'],
    ['include', '#include <sys/$0', 'quiet'],
    ['member', f('o->mmap(0, $0'), ''],
    ['defined here', `void mmap(int x)\n{\n}\n${f('mmap(0, $0')}`, ''],
    ['sizeof', f('mmap(0, sizeof($0'), ''],
    ['a comment that ends with a full stop', f('// See above.\n  mmap(0, 1, $0'), 'mmap.prot'],
    ['comments in a row', f('// See above:\n  // and below.\n\n  mmap(0, 1, $0'), 'mmap.prot'],
    ['64-bit name', f('open64("a", $0'), 'open.flags'],
    ['fortified name', f('__recv_chk(1, p, 2, 3, $0'), 'recv.flags'],
    ['an argument that only the fortified name has', f('__recv_chk(1, p, 2, $0'), ''],
    ['number of libseccomp', f('seccomp_rule_add(c, a, SCMP_SYS($0'), 'name'],
    ['number of libseccomp begun', f('seccomp_rule_add(c, a, SCMP_SYS(mm$0'), 'name'],
    ["glibc's raw calls", f('INLINE_SYSCALL($0'), 'name'],
    ["arguments of glibc's raw calls", f('INLINE_SYSCALL(mmap, 6, 0, 1, $0'), 'mmap raw.prot'],
    ["count of glibc's raw calls", f('INLINE_SYSCALL(mmap, $0'), ''],
    ['another macro of names', f('frob(SYS($0'), ''],
    ['a conditional that is still open', f('mmap(0, 1,\n#ifdef A\n  $0'), 'mmap.prot'],
    [
      'behind a branch with commas',
      f('mmap(0, 1,\n#ifdef A\n  1, 2,\n#else\n  3, $0'),
      'mmap.flags',
    ],
    [
      'nested conditionals',
      f('mmap(0,\n#if A\n#if B\n 1,\n#else\n 2,\n#endif\n#else\n 3,\n#endif\n $0'),
      'mmap.prot',
    ],
    [
      'a condition with a parenthesis',
      f('mmap(0,\n#if defined(A) && (B\n 1,\n#endif\n $0'),
      'mmap.prot',
    ],
    ['a continued line', f('mmap(0, \\\n  1, \\\n  $0'), 'mmap.prot'],
    ['an unclosed string above', f('g("abc);\n  mmap(0, 1, $0'), 'mmap.prot'],
    ['an unclosed call above', f('g(1, 2\n  if (x) mmap(0, 1, $0'), 'mmap.prot'],
    ['an array index', f('mmap(a[g(1, 2)], b[3], $0'), 'mmap.prot'],
    ['inside an array index', f('mmap(a[$0'), ''],
    ['a statement expression', f('mmap(({ int a = 1, b = 2; a + b; }), 1, $0'), 'mmap.prot'],
    [
      'a compound literal as an argument',
      f('mmap((void *)&(struct s){ 1, 2 }, 1, $0'),
      'mmap.prot',
    ],
    ['a conditional expression', f('mmap(0, x ? 1 : 2, $0'), 'mmap.prot'],
    ['a keyword behind the cursor', f('mmap(0, 1, $0\n  while (x) {'), 'mmap.prot'],
    ['half a file behind the cursor', `${f('mmap(0, 1, $0')}${f('munmap(0, 1);')}`, 'mmap.prot'],
    ['an #if without #endif above', `#ifdef A\n${f('mmap(0, 1, $0')}`, 'mmap.prot'],
    ['a stray brace above', `}\n}\n${f('mmap(0, 1, $0')}`, 'mmap.prot'],
    ['carriage returns', f('mmap(0,\r\n  1,\r\n  $0'), 'mmap.prot'],
    [
      'variable passed later',
      f('int fl = MAP_$0;\n  mmap(0, 1, 1, fl, -1, 0);'),
      'group mmap-flags',
    ],
    [
      'variable or-ed',
      f('int fl = 0;\n  fl |= MAP_PRIVATE | $0;\n  mmap(0, 1, 1, fl | MAP_FIXED, -1, 0);'),
      'group mmap-flags used MAP_PRIVATE',
    ],
    ['terms of one group', f('int fl = PROT_READ | $0;'), 'group mmap-prot used PROT_READ'],
    ['variable of nobody', f('int fl = $0;'), ''],
    ['errno compared', f('mlock(0, 1); if (errno == E$0) {}'), 'errno of mlock'],
    [
      'errno case',
      f('mlock(0, 1); switch (errno) { case EAGAIN: break; case $0 }'),
      'errno of mlock',
    ],
    ['case of another switch', f('mlock(0, 1); switch (x) { case $0 }'), ''],
    ['statement', f('mm$0'), 'statement'],
    ['statement behind another', f('x = 1;\n  mm$0'), 'statement'],
    ['not a statement', f('x = mm$0'), ''],
    ['file level', 'mm$0', ''],
  ])('%s', (_, marked, expected) => {
    expect(cursor(marked)).toBe(expected);
  });
});
