/** Rules as they describe themselves: form of the metadata, and every example of their pages run. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/core/rules/index.ts';
import type { AnyRule } from '../../server/src/core/rules/rule.ts';
import { lintText } from '../support/lint.ts';

const source = new URL('../../server/src/core/rules/', import.meta.url);

test('the list is sorted, complete, and each rule is in the file named after it', () => {
  const ids = rules.map((r) => r.meta.id);
  expect(ids).toEqual([...new Set(ids)].sort());
  const files = readdirSync(source).filter((f) => /^[a-z]+-.*\.ts$/.test(f));
  expect(files.sort()).toEqual(ids.map((id) => `${id.replace('/', '-')}.ts`).sort());
});

test('no name is taken twice', () => {
  const names = rules.flatMap((r) => [r.meta.id, ...(r.meta.aliases ?? [])]);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
  const { meta } = rule;

  test('its metadata has the form of the house', () => {
    expect(id).toMatch(/^[a-z]+\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(meta.summary).toMatch(/^\S.*[^.\s]$/);
    expect(meta.summary.length).toBeLessThanOrEqual(80);
    expect(meta.docs.why.length).toBeGreaterThan(80);
    expect(meta.docs.limits.length).toBeGreaterThan(20);
    expect(Math.min(meta.docs.bad.length, meta.docs.good.length)).toBeGreaterThan(0);
    for (const text of Object.values(meta.messages)) expect(text).toMatch(/^\S.*\.$/);
    for (const other of meta.supersedes ?? []) expect(rules.map((r) => r.meta.id)).toContain(other);
    for (const ref of meta.docs.references) {
      expect(ref).toMatch(
        /^(?:man:[\w.-]+\(\d\w*\)|kernel:[\w/.-]+|CWE-\d+|CERT:[\w-]+|glibc:.+)$/,
      );
    }
    for (const cwe of meta.cwe ?? []) expect(meta.docs.references).toContain(cwe);
  });

  test('a rule with a fix says how far it goes, and a promised fix comes', async () => {
    const fixes = (await findingsOf(rule, rule.meta.docs.bad)).flatMap((f) => f.fixes);
    const order = ['safe', 'unsafe', 'display', undefined];
    const best = order.find((s) => s === undefined || fixes.some((f) => f.safety === s));
    expect(best).toBe(meta.fix);
  });

  test.each(meta.docs.bad)('bad example %#: exactly one finding', async (text) => {
    expect(await findingsOf(rule, [text])).toHaveLength(1);
  });

  test.each(meta.docs.good)('good example %#: none', async (text) => {
    expect(await findingsOf(rule, [text])).toEqual([]);
  });

  test.each(meta.docs.good)('good example %# breaks no other rule', async (text) => {
    // A page must not teach one flaw while it warns of another.
    const others = (await lintText(text)).filter((f) => f.severity !== 'hint');
    expect(others).toEqual([]);
  });
});

async function findingsOf(rule: AnyRule, texts: readonly string[]) {
  const { id, severity, docs } = rule.meta;
  const request = {
    options: new Map(Object.entries(docs.target ?? {})),
    ...(severity === 'off' ? { settings: { [id]: 'warning' as const } } : {}),
  };
  const found = await Promise.all(texts.map((text) => lintText(text, request)));
  return found.flat().filter((f) => f.rule === id);
}
