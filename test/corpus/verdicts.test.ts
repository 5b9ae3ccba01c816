/** The lists of judged findings can be read: known rules, known verdicts, a reason for what is not right. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/core/rules/index.ts';

const here = new URL('.', import.meta.url);
const lists = readdirSync(here).filter((name) => name.endsWith('.tsv'));
const ids = new Set(rules.map((r) => r.meta.id));
const HEAD = 'package version file line rule severity verdict reason';

describe.each(lists)('%s', (name) => {
  const [head = '', ...lines] = readFileSync(new URL(name, here), 'utf8').trimEnd().split('\n');
  const rows = lines.map((line) => line.split('\t'));

  test('has a head and rows', () => {
    expect(head.split('\t').join(' ')).toBe(HEAD);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('says of every finding what it is', () => {
    for (const row of rows) {
      const [pkg, version, file, line, rule = '', severity, verdict, reason] = row;
      expect({ row, columns: row.length }).toEqual({ row, columns: 8 });
      expect(pkg).toMatch(/^[a-z0-9.+-]+$/);
      expect(version).toMatch(/^\S+$/);
      expect(file).toMatch(/^[^/\s][^\s]*$/);
      expect(line).toMatch(/^[1-9]\d*$/);
      expect({ row, known: ids.has(rule) }).toEqual({ row, known: true });
      expect(['error', 'warning', 'information', 'hint']).toContain(severity);
      expect(['right', 'harmless', 'wrong']).toContain(verdict);
      // What is right needs no other reason than its message.
      if (verdict !== 'right')
        expect({ row, reason }).toEqual({ row, reason: expect.stringMatching(/\S/) });
    }
  });
});
