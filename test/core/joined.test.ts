import { beforeAll, describe, expect, it } from 'vitest';
import { constantOf } from '../../server/src/core/c/value.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

/** Known bits of the protection of the last mmap(): a number, `ones/zeros` of the low three, `?`, or `not judged`. */
function prot(body: string, language: 'c' | 'cpp' = 'c'): string {
  const { file } = open(`int g(int);\nint f(int x, void *p)\n{\n${body}\n}\n`, { language });
  const found = [...file.calls()].findLast(({ call }) => call.name === 'mmap');
  const arg = found?.call.args[2];
  if (!found || !arg || found.call.broken) return 'not judged';
  const value = file.facts(found).value(arg.expr);
  const n = constantOf(value);
  if (n !== undefined) return n.toString();
  return (value.ones | value.zeros) === 0n ? '?' : `${value.ones}/${value.zeros & 7n}`;
}

const B = '\n#ifdef B\n';
const C = '\n#ifdef C\n';
const END = '\n#endif\n';
const M = 'mmap(0, 1, q, 2, -1, 0);';

describe('several #if groups in one call', () => {
  const call = (prot: string, flags = '2'): string => `mmap(0, 1, ${prot}, ${flags}, -1, 0);`;
  it.each([
    ['in two arguments', call(`1${B}| 2${END}`, `2${C}| 0x20${END}`), '1/4'],
    ['in one argument', call(`1${B}| 2${END}${C}| 4${END}`), '1/0'],
    ['of one value whatever is chosen', call(`1${B}| 3${END}| 2${C}| 2${END}`), '3'],
    ['with an #else each', call(`${B}1\n#else\n3${END}${C}| 2\n#else\n| 4${END}`), '1/0'],
    ['three of them', call(`1${B}| 2${END}${C}| 2${END}\n#ifdef D\n| 2${END}`), '1/4'],
    ['four of them: too many', call(`1${`${B}| 2${END}`.repeat(4)}`), 'not judged'],
    ['with another number of arguments', call(`1${B}, 2${END}`, `2${C}| 0x20${END}`), 'not judged'],
    ['in a call that a variable is given', `void *r = ${call(`1${B}| 2${END}`)}`, '1/4'],
    ['in a call that is assigned', `p = ${call(`1${B}| 2${END}`)}`, '1/4'],
    ['in a call in a statement expression', `x = ({ ${call(`1${B}| 2${END}`)} 1; });`, '1/4'],
    ['one that is never compiled', call(`1\n#if 0\n| 2${END}`, `2${C}| 0x20${END}`), '1'],
  ])('%s', (_, body, expected) => {
    expect(prot(body)).toBe(expected);
  });
});

describe('#if groups in the value of a variable', () => {
  it.each([
    ['an assignment', `int q; q = 1${B}| 2${END}; ${M}`, '1/4'],
    ['an initialiser', `int q = 1${B}| 2${END}; ${M}`, '1/4'],
    ['with #else', `int q =${B}1\n#else\n3${END}; ${M}`, '1/4'],
    ['with #elif', `int q = 1${B}| 2\n#elif defined(C)\n| 4${END}; ${M}`, '1/0'],
    ['in front', `int q =${B}2 |${END}1; ${M}`, '1/4'],
    ['|=', `int q = 4; q |= 1${B}| 2${END}; ${M}`, '5/0'],
    ['two groups', `int q = 1${B}| 2${END}${C}| 4${END}; ${M}`, '1/0'],
    ['of one value', `int q = 3${B}| 2${END}; ${M}`, '3'],
    ['with ~ and &', `int q = 7${B}& ~2${END}; ${M}`, '5/0'],
    ['in parentheses', `int q = (1${B}| 2${END}); ${M}`, '1/4'],
    ['one of several variables', `int r = 2, q = 1${B}| 4${END}, s = 3; ${M}`, '1/2'],
    ['in a condition', `int q; if ((q = 1${B}| 2${END})) g(q); ${M}`, '1/4'],
    ['a field', `struct { int q; } s = { .q = 1${B}| 2${END} }; int q = 3; ${M}`, '3'],
    ['rows of a table', `int t[] = { 1,${B}2,${END}3 }; int q = 3; ${M}`, '3'],
    ['under another #if', `int q = 4;${C}q = 1${B}| 2${END};${END} ${M}`, '0/0'],
    ['under an #else', `int q = 4;${C}q = 5;\n#else\nq = 1${B}| 2${END};${END} ${M}`, '0/0'],
    ['never compiled', `int q = 1\n#if 0\n| 2${END}; ${M}`, '1'],
    ['a parameter', `x = 1${B}| 2${END}; mmap(0, 1, x, 2, -1, 0);`, '1/4'],
    ['with another variable', `int r = 2; int q = 1${B}| r${END}; ${M}`, '1/4'],
    ['spread over lines and comments', `int q = 1 /* ; */\n// =${B}| 2 // ;\n${END}; ${M}`, '1/4'],
    ['another assignment in a branch', `int q = 1; q = 2${B}; q = 4${END}; ${M}`, '0/1'],
  ])('%s', (_, body, expected) => {
    expect(prot(body)).toBe(expected);
  });

  it.each([
    ['a call in the value', `int q = 1; q = g(x)${B}| 2${END}; ${M}`],
    ['a call in the branch', `int q = 1; q = 4${B}| g(x)${END}; ${M}`],
    ['a call in the branch of an initialiser', `int q = 4${B}| g(x)${END}; ${M}`],
    ['groups in a group', `int q = 4${B}| 2${C}| 1${END}${END}; ${M}`],
    ['in an argument', `int q = 1; g(q = 4${B}| 2${END}); ${M}`],
    ['too many', `int q = 1${`${B}| 2${END}`.repeat(4)}; ${M}`],
    ['a step', `int q = 1; int r = 1; r = 4${B}+ q++${END}; ${M}`],
  ])('tells nothing of what it cannot read: %s', (_, body) => {
    expect(['?', 'not judged']).toContain(prot(body));
  });

  it('in C++', () => {
    expect(prot(`auto q = 1${B}| 2${END}; ${M}`, 'cpp')).toBe('1/4');
  });

  it('leaves the calls behind it where they are', () => {
    const text = `int f(int x)\n{\n  int q = 1${B}| 2${END};\n  munmap(0, q);\n}\n`;
    const { file } = open(text);
    const [found] = [...file.calls()];
    expect(found && file.slice(found.base + found.call.start, found.base + found.call.end)).toBe(
      'munmap(0, q)',
    );
  });
});
