/** Sizes of types, which are part of the numbers of ioctl requests, as the compilers of the architectures have them. */
import { describe, expect, test } from 'vitest';
import { evaluateText } from '../../data/tools/import/c-expression.ts';
import { preprocess } from '../../data/tools/import/c-preprocess.ts';

const HEADER = `
typedef unsigned int __u32;
typedef unsigned short vifi_t;
typedef unsigned long long __u64;
typedef __u64 __attribute__((aligned(8))) __aligned_u64;
typedef void (*handler_t)(int);
typedef struct { char name[16]; } named_t;
#define __struct_group(TAG, NAME, ATTRS, MEMBERS...) \\
	union { struct { MEMBERS } ATTRS; struct TAG { MEMBERS } ATTRS NAME; } ATTRS
#define FLEX(TYPE, NAME) struct { struct { } __empty_ ## NAME; TYPE NAME[]; }
#define COUNT 3
struct mixed { char c; __u64 x; };
struct aligned { char c; __aligned_u64 x; };
struct tight { char c; __u64 x; } __attribute__((packed));
struct node { struct node *next; handler_t run; };
struct bits { __u32 a:3, b:30; unsigned char c; };
struct list { long one, two[COUNT]; enum { A, B } kind; };
union either { char c[5]; int i; };
struct outer { struct inner { char a; short b; } in[2]; named_t n; };
struct group { __struct_group(tag, name, , __u32 a; __u32 b;); char c; };
struct tail { int n; FLEX(int, rest); };
struct clock { time_t t; char c; };
struct unknown { struct nowhere x; };
#define REQUEST(size) (0x80000000 | (sizeof(size) << 16))
enum from_size { SIZED = REQUEST(struct mixed) };
`;

const machine = (longBits: 32 | 64, maxAlign: number, timeBits: 32 | 64 = longBits) =>
  preprocess(['a.h'], () => HEADER, { macros: {}, longBits, maxAlign, timeBits });
const machines = {
  x86_64: machine(64, 8),
  arm: machine(32, 8),
  i386: machine(32, 4),
  m68k: machine(32, 2),
  riscv32: machine(32, 8, 64),
};
const sizes = (type: string): (bigint | undefined)[] =>
  Object.values(machines).map((scope) => evaluateText(`sizeof(${type})`, scope)?.value);

describe('sizes on x86_64, arm, i386, m68k, riscv32', () => {
  test.each([
    ['char', [1n, 1n, 1n, 1n, 1n]],
    ['long', [8n, 4n, 4n, 4n, 4n]],
    ['handler_t', [8n, 4n, 4n, 4n, 4n]],
    ['int [3]', [12n, 12n, 12n, 12n, 12n]],
    ['struct mixed', [16n, 16n, 12n, 10n, 16n]],
    ['struct aligned', [16n, 16n, 16n, 16n, 16n]],
    ['struct tight', [9n, 9n, 9n, 9n, 9n]],
    ['struct node', [16n, 8n, 8n, 8n, 8n]],
    ['struct bits', [12n, 12n, 12n, 10n, 12n]],
    ['struct list', [40n, 20n, 20n, 20n, 20n]],
    ['union either', [8n, 8n, 8n, 6n, 8n]],
    ['struct outer', [24n, 24n, 24n, 24n, 24n]],
    ['struct inner *', [8n, 4n, 4n, 4n, 4n]],
    ['struct group', [12n, 12n, 12n, 10n, 12n]],
    ['struct tail', [4n, 4n, 4n, 4n, 4n]],
    ['struct clock', [16n, 8n, 8n, 6n, 16n]],
    ['struct timeval', [16n, 8n, 8n, 8n, 16n]],
    ['struct unknown', [undefined, undefined, undefined, undefined, undefined]],
    ['struct nowhere *', [8n, 4n, 4n, 4n, 4n]],
  ])('%s', (type, expected) => {
    expect(sizes(type)).toEqual(expected);
  });
});

test('an enumerator may need a size', () => {
  const values = Object.values(machines).map((scope) => scope.enumerators.get('SIZED')?.value);
  expect(values).toEqual([0x80100000n, 0x80100000n, 0x800c0000n, 0x800a0000n, 0x80100000n]);
});

test.each([
  ['(vifi_t)-1', 65535n],
  ['((unsigned char) ~0)', 255n],
  ['(signed char)255', -1n],
  ['(__u64)-1', 0xffffffffffffffffn],
  ['(__u32)-1 + 1', 0n],
])('the cast %s is %s', (text, value) => {
  expect(evaluateText(text, machines.x86_64)?.value).toBe(value);
});
