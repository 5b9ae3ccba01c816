import { describe, expect, it } from 'vitest';
import type { FeatureContext } from '../../server/src/core/features/feature.ts';
import { callCard } from '../../server/src/core/features/support/call-card.ts';
import {
  CALL_BUDGET,
  ERRNO_BUDGET,
  FLAG_BUDGET,
  renderCard,
  type Line,
} from '../../server/src/core/features/support/card.ts';
import { errnoCard } from '../../server/src/core/features/support/errno-card.ts';
import { flagCard } from '../../server/src/core/features/support/flag-card.ts';
import { contextOf, links } from '../support/feature.ts';
import { testKb } from '../support/kb.ts';

const kb = testKb();
const written = Object.values(kb.index.calls).filter((call) => call.page);
const targets = [
  new Map<string, string>(),
  new Map([
    ['kernel', '3.10'],
    ['arches', 'x86_64,mips,aarch64'],
    ['container', 'docker'],
  ]),
  new Map([
    ['arch', 'sparc64'],
    ['libc', 'musl'],
  ]),
];
const contexts = targets.flatMap((options) =>
  (['compact', 'standard'] as const).map((detail): FeatureContext => {
    const guard = <T>(_part: string, run: () => T): T => run();
    return { ...contextOf(options, { detail, links }), kb, guard };
  }),
);

/** Every way in which a card breaks the rules of feel; none when it is fine. */
function faults(
  lines: readonly Line[],
  ctx: FeatureContext,
  most: { lines: number; chars: number },
): string[] {
  const text = renderCard(lines, ctx.settings.hover.detail, most);
  const read = text.replace(/\]\([^)\s]*\)/g, ']');
  const shown = read.split('\n').filter((line) => line.trim() !== '');
  const found: string[] = [];
  if (shown.length > most.lines) found.push(`${shown.length} lines`);
  if (read.length > most.chars) found.push(`${read.length} characters`);
  if (/^\s*\|.*\|\s*$/m.test(text)) found.push('a table');
  if (/<[a-z/][^>]*>/i.test(text.replace(/`[^`]*`/g, '').replace(/\\</g, ''))) found.push('HTML');
  if (text.includes('![')) found.push('an image');
  if (/\p{Extended_Pictographic}/u.test(text)) found.push('an emoji');
  if (text.split('**Careful:**').length > 2) found.push('two warnings');
  if (/\[object Object\]|\bNaN\b/.test(text)) found.push(`a slip: ${text}`);
  return found;
}

/** Faults of many cards, each with what it is about. */
function collect(
  cards: Iterable<readonly [string, readonly Line[]]>,
  ctx: FeatureContext,
  most: { lines: number; chars: number },
): string[] {
  const found: string[] = [];
  for (const [name, lines] of cards) {
    if (lines.length === 0) found.push(`${name}: empty`);
    for (const fault of faults(lines, ctx, most)) found.push(`${name}: ${fault}`);
  }
  return found;
}

describe.each(contexts)('hovers keep to their budget', (ctx) => {
  const { target, settings } = ctx;
  const name = `${target.arch}, ${settings.hover.detail}, kernel ${target.kernel?.major ?? 'any'}`;

  it(`every call: 14 lines, 1000 characters (${name})`, () => {
    const cards = Object.values(kb.index.calls).flatMap((call) =>
      (['libc', 'raw'] as const).map(
        (via) => [call.name, callCard(call, { via, spelled: call.name }, ctx)] as const,
      ),
    );
    expect(collect(cards, ctx, CALL_BUDGET)).toEqual([]);
  });

  it(`every constant in every argument: 6 lines, 400 characters (${name})`, () => {
    const uses = written.flatMap((call) =>
      call.params.flatMap((p) =>
        p.group === undefined ? [] : [{ call: call.name, param: p.name, group: p.group }],
      ),
    );
    const cards = uses.flatMap(({ call, param, group: id }) => {
      const group = kb.group(id);
      return (group?.members ?? []).map(
        (m) =>
          [
            `${m.name} in ${call}`,
            flagCard(m.name, { call, param, ...(group === undefined ? {} : { group }) }, ctx),
          ] as const,
      );
    });
    expect(cards.length).toBeGreaterThan(50);
    expect(collect(cards, ctx, FLAG_BUDGET)).toEqual([]);
  });

  it(`every constant in a foreign argument (${name})`, () => {
    const wanted = kb.group('mmap-prot');
    if (wanted === undefined) throw new Error('no group mmap-prot');
    const cards = Object.values(kb.index.groups).flatMap((group) =>
      group.members.map(
        (m) =>
          [m.name, flagCard(m.name, { group, call: 'mmap', param: 'prot', wanted }, ctx)] as const,
      ),
    );
    expect(collect(cards, ctx, FLAG_BUDGET)).toEqual([]);
  });

  it(`every errno after every call, and alone: 8 lines, 600 characters (${name})`, () => {
    const after = written.flatMap((call) =>
      [...call.errors, 'EPERM', 'ENOSYS', 'EINTR'].map(
        (e) => [`${e} after ${call.name}`, errnoCard(e, call, ctx)] as const,
      ),
    );
    const alone = Object.keys(kb.index.errnos).map(
      (e) => [e, errnoCard(e, undefined, ctx)] as const,
    );
    expect(after.length).toBeGreaterThan(20);
    expect(collect([...after, ...alone], ctx, ERRNO_BUDGET)).toEqual([]);
  });
});
