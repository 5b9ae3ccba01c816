import { beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../server/src/core/c/source-file.ts';
import { targetAt } from '../../server/src/core/c/target.ts';
import { atCursor, opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** Calls as `name(param=argument, …)`, with `raw` and `!` for those that are not to be judged. */
function calls(text: string, language: Language = 'c'): string[] {
  const { file } = open(text, { language });
  return [...file.calls()].map(({ call, base }) => {
    const args = call.args.map(
      (a) => `${a.param?.name ?? '?'}=${file.slice(base + a.start, base + a.end)}`,
    );
    const marks = `${call.via === 'raw' ? 'raw ' : ''}${call.broken ? '!' : ''}`;
    return `${marks}${call.name}(${args.join(', ')})`;
  });
}
const names = (text: string, language: Language = 'c'): string[] =>
  calls(text, language).map((c) => c.replace(/\(.*/, ''));
const f = (body: string): string => `void f(int x, void *p)\n{\n  ${body}\n}\n`;

describe('a name is the call of libc', () => {
  it.each<[string, string, string[]]>([
    ['plainly', f('munmap(p, 1);'), ['munmap']],
    ['in parentheses, to step over a macro', f('(munmap)(p, 1);'), ['munmap']],
    ['behind a cast to void', f('(void)munmap(p, 1);'), ['munmap']],
    [
      'with white space and a comment before the parenthesis',
      f('munmap /* x */ (p, 1);'),
      ['munmap'],
    ],
    ['over two lines', f('munmap\n    (p, 1);'), ['munmap']],
    ['in an initialiser', f('int r = munmap(p, 1);'), ['munmap']],
    ['in the argument of another call', f('exit_on(munmap(p, 1));'), ['munmap']],
    ['in the argument of a system call', f('close(open("a", 0));'), ['close', 'open']],
    ['in a static inline function', `static inline ${f('munmap(p, 1);')}`, ['munmap']],
    [
      'where only a prototype stands',
      `int munmap(void *, size_t);\n${f('munmap(p, 1);')}`,
      ['munmap'],
    ],
    [
      'behind extern "C" of a header',
      `extern int munmap(void *p, size_t n);\n${f('munmap(p, 1);')}`,
      ['munmap'],
    ],
    [
      'where a structure has a member so called',
      `struct o { int (*munmap)(void *, size_t); };\n${f('munmap(p, 1);')}`,
      ['munmap'],
    ],
    [
      'where a table is given another function',
      `struct o t = { .munmap = my_munmap };\n${f('munmap(p, 1);')}`,
      ['munmap'],
    ],
    ['where a label has the name', f('munmap: munmap(p, 1); goto munmap;'), ['munmap']],
    [
      'in a function of a longer name',
      `int my_munmap(void *p) { return munmap(p, 1); }`,
      ['munmap'],
    ],
    ['in a K&R definition', 'int f(p) void *p; { return munmap(p, 1); }', ['munmap']],
    ['in a sizeof, where it is never made', f('int n = sizeof(munmap(p, 1));'), ['munmap']],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe('a name is not the call of libc', () => {
  it.each<[string, string]>([
    [
      'function of the file',
      `int munmap(void *p, size_t n)\n{\n  return 0;\n}\n${f('munmap(p, 1);')}`,
    ],
    [
      'function of the file, further down',
      `${f('munmap(p, 1);')}static int munmap(void *p, int n)\n{\n  return 0;\n}\n`,
    ],
    [
      'static inline function of a header',
      `static inline int munmap(void *p, int n) { return 0; }\n${f('munmap(p, 1);')}`,
    ],
    [
      'function with an attribute behind its list',
      `static int munmap(void *p, int n) __attribute__((unused));\nstatic int munmap(void *p, int n)\n{\n}\n${f('munmap(p, 1);')}`,
    ],
    [
      'type on a line of its own',
      `static int\nmunmap(void *p, int n)\n{\n}\n${f('munmap(p, 1);')}`,
    ],
    [
      'K&R definition',
      `int munmap(p, n) void *p; int n;\n{\n  return 0;\n}\n${f('munmap(p, 1);')}`,
    ],
    ['object-like macro', `#define munmap my_munmap\n${f('munmap(p, 1);')}`],
    ['function-like macro', `#define munmap(p, n) free(p)\n${f('munmap(p, 1);')}`],
    [
      'macro behind a condition',
      `#ifdef _WIN32\n#define munmap(p, n) UnmapViewOfFile(p)\n#endif\n${f('munmap(p, 1);')}`,
    ],
    [
      'function pointer at file level',
      `static int (*munmap)(void *, size_t);\n${f('munmap(p, 1);')}`,
    ],
    [
      'function pointer with an initialiser',
      `int (*munmap)(void *, size_t) = my_munmap;\n${f('munmap(p, 1);')}`,
    ],
    ['extern function pointer', `extern int (*munmap)(void *, size_t);\n${f('munmap(p, 1);')}`],
    ['parameter', 'void g(int (*munmap)(void *, int), void *p) { munmap(p, 1); }'],
    ['parameter of a typedef', 'void g(unmapper munmap, void *p) { munmap(p, 1); }'],
    ['K&R parameter', 'void g(munmap, p) int (*munmap)(); void *p; { munmap(p, 1); }'],
    ['local function pointer', f('int (*munmap)(void *, int) = g; munmap(p, 1);')],
    ['local of a typedef', f('unmapper munmap = g; munmap(p, 1);')],
    ['local in an inner block', f('{ unmapper munmap = g; munmap(p, 1); }')],
    ['nested function of GNU C', f('int munmap(void *q, int n) { return n; } munmap(p, 1);')],
    ['member', f('o.munmap(p, 1);')],
    ['member behind an arrow', f('o->munmap(p, 1);')],
    ['member of a call', f('ops()->munmap(p, 1);')],
    ['member over two lines', f('o\n    ->munmap(p, 1);')],
    ['member behind white space', f('o -> munmap (p, 1);')],
    ['element of a table', f('table[0].munmap(p, 1);')],
    ['member called through a pointer', f('(*o->munmap)(p, 1);')],
    ['prototype', 'int munmap(void *p, size_t n);'],
    ['prototype inside a function', f('extern int munmap(void *, size_t);')],
    ['typedef of a function', `typedef int munmap(void *, size_t);`],
    ['designated initialiser', 'struct o t = { .munmap = my_munmap };'],
    ['designated initialiser of the same name', 'struct o t = { .munmap = munmap };'],
    ['old designated initialiser', 'struct o t = { munmap: my_munmap };'],
    ['field of a structure', 'struct o { int (*munmap)(void *, size_t); };'],
    ['string', f('puts("munmap(p, 1)");')],
    ['comment', f('/* munmap(p, 1) */ // munmap(p, 1)')],
    ['longer name', f('my_munmap(p, 1); munmap_all(p);')],
    ['joined by a macro', f('x = CAT(mun, map)(p, 1);')],
    ['address taken', f('g(munmap); g(&munmap);')],
    [
      'name of a homonym',
      f('exit(1); syslog(1, "x"); signal(2, 0); readdir(d); idle(); break_(1);'),
    ],
    ['raw call with a variable number', f('syscall(nr, p, 1);')],
    ['raw call with a plain number', f('syscall(11, p, 1);')],
    ['raw call with an unknown name', f('syscall(SYS_no_such_call, p, 1);')],
    [
      'raw call of the file',
      `static long syscall(long n, ...)\n{\n  return n;\n}\n${f('syscall(SYS_munmap, p, 1);')}`,
    ],
  ])('%s', (_, text) => {
    expect(calls(text)).toEqual([]);
  });
});

describe('C++', () => {
  it.each<[string, string, string[]]>([
    ['global namespace', f('::munmap(p, 1);'), ['munmap']],
    ['global namespace in a condition', f('if (::munmap(p, 1) < 0) return;'), ['munmap']],
    ['global namespace behind return', 'int f(void *p) { return ::munmap(p, 1); }', ['munmap']],
    ['another namespace', f('fs::munmap(p, 1); a::b::munmap(p, 1); ::a::munmap(p, 1);'), []],
    ['std', f('std::signal(2, h); std::rename("a", "b"); std::remove("a");'), []],
    ['member', f('this->munmap(p); o.munmap(p, 1);'), []],
    ['static member', f('File::open("a", 0);'), []],
    ['template of a namespace', f('ns<int>::munmap(p, 1);'), []],
    [
      'method so called, defined in the class',
      'struct A { int munmap(void *p, int n) { return 0; } void g(void *p) { munmap(p, 1); } };',
      [],
    ],
    [
      'method so called, defined outside',
      'int A::munmap(void *p, int n)\n{\n  return 0;\n}\nvoid A::g(void *p)\n{\n  munmap(p, 1);\n}\n',
      [],
    ],
    [
      'method so called that makes the call',
      'int A::munmap(void *p, int n)\n{\n  return ::munmap(p, n);\n}\n',
      ['munmap'],
    ],
    [
      'method declared in the class',
      'class A {\n  int munmap(void *p, int n);\n  void g(void *p) { munmap(p, 1); }\n};\n',
      [],
    ],
    [
      'method declared, the global one called',
      'class A {\n  int munmap(void *p, int n);\n  void g(void *p) { ::munmap(p, 1); }\n};\n',
      ['munmap'],
    ],
    ['lambda so called', f('auto munmap = [](void *q, int n) { return n; }; munmap(p, 1);'), []],
    ['parameter of a lambda so called', f('run([](auto munmap) { munmap(1, 2); });'), []],
    ['structured binding so called', f('auto [munmap, n] = pair; munmap(p, 1);'), []],
    ['loop variable so called', f('for (auto &munmap : all) munmap(p, 1);'), []],
    ['inside a lambda', f('auto g = [&] { return munmap(p, 1); };'), ['munmap']],
    ['inside a lambda that is an argument', f('defer([p] { munmap(p, 1); });'), ['munmap']],
    ['inside a namespace', `namespace a { namespace b {\n${f('munmap(p, 1);')}} }\n`, ['munmap']],
    ['inside an unnamed namespace', `namespace {\n${f('munmap(p, 1);')}}\n`, ['munmap']],
    ['inside a class', 'class A { ~A() { munmap(p, n); } };', ['munmap']],
    ['inside a constructor', 'A::A(void *p) : p_(p), n_(1)\n{\n  munmap(p, 1);\n}\n', ['munmap']],
    [
      'in the initialisers of a constructor',
      'A::A(const char *s) : fd_(open(s, 0))\n{\n}\n',
      ['open'],
    ],
    [
      'inside a template',
      'template <typename T> void f(T *p) { munmap(p, sizeof(T)); }',
      ['munmap'],
    ],
    ['inside a noexcept override', 'void A::f() noexcept { munmap(p, 1); }', ['munmap']],
    [
      'inside try and catch',
      f('try { munmap(p, 1); } catch (...) { mlock(p, 1); }'),
      ['munmap', 'mlock'],
    ],
    ['inside a range loop', f('for (auto &q : all) munmap(q.p, q.n);'), ['munmap']],
    [
      'in a condition with a declaration',
      f('if (int r = munmap(p, 1); r < 0) return;'),
      ['munmap'],
    ],
    ['in a declared condition', f('if (int r = munmap(p, 1)) return;'), ['munmap']],
    ['inside extern "C"', `extern "C" {\n${f('munmap(p, 1);')}}\n`, ['munmap']],
    ['inside one extern "C" function', `extern "C" ${f('munmap(p, 1);')}`, ['munmap']],
    ['prototype of extern "C"', 'extern "C" int munmap(void *p, size_t n);', []],
    ['raw call of the global namespace', f('::syscall(SYS_munmap, p, 1);'), ['raw munmap']],
    ['object that is built', f('open file("a", 0); Accept accept(fd);'), []],
    ['using-declaration of another namespace', `using ns::munmap;\n${f('munmap(p, 1);')}`, []],
    [
      'using-declaration of the global namespace',
      `using ::munmap;\n${f('munmap(p, 1);')}`,
      ['munmap'],
    ],
  ])('%s', (_, text, expected) => {
    expect(names(text, 'cpp')).toEqual(expected);
  });
});

describe('spellings', () => {
  it.each<[string, string]>([
    ['mmap64(p, 1, 1, 2, 3, 4)', 'mmap(addr=p, length=1, prot=1, flags=2, fd=3, offset=4)'],
    ['open64("a", O_RDONLY)', 'open(path="a", flags=O_RDONLY)'],
    ['openat64(3, "a", O_CREAT, 0600)', 'openat(dirfd=3, path="a", flags=O_CREAT, mode=0600)'],
    ['creat64("a", 0600)', 'creat(path="a", mode=0600)'],
    ['lseek64(3, 0, SEEK_SET)', 'lseek(fd=3, offset=0, whence=SEEK_SET)'],
    ['pread(3, p, 4, 0)', '!pread64(fd=3, buf=p, count=4, offset=0)'],
    [
      'prlimit(0, RLIMIT_CORE, a, b)',
      '!prlimit64(pid=0, resource=RLIMIT_CORE, new_limit=a, old_limit=b)',
    ],
    ['_exit(1)', '!exit_group(status=1)'],
    ['_Exit(1)', '!exit_group(status=1)'],
    ['__open_2("a", O_RDONLY)', '!open(path="a", flags=O_RDONLY)'],
    ['__open64_2("a", O_RDONLY)', '!open(path="a", flags=O_RDONLY)'],
    ['__openat_2(3, "a", O_RDONLY)', '!openat(dirfd=3, path="a", flags=O_RDONLY)'],
    ['__read_chk(3, p, 4, 8)', '!read(fd=3, buf=p, count=4)'],
    ['__pread64_chk(3, p, 4, 0, 8)', '!pread64(fd=3, buf=p, count=4, offset=0)'],
    ['__recv_chk(3, p, 4, 8, MSG_PEEK)', '!recv(sockfd=3, buf=p, size=4, flags=MSG_PEEK)'],
    [
      '__recvfrom_chk(3, p, 4, 8, MSG_PEEK, a, b)',
      '!recvfrom(sockfd=3, buf=p, size=4, flags=MSG_PEEK, src_addr=a, addrlen=b)',
    ],
    ['__poll_chk(p, 1, -1, 8)', '!poll(fds=p, nfds=1, timeout=-1)'],
    ['__libc_open("a", O_RDONLY)', '!open(path="a", flags=O_RDONLY)'],
    ['__libc_open64("a", O_RDONLY)', '!open(path="a", flags=O_RDONLY)'],
    ['__open_nocancel("a", O_RDONLY)', '!open(path="a", flags=O_RDONLY)'],
    ['__mprotect(p, 1, PROT_NONE)', '!mprotect(addr=p, len=1, prot=PROT_NONE)'],
    ['__clone(f, p, SIGCHLD, 0)', '!clone(fn=f, stack=p, flags=SIGCHLD, arg=0)'],
    ['syscall(SYS_munmap, p, 1)', 'raw munmap(addr=p, length=1)'],
    ['syscall(__NR_clone, CLONE_VM, p)', 'raw clone(clone_flags=CLONE_VM, newsp=p)'],
    ['__syscall(SYS_munmap, p, 1)', 'raw !munmap(addr=p, length=1)'],
    ['INLINE_SYSCALL(munmap, 2, p, 1)', 'raw !munmap(addr=p, length=1)'],
    ['INLINE_SYSCALL_CALL(munmap, p, 1)', 'raw !munmap(addr=p, length=1)'],
    ['INTERNAL_SYSCALL(munmap, 2, p, 1)', 'raw !munmap(addr=p, length=1)'],
    ['INTERNAL_SYSCALL(munmap, err, 2, p, 1)', 'raw !munmap(addr=p, length=1)'],
    ['INTERNAL_SYSCALL_CALL(munmap, p, 1)', 'raw !munmap(addr=p, length=1)'],
    ['SYSCALL_CANCEL(openat, 3, "a", 0, 0)', 'raw !openat(dfd=3, filename="a", flags=0, mode=0)'],
  ])('%s', (call, expected) => {
    expect(calls(f(`${call};`))).toEqual([expected]);
  });

  it.each([
    [
      'of the file',
      `static int __open_2(const char *p, int f)\n{\n  return 0;\n}\n${f('__open_2("a", 0);')}`,
    ],
    [
      'a macro of the file',
      `#define INLINE_SYSCALL(n, c, ...) mine(n)\n${f('INLINE_SYSCALL(munmap, 2, p, 1);')}`,
    ],
    ['nobody knows', f('__my_open("a", 0); __libc_frob(1); __GI_x(); open65("a");')],
  ])('is not read where the name is %s', (_, text) => {
    expect(calls(text)).toEqual([]);
  });
});

describe('the name under the cursor', () => {
  const target = (marked: string): string => {
    const { text, offset } = atCursor(marked);
    const { file, kb } = open(text);
    const t = targetAt(file, offset, kb);
    return t?.kind === 'syscall' ? `${t.name}${t.call ? ' call' : ''}` : (t?.kind ?? 'nothing');
  };
  it.each([
    ['64-bit name', f('op$0en64("a", 0);'), 'open call'],
    ['fortified name', f('__op$0en_2("a", 0);'), 'open call'],
    ['inner name', f('__libc_op$0en("a", 0);'), 'open call'],
    ['_exit', f('_ex$0it(1);'), 'exit_group call'],
    ['POSIX name', f('pre$0ad(3, p, 1, 0);'), 'pread64 call'],
    ['number', f('syscall(SYS_mun$0map, p, 1);'), 'munmap call'],
    ['number in a table', 'int t[] = { [__NR_mun$0map] = 1 };', 'munmap'],
    ['number of libseccomp', f('x = __SNR_mun$0map;'), 'munmap'],
    ['number in a condition', '#ifdef SYS_mun$0map\n#endif\n', 'munmap'],
    ['number in a defined()', '#if defined(__NR_mun$0map)\n#endif\n', 'munmap'],
    ['SCMP_SYS', f('seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mun$0map), 0);'), 'munmap'],
    [
      'SCMP_SYS of a rule with comparisons',
      f('seccomp_rule_add(c, a, SCMP_SYS(mm$0ap), 1, SCMP_A2(SCMP_CMP_EQ, 1));'),
      'mmap',
    ],
    ['INLINE_SYSCALL', f('INLINE_SYSCALL(mun$0map, 2, p, 1);'), 'munmap call'],
    [
      'SYSCALL_DEFINE',
      'SYSCALL_DEFINE2(mun$0map, unsigned long, addr, size_t, len)\n{\n}\n',
      'munmap',
    ],
    [
      'COMPAT_SYSCALL_DEFINE',
      'COMPAT_SYSCALL_DEFINE2(mun$0map, compat_ulong_t, addr, int, len)\n{\n}\n',
      'munmap',
    ],
    ['tracepoint of entry', f('x = sys_enter_mun$0map;'), 'munmap'],
    ['tracepoint of exit', f('x = sys_exit_mun$0map;'), 'munmap'],
    ['variable', f('int mun$0map = 1;'), 'nothing'],
    ['member', f('o->mun$0map(p, 1);'), 'nothing'],
    ['function of the file', 'int mun$0map(void *p, int n)\n{\n  return 0;\n}\n', 'nothing'],
    ['designated initialiser', 'struct o t = { .mun$0map = g };', 'nothing'],
    ['SYSCALL_DEFINE of an unknown call', 'SYSCALL_DEFINE0(fro$0b)\n{\n}\n', 'nothing'],
  ])('%s', (_, marked, expected) => {
    expect(target(marked)).toBe(expected);
  });
});
