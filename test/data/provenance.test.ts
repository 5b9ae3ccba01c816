/** What the tables were read from is pinned: upstream, version, sum or commit, licence. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Input } from '../../data/tools/lib/facts.ts';
import { parseTableText } from '../../data/tools/lib/generated.ts';
import { withLicences } from '../../data/tools/lib/licences.ts';
import { ROOT } from '../../data/tools/lib/read-authored.ts';

const text = readFileSync(join(ROOT, 'data/generated/provenance.json'), 'utf8');
const pins = parseTableText<Input>(text).records;

it.each(pins.map((pin) => [pin.id, pin] as const))('%s', (_, pin) => {
  expect(pin.package).not.toBe('');
  expect(pin.version).toMatch(/\d/);
  expect(pin.sha256 ?? pin.commit).toMatch(/^[0-9a-f]{40,64}$/);
  expect(pin.licence).toBe(withLicences([pin])[0]?.licence);
});

it('refuses an input whose licence nobody looked up', () => {
  expect(() => withLicences([{ id: 'x', package: 'x', version: '1' }])).toThrow('no licence');
});
