import { beforeAll, describe, expect, it } from 'vitest';
import { cursorAt } from '../../server/src/core/c/cursor.ts';
import { targetAt } from '../../server/src/core/c/target.ts';
import { constantOf } from '../../server/src/core/c/value.ts';
import { atCursor, opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** What is known of the protection that the first mmap() asks for; in a macro body it is read from tokens. */
function prot(text: string): string {
  const { file } = open(text, { language: 'cpp' });
  const found = [...file.calls()].find(({ call }) => call.name === 'mmap');
  const arg = found?.call.args[2];
  if (!found || !arg) return 'none';
  const n = constantOf(file.facts(found).value(arg.expr));
  return `${n === undefined ? '?' : n.toString()}${found.call.broken ? ' !' : ''}`;
}
const f = (body: string): string => `void A::f(int x)\n{\n  ${body}\n}\n`;
const mmap = (value: string): string => `::mmap(nullptr, 1, ${value}, MAP_PRIVATE, -1, 0);`;

describe('values of C++', () => {
  it.each<[string, string, string]>([
    ['static_cast', f(mmap('static_cast<int>(PROT_READ)')), '1'],
    [
      'static_cast of a sum of flags',
      f(mmap('static_cast<int>(PROT_READ | PROT_WRITE) | PROT_EXEC')),
      '7',
    ],
    ['static_cast cuts as a cast does', f(mmap('static_cast<unsigned char>(0x101)')), '1'],
    ['functional cast', f(mmap('int(PROT_READ)')), '1'],
    ['C cast', f(mmap('(int)PROT_READ')), '1'],
    ['reinterpret_cast of a number', f(mmap('reinterpret_cast<long>(1)')), '1'],
    ['cast to a type of its own', f(mmap('static_cast<Prot>(PROT_READ)')), '1'],
    ['cast of a local', f(`const int q = PROT_READ; ${mmap('static_cast<int>(q)')}`), '1'],
    [
      'constexpr of the file',
      `constexpr int kRead = PROT_READ | PROT_WRITE;\n${f(mmap('kRead'))}`,
      '3',
    ],
    ['static constexpr', `static constexpr int kRead = PROT_READ;\n${f(mmap('kRead'))}`, '1'],
    ['inline constexpr', `inline constexpr unsigned kRead = 1;\n${f(mmap('kRead'))}`, '1'],
    ['local constexpr', f(`constexpr int kRead = PROT_READ; ${mmap('kRead')}`), '1'],
    ['local static constexpr', f(`static constexpr int kRead = PROT_READ; ${mmap('kRead')}`), '1'],
    ['auto', f(`auto q = PROT_READ; ${mmap('q')}`), '1'],
    ['auto const', f(`const auto q = PROT_READ | PROT_EXEC; ${mmap('q')}`), '5'],
    ['initialised with braces', f(`int q{PROT_READ}; ${mmap('q')}`), '1'],
    ['initialised with = braces', f(`int q = {PROT_READ}; ${mmap('q')}`), '1'],
    ['what may as well be a prototype', f(`int q(PROT_READ); ${mmap('q')}`), '?'],
    ['digit separators', f(mmap("0x0'1")), '1'],
    ['binary number', f(mmap('0b101')), '5'],
    ['enumerator', `enum { kRead = PROT_READ };\n${f(mmap('kRead'))}`, '1'],
    ['enumerator with a type', `enum Prot : int { kRead = PROT_READ };\n${f(mmap('kRead'))}`, '1'],
    [
      'scoped enumerator',
      `enum class P { kRead = PROT_READ };\n${f(mmap('static_cast<int>(P::kRead)'))}`,
      '?',
    ],
    ['member of a class', f(mmap('prot_')), '?'],
    ['static member', f(mmap('A::kProt')), '?'],
    ['loop variable', f(`for (auto q : all) { ${mmap('q')} }`), '?'],
    ['loop variable that is set', f(`for (int q : all) { if (x) q = 1; ${mmap('q')} }`), '?'],
    ['structured binding', f(`auto [q, n] = pair(); ${mmap('q')}`), '?'],
    ['second of a structured binding', f(`auto [n, q] = pair(); if (x) q = 1; ${mmap('q')}`), '?'],
    [
      'what a lambda writes',
      f(`int q = PROT_READ; auto g = [&] { q = 3; }; g(); ${mmap('q')}`),
      '?',
    ],
    ['what a reference may write', f(`int q = PROT_READ; int &r = q; r = 3; ${mmap('q')}`), '?'],
    ['what a function may write by reference', f(`int q = PROT_READ; set(q); ${mmap('q')}`), '?'],
    ['what a function is lent only later', f(`int q = PROT_READ; ${mmap('q')} set(q);`), '1'],
    [
      'what a function is lent later in the loop',
      f(`int q = PROT_READ; for (;;) { ${mmap('q')} set(q); }`),
      '?',
    ],
    ['what is set again behind it', f(`int q = 0; set(q); q = PROT_READ; ${mmap('q')}`), '1'],
    ['what a system call is given', f(`int q = PROT_READ; mprotect(0, 1, q); ${mmap('q')}`), '1'],
    ['a constant that is lent', f(`const int q = PROT_READ; set(q); ${mmap('q')}`), '1'],
    ['what std::cin may write', f(`int q = PROT_READ; std::cin >> q; ${mmap('q')}`), '?'],
    ['parameter of a lambda', f(`auto g = [](int q) { if (q) q = 1; ${mmap('q')} };`), '?'],
    [
      'a captured local that nobody writes',
      f(`const int q = PROT_READ; auto g = [=] { ${mmap('q')} };`),
      '1',
    ],
    ['variable of a catch', f(`try { g(); } catch (int q) { ${mmap('q')} }`), '?'],
    ['condition with a declaration', f(`if (int q = PROT_READ; x) { ${mmap('q')} }`), '?'],
    ['template argument', f(mmap('flags<PROT_READ>()')), '?'],
    ['cast in a macro', `#define M(n) mmap(0, n, static_cast<int>(PROT_READ), 2, -1, 0)\n`, '1 !'],
    [
      'cast in a macro with more behind it',
      `#define M(n) mmap(0, n, static_cast<int>(PROT_READ) | PROT_EXEC, 2, -1, 0)\n`,
      '5 !',
    ],
    ['macro that casts', `#define P static_cast<int>(PROT_READ)\n${f(mmap('P'))}`, '1'],
    [
      'macro that casts to a pointer',
      `#define P reinterpret_cast<void *>(1)\n${f(mmap('P'))}`,
      '1',
    ],
    ['functional cast in a macro', `#define P int(PROT_READ)\n${f(mmap('P'))}`, '1'],
    [
      'constexpr that casts',
      `constexpr int kRead = static_cast<int>(PROT_READ);\n${f(mmap('kRead'))}`,
      '1',
    ],
  ])('%s', (_, text, expected) => {
    expect(prot(text)).toBe(expected);
  });
});

describe('arguments of C++ are counted as they are', () => {
  const argument = (marked: string): string => {
    const { text, offset } = atCursor(marked);
    const { file, kb } = open(text, { language: 'cpp' });
    const c = cursorAt(file, offset, kb);
    if (c.quiet) return 'quiet';
    return c.call ? `${c.call.info.name}.${c.call.params[c.call.index]?.name ?? c.call.index}` : '';
  };
  it.each<[string, string, string]>([
    ['global namespace', f('::mmap(nullptr, 1, $0'), 'mmap.prot'],
    ['another namespace', f('ns::mmap(nullptr, 1, $0'), ''],
    ['member', f('this->mmap(nullptr, 1, $0'), ''],
    [
      'cast with a comma in its type',
      f('mmap(static_cast<std::pair<int, int> *>(p), 1, $0'),
      'mmap.prot',
    ],
    ['cast', f('mmap(static_cast<void *>(p), 1, $0'), 'mmap.prot'],
    ['inside a cast', f('mmap(0, 1, static_cast<int>(PROT_READ | $0'), 'mmap.prot'],
    ['template call', f('mmap(at<int, 4>(p), 1, $0'), 'mmap.prot'],
    ['smaller and greater', f('mmap(0, a < b, $0'), 'mmap.prot'],
    ['two comparisons are no template', f('mmap(0, a < b, c > d, $0'), 'mmap.flags'],
    ['shift', f('mmap(0, 1 << 3, $0'), 'mmap.prot'],
    ['lambda', f('mmap([](int a, int b) { return a; }(1, 2), 1, $0'), 'mmap.prot'],
    ['lambda with statements', f('mmap(0, [&] { int a = 1, b = 2; return a; }(), $0'), 'mmap.prot'],
    ['inside a lambda', f('run([&] { mmap(0, 1, $0'), 'mmap.prot'],
    ['inside a lambda of an argument', f('mmap(0, [&] { munmap($0'), 'munmap.addr'],
    ['braces', f('mmap(0, size_t{1}, $0'), 'mmap.prot'],
    ['braces with commas', f('mmap(0, len({1, 2, 3}), $0'), 'mmap.prot'],
    ['raw string', f('mmap(R"(a, b")", 1, $0'), 'mmap.prot'],
    ['raw string with a delimiter', f('mmap(R"x(a)", b)x", 1, $0'), 'mmap.prot'],
    ['prefixed raw string', f('mmap(u8R"(a, ")", 1, $0'), 'mmap.prot'],
    ['inside a raw string', f('mmap(R"(a, $0'), 'quiet'],
    ['digit separators', f("mmap(0, 1'000'000, $0"), 'mmap.prot'],
    ['character behind a digit separator', f("mmap(1'0, ',', $0"), 'mmap.prot'],
    ['range loop', f('for (auto &[a, b] : all) mmap(a, b, $0'), 'mmap.prot'],
    ['initialiser of a condition', f('if (auto p = mmap(0, 1, $0'), 'mmap.prot'],
    ['attribute', f('[[maybe_unused]] auto p = mmap(0, 1, $0'), 'mmap.prot'],
    ['constructor initialiser', 'A::A() : p_(mmap(0, 1, $0', 'mmap.prot'],
  ])('%s', (_, marked, expected) => {
    expect(argument(marked)).toBe(expected);
  });
});

describe('names of C++ under the cursor', () => {
  const target = (marked: string): string => {
    const { text, offset } = atCursor(marked);
    const { file, kb } = open(text, { language: 'cpp' });
    const t = targetAt(file, offset, kb);
    return t ? [t.kind, 'name' in t ? t.name : ''].join(' ').trim() : 'nothing';
  };
  it.each<[string, string, string]>([
    ['global namespace', f('::mun$0map(p, 1);'), 'syscall munmap'],
    ['another namespace', f('ns::mun$0map(p, 1);'), 'nothing'],
    ['std::signal', f('std::sig$0nal(2, h);'), 'nothing'],
    ['method of the class', 'struct A { int mun$0map(void *p, int n); };', 'nothing'],
    [
      'call in a method of its name',
      'int A::munmap(void *p, int n)\n{\n  return ::mun$0map(p, n);\n}\n',
      'syscall munmap',
    ],
    [
      'flag in a cast',
      f('::mmap(nullptr, 1, static_cast<int>(PROT_R$0EAD), 2, -1, 0);'),
      'constant PROT_READ',
    ],
    ['flag in a lambda', f('auto g = [] { return PROT_R$0EAD; };'), 'constant PROT_READ'],
    ['in a raw string', f('g(R"(munmap mun$0map(p))");'), 'nothing'],
    ['behind a raw string with quotes', f('g(R"("))"); mun$0map(p, 1);'), 'syscall munmap'],
    ['flag of another namespace', f('x = ns::PROT_R$0EAD;'), 'nothing'],
  ])('%s', (_, marked, expected) => {
    expect(target(marked)).toBe(expected);
  });
});

describe('calls of C++ are judged', () => {
  it.each<[string, string]>([
    ['in a method', f('::munmap(p, 1);')],
    [
      'in a method of a template',
      'template <class T>\nvoid A<T>::f(T *p)\n{\n  munmap(p, sizeof(T));\n}\n',
    ],
    ['with a cast', f('munmap(reinterpret_cast<void *>(x), 1);')],
    [
      'with a lambda as an argument of another',
      f('run([&](int a) -> int { return munmap(p, a); });'),
    ],
    ['behind auto', f('auto r = munmap(p, 1);')],
    ['behind a structured binding', f('auto [p, n] = get(); munmap(p, n);')],
    ['in an if with an initialiser', f('if (auto p = get(); munmap(p, 1)) return;')],
    ['with braces', f('munmap(p, size_t{1});')],
    ['in a range loop', f('for (auto &m : maps) munmap(m.p, m.n);')],
    [
      'in a destructor of a class',
      'class A final : public B {\n public:\n  ~A() override { munmap(p_, n_); }\n private:\n  void *p_;\n};\n',
    ],
    ['behind raw strings', f('log(R"(")"); munmap(p, 1);')],
    ['behind digit separators', f("int n = 1'000; munmap(p, n);")],
    ['in a constexpr if', f('if constexpr (sizeof(x) > 4) munmap(p, 1);')],
    ['with trailing return type', 'auto f(void *p) -> int { return munmap(p, 1); }'],
    ['in a coroutine', 'task f(void *p) { co_return munmap(p, 1); }'],
    [
      'in a namespace',
      'namespace a::b {\nint f(void *p)\n{\n  return munmap(p, 1);\n}\n}  // namespace a::b\n',
    ],
    ['behind an attribute', '[[nodiscard]] int f(void *p) { return munmap(p, 1); }'],
  ])('%s', (_, text) => {
    const { file } = open(text, { language: 'cpp' });
    expect([...file.calls()].map(({ call }) => [call.name, call.broken])).toEqual([
      ['munmap', false],
    ]);
  });
});
