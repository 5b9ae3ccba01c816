import { beforeAll, describe, expect, it } from 'vitest';
import { targetAt } from '../../server/src/core/c/target.ts';
import { atCursor, opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** `kind name [in call.param] [after call] «text»` of what is at `$0`, or `nothing`. */
function target(marked: string, language: 'c' | 'cpp' = 'c'): string {
  const { text, offset } = atCursor(marked);
  const { file, kb } = open(text, { language });
  const t = targetAt(file, offset, kb);
  if (!t) return 'nothing';
  const place = 'in' in t ? t.in : undefined;
  return [
    t.kind,
    'name' in t ? t.name : 'value' in t ? String(t.value) : '',
    place ? `in ${place.call.call.name}.${place.param.name}` : '',
    t.kind === 'errno' && t.after ? `after ${t.after.call.name}` : '',
    t.kind === 'failure' && t.of ? `of ${t.of.call.name}` : '',
    t.kind === 'syscall' && t.call ? 'call' : '',
    `«${file.slice(t.span.start, t.span.end)}»`,
  ]
    .filter((p) => p !== '')
    .join(' ');
}
const f = (body: string): string => `int f(int x, int fd)\n{\n  ${body}\n}\n`;

describe('targetAt', () => {
  it.each([
    ['name of a call', f('m$0map(0, 1, 1, 2, -1, 0);'), 'syscall mmap call «mmap»'],
    ['behind the name', f('mmap$0(0, 1, 1, 2, -1, 0);'), 'syscall mmap call «mmap»'],
    [
      'flag',
      f('mmap(0, 1, PROT_R$0EAD, 2, -1, 0);'),
      'constant PROT_READ in mmap.prot «PROT_READ»',
    ],
    [
      'flag of another argument',
      f('mmap(0, 1, MAP_S$0HARED, 2, -1, 0);'),
      'constant MAP_SHARED in mmap.prot «MAP_SHARED»',
    ],
    ['flag outside of a call', f('int y = MAP_S$0HARED;'), 'constant MAP_SHARED «MAP_SHARED»'],
    ['flag in a macro body', '#define F MAP_S$0HARED\n', 'constant MAP_SHARED «MAP_SHARED»'],
    [
      'flag inside a macro call',
      f('mmap(0, 1, 1, OR(MAP_S$0HARED, 2), -1, 0);'),
      'constant MAP_SHARED in mmap.flags «MAP_SHARED»',
    ],
    [
      'flag inside another function',
      f('mmap(0, 1, 1, pick(MAP_S$0HARED), -1, 0);'),
      'constant MAP_SHARED «MAP_SHARED»',
    ],
    ['mask', f('mmap(0, 1, 1, 0x2$02, -1, 0);'), 'number 34 in mmap.flags «0x22»'],
    [
      'part of a mask',
      f('mmap(0, 1, 1, MAP_PRIVATE | 0x2$00, -1, 0);'),
      'number 32 in mmap.flags «0x20»',
    ],
    ['number in arithmetic', f('mmap(0, 1, 1, 1 << $04, -1, 0);'), 'parameter in mmap.flags «4»'],
    [
      'number that takes no names',
      f('mmap(0, 40$096, 1, 2, -1, 0);'),
      'parameter in mmap.length «4096»',
    ],
    ['variable', f('mmap(0, 1, 1, 2, f$0d, 0);'), 'parameter in mmap.fd «fd»'],
    ['string argument', f('memfd_create("na$0me", 0);'), 'parameter in memfd_create.name «"name"»'],
    ['expression', f('mmap(0, x $0+ 1, 1, 2, fd, 0);'), 'parameter in mmap.length «x + 1»'],
    [
      'errno behind a call',
      f('if (mlock(0, 1)) return errno == ENO$0MEM;'),
      'errno ENOMEM after mlock «ENOMEM»',
    ],
    [
      'errno behind reporting',
      f('mlock(0, 1); perror("x"); if (errno == EPE$0RM) {}'),
      'errno EPERM after mlock «EPERM»',
    ],
    [
      'errno behind another function',
      f('mlock(0, 1); work(); if (errno == EPE$0RM) {}'),
      'errno EPERM «EPERM»',
    ],
    ['errno alone', f('return -EINV$0AL;'), 'errno EINVAL «EINVAL»'],
    [
      'failure value',
      f('p = mmap(0, 1, 1, 2, -1, 0); if (p == MAP_FAI$0LED) {}'),
      'failure MAP_FAILED of mmap «MAP_FAILED»',
    ],
    ['failure value alone', f('return MAP_FAI$0LED;'), 'failure MAP_FAILED «MAP_FAILED»'],
    [
      'NULL is no failure value',
      f('mmap(NU$0LL, 1, 1, 2, -1, 0);'),
      'parameter in mmap.addr «NULL»',
    ],
    ['raw number', f('syscall(SYS_mm$0ap, 0, 1, 1, 2, -1, 0);'), 'syscall mmap call «SYS_mmap»'],
    [
      'raw argument',
      f('syscall(SYS_mmap, 0, 1, PROT_R$0EAD, 2, -1, 0);'),
      'constant PROT_READ in mmap.prot «PROT_READ»',
    ],
    ['__NR_ alone', f('int n = __NR_m$0unmap;'), 'syscall munmap «__NR_munmap»'],
    ['libseccomp', f('add(SCMP_SYS(mm$0ap));'), 'syscall mmap «mmap»'],
    [
      'kernel definition',
      'SYSCALL_DEFINE2(mun$0map, unsigned long, addr, size_t, len)\n{\n}\n',
      'syscall munmap «munmap»',
    ],
    [
      'tracepoint',
      'SEC("tp/x") int h(void) { return sys_enter_mm$0ap; }',
      'syscall mmap «sys_enter_mmap»',
    ],
    ['unfinished call', f('mmap(0, 1, PROT_R$0EAD'), 'constant PROT_READ in mmap.prot «PROT_READ»'],
    ['member', f('o->mm$0ap(0);'), 'nothing'],
    [
      'defined here',
      `void *mmap(int x) { return 0; }\n${f('mm$0ap(0, 1, 1, 2, -1, 0);')}`,
      'nothing',
    ],
    ['a mere word', f('int mm$0ap = 3;'), 'nothing'],
    ['comment', f('/* mm$0ap(0) */'), 'nothing'],
    ['string', f('g("mm$0ap(0)");'), 'nothing'],
    ['shadowed constant', 'int g(int MAP_SHARED) { mlock(0, 1); return MAP_S$0HARED; }', 'nothing'],
    ['unknown word', f('hel$0lo(1);'), 'nothing'],
    ['nothing there', '$0', 'nothing'],
  ])('%s', (_, marked, expected) => {
    expect(target(marked)).toBe(expected);
  });

  it('knows the global namespace of C++ from others', () => {
    expect(target('void A::f() { ::mm$0ap(0, 1, 1, 2, -1, 0); }', 'cpp')).toBe(
      'syscall mmap call «mmap»',
    );
    expect(target('void A::f() { ns::mm$0ap(0, 1, 1, 2, -1, 0); }', 'cpp')).toBe('nothing');
  });
});
