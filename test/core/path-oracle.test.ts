/** What is claimed of the ways through a function must hold when it runs: random functions, compiled by gcc and traced. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallExpr, Expr } from '../../server/src/core/c/ir.ts';
import { calledName } from '../../server/src/core/c/leaving.ts';
import type { PathCall, Resource, TestState } from '../../server/src/core/c/path-facts.ts';
import { withProgram } from '../../data/tools/lib/gcc.ts';
import { PATH_HARNESS, pathFunctions, pathProgram } from '../support/path-programs.ts';
import { opener } from '../support/source.ts';

const TRACED = new Set(['e', 'open', 'close', 'dup2', 'here']);
const RUNS = 20;

/** What is claimed at one `here()`, calls by their lines. */
interface Claim {
  readonly before: readonly number[] | undefined;
  readonly mayBefore: ReadonlySet<number>;
  readonly after: readonly number[] | undefined;
  readonly mayAfter: ReadonlySet<number>;
  readonly resource: Resource;
  /** Line of the call that the resource comes from. */
  readonly from: number;
  readonly closed: boolean;
  readonly errno: number | undefined;
  /** States of each open() by line. */
  readonly tested: ReadonlyMap<number, ReadonlySet<TestState> | undefined>;
}
interface Event {
  readonly kind: string;
  readonly line: number;
  readonly value: number;
  readonly owner: number;
}
interface Trace {
  readonly events: readonly Event[];
  /** Came to its end; else it ran out of steps or exited. */
  readonly returned: boolean;
}

describe('paths', async () => {
  const open = await opener();

  function claimsOf(text: string): Map<number, Claim> {
    const claims = new Map<number, Claim>();
    const { file } = open(text);
    let row = 1;
    const lineOf = Array.from(text, (char) => (char === '\n' ? row++ : row));
    for (const placed of file.calls()) {
      const { fn } = placed.call;
      const paths = file.facts(placed).paths(placed.call);
      if (placed.call.name !== 'getpid' || !fn || !paths) continue;
      const line = (e: Expr): number => lineOf[placed.base + e.start] ?? 0;
      const lines = (calls: readonly PathCall[]): number[] =>
        calls.filter((c) => TRACED.has(c.name ?? '')).map((c) => line(c.expr));
      const named = (name: string): CallExpr[] =>
        fn.calls.map((c) => c.expr).filter((c) => calledName(c) === name);
      for (const here of named('here')) {
        const before = paths.certainlyBefore(here);
        const after = paths.certainlyAfter(here);
        const [arg] = here.args;
        if (!arg) continue;
        const resource = paths.resource(arg);
        const owner = paths.errnoOwner(here);
        claims.set(line(here), {
          before: before && lines(before),
          mayBefore: new Set(lines(paths.mayBefore(here))),
          after: after && lines(after),
          mayAfter: new Set(lines(paths.mayAfter(here))),
          resource,
          from: resource.kind === 'call' ? line(resource.expr) : 0,
          closed: paths.closedAt(arg) !== undefined,
          errno: owner?.kind === 'call' ? line(owner.call.expr) : undefined,
          tested: new Map(named('open').map((o) => [line(o), paths.testedBefore(o, here)])),
        });
      }
    }
    return claims;
  }

  it.each(fc.sample(pathFunctions, { numRuns: 3, seed: 4 }))('of a program hold', (...bodies) => {
    const text = pathProgram(bodies);
    const claims = claimsOf(text);
    const traces = run(text, bodies.length);
    const wrong = traces.flatMap((trace) => wrongIn(trace, claims));
    expect([...new Set(wrong)].slice(0, 6), text).toEqual([]);
    const known = [...claims.values()];
    const share = (of: (c: Claim) => boolean): number => known.filter(of).length / known.length;
    expect(share((c) => (c.before?.length ?? 0) > 0)).toBeGreaterThan(0.5);
    expect(share((c) => c.resource.kind !== 'unknown')).toBeGreaterThan(0.05);
    expect(share((c) => c.closed)).toBeGreaterThan(0.02);
    expect(share((c) => c.errno !== undefined)).toBeGreaterThan(0.03);
  });
});

/** Every function with several seeds; each trace is one run. */
function run(text: string, count: number): Trace[] {
  const calls = Array.from({ length: count }, (_, i) => `f${String(i)}`).join(', ');
  const main = `int main(void) {
  static void (*const all[])(void) = { ${calls} };
  for (int i = 0; i < ${String(count)}; i++) for (int s = 1; s <= ${String(RUNS)}; s++) {
    seed = (unsigned long long)s * 0x9E3779B97F4A7C15ULL; left = 60; next = 3; owner = 0;
    if (setjmp(end) == 0) { all[i](); printf("R 0 0 0\\n"); } else printf("X 0 0 0\\n");
  }
}
`;
  const program = `${PATH_HARNESS}#line 1\n${text}\n${main}`;
  const output = withProgram(program, ['-w', '-O0'], (path) =>
    execFileSync(path, { encoding: 'utf8', maxBuffer: 1 << 28 }),
  );
  if (typeof output !== 'string') throw new Error(output?.messages ?? 'this test needs gcc');
  const traces: Trace[] = [];
  let events: Event[] = [];
  for (const row of output.trim().split('\n')) {
    const [kind = '', line, value, owner] = row.split(' ');
    if (kind === 'R' || kind === 'X') {
      traces.push({ events, returned: kind === 'R' });
      events = [];
    } else events.push({ kind, line: Number(line), value: Number(value), owner: Number(owner) });
  }
  return traces;
}

/** Claims that a run contradicts, in words. */
function wrongIn({ events, returned }: Trace, claims: ReadonlyMap<number, Claim>): string[] {
  const out: string[] = [];
  events.forEach((e, i) => {
    const claim = e.kind === 'H' ? claims.get(e.line) : undefined;
    if (!claim) return;
    const say = (what: string): void => void out.push(`line ${String(e.line)}: ${what}`);
    const past = events.slice(0, i);
    const later = events.slice(i + 1);
    const ran = new Set(past.map((x) => x.line));
    for (const l of claim.before ?? []) if (!ran.has(l)) say(`${String(l)} did not run before`);
    for (const l of ran) if (!claim.mayBefore.has(l)) say(`${String(l)} did run before`);
    const runs = new Set(later.map((x) => x.line));
    for (const l of claim.after ?? [])
      if (returned && !runs.has(l)) say(`${String(l)} never ran after`);
    for (const l of runs) if (!claim.mayAfter.has(l)) say(`${String(l)} did run after`);
    const { resource } = claim;
    if (resource.kind === 'number' && Number(resource.value) !== e.value) say('another number');
    if (resource.kind === 'call') {
      const given = past.findLast((x) => x.kind === 'O' && x.line === claim.from);
      if (given?.value !== e.value) say(`not from ${String(claim.from)}`);
    }
    const lastOpen = past.findLastIndex((x) => x.kind === 'O' && x.value === e.value);
    const shut = past.findLastIndex((x) => x.kind === 'C' && x.value === e.value);
    if (claim.closed && (shut < 0 || (e.value >= 0 && shut < lastOpen))) say('not closed');
    if (claim.errno !== undefined && claim.errno !== e.owner) say(`errno of ${String(e.owner)}`);
    for (const [l, states] of claim.tested) {
      const result = past.findLast((x) => x.kind === 'O' && x.line === l);
      if (!states || !result) continue;
      const only = states.size === 1 ? [...states][0] : undefined;
      if (states.size === 0) say(`${String(l)} does lead here`);
      if (only === 'ok' && result.value < 0) say(`${String(l)} failed`);
      if (only === 'failed' && result.value >= 0) say(`${String(l)} did not fail`);
    }
  });
  return out;
}
