/** What is claimed of a value must hold when the program runs: random functions, compiled by gcc, every claim compared. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/src/core/c/value.ts';
import { withProgram } from '../../data/tools/lib/gcc.ts';
import { PRELUDE, programs, SWITCHES } from '../support/c-programs.ts';
import { opener } from '../support/source.ts';

/**
 * Prints line, length and advice of each madvise() that runs, as the kernel would get them; in a wrapper also with the
 * line of the call of the wrapper.
 */
const HARNESS = `#include <stdio.h>
void touch(int *p) { *p ^= 5; }
int hidden = 0x140;
static int here;
static int log_call(int line, size_t length, int advice)
{
  static int left = 100000;
  if (left-- > 0) {
    printf("%d %zx %x\\n", line, length, (unsigned)advice);
    if (here) printf("%d %zx %x\\n", here, length, (unsigned)advice);
  }
  return 0;
}
#undef assert
#define assert(x) do { if (!(x)) return 0; } while (0)
#define madvise(p, length, advice) log_call(__LINE__, (length), (advice))
`;
const PROGRAMS = 6;
const MASKS = { length: (1n << 64n) - 1n, advice: 0xffffffffn };

interface Claim {
  readonly text: string;
  readonly length: Value;
  readonly advice: Value;
}

describe('values', async () => {
  const open = await opener();

  function claimsOf(text: string): Map<string, Claim> {
    const claims = new Map<string, Claim>();
    const { file } = open(text);
    for (const placed of file.calls()) {
      const [, length, advice] = placed.call.args;
      if (placed.call.name !== 'madvise' || !length || !advice) continue;
      const at = placed.base + placed.call.start;
      claims.set(String(text.slice(0, at).split('\n').length), {
        text: text.slice(at, placed.base + placed.call.end),
        length: file.facts(placed).value(length.expr),
        advice: file.facts(placed).value(advice.expr),
      });
    }
    return claims;
  }

  it.each(fc.sample(programs, { numRuns: PROGRAMS, seed: 20 }))(
    'of a program hold',
    ({ wrappers, functions }) => {
      const text = PRELUDE + wrappers + functions.join('\n');
      const claims = claimsOf(text);
      const seen = run(text, functions.length);
      expect(wrongClaims(claims, seen, text)).toEqual([]);
      const ran = [...claims].filter(([line]) => seen.some((s) => s.startsWith(`${line} `)));
      expect(ran.length).toBeGreaterThan(100);
      const knowing = ran.filter(([, { advice }]) => (advice.ones | advice.zeros) !== 0n);
      expect(knowing.length / ran.length).toBeGreaterThan(0.15);
    },
  );
});

/** Lines that the program prints, each once, compiled in several ways: every function with several arguments. */
function run(text: string, count: number): string[] {
  const calls = Array.from({ length: count }, (_, i) => `f${String(i)}(a, b);`).join(' ');
  const main = `int main(void) { for (int a = 0; a < 4; a++) for (int b = 0; b < 9; b += 2) { ${calls} } }\n`;
  const at = PRELUDE.split('\n').findIndex((line) => line.startsWith('void touch')) + 1;
  const program = text.replace('void touch', `${HARNESS}#line ${String(at)}\nvoid touch`);
  const told = program
    .replace(/^madvise\(/gm, 'here = 0, $&')
    .replace(/^w\d\(/gm, 'here = __LINE__, $&');
  const ways = [[], ...SWITCHES.map((name) => [`-D${name}`]), SWITCHES.map((name) => `-D${name}`)];
  const seen = new Set<string>();
  for (const way of ways) {
    const output = withProgram(`${told}\n${main}`, ['-fwrapv', ...way], (path) =>
      execFileSync(path, { encoding: 'utf8', maxBuffer: 1 << 28 }),
    );
    if (typeof output !== 'string') throw new Error(output?.messages ?? 'this test needs gcc');
    for (const line of output.trim().split('\n')) seen.add(line);
  }
  return [...seen];
}

/** The first few claims that a run contradicts, with the function around. */
function wrongClaims(
  claims: ReadonlyMap<string, Claim>,
  seen: readonly string[],
  text: string,
): string[] {
  const wrong = new Set<string>();
  for (const line of seen) {
    const [at = '', length = '0', advice = '0'] = line.split(' ');
    const claim = claims.get(at);
    if (claim === undefined || wrong.size >= 4) continue;
    for (const [name, value] of [
      ['length', length],
      ['advice', advice],
    ] as const) {
      const { ones, zeros } = claim[name];
      const real = BigInt(`0x${value}`);
      if ((ones & MASKS[name] & ~real) === 0n && (zeros & MASKS[name] & real) === 0n) continue;
      const before = text.split('\n').slice(0, Number(at));
      const from = before.findLastIndex((l) => l.startsWith('void'));
      wrong.add(
        `${claim.text}: ${name} 0x${value}, claimed ones ${ones.toString(16)} zeros ${zeros.toString(16)}\n${before.slice(from).join('\n')}`,
      );
      break;
    }
  }
  return [...wrong];
}
