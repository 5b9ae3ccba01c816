/** Measures what every start pays: reading the shipped index up to the first answers. */
import { readFileSync } from 'node:fs';
import { createKb } from '../../server/src/core/kb/kb.ts';
import type { PackedIndex } from '../../server/src/core/kb/packed.ts';
import { median, ms, print } from './measure.ts';

/** Figures of `dist/kb-index.json`. */
export async function measureIndex(): Promise<void> {
  const text = readFileSync('dist/kb-index.json', 'utf8');
  const first = await median(50, () => {
    const kb = createKb(JSON.parse(text) as PackedIndex, () => {
      throw new Error('no page is asked for');
    });
    if (kb.call('mmap') === undefined || kb.constant('MAP_PRIVATE') === undefined) {
      throw new Error('the index lacks mmap');
    }
  });
  print(`Index of ${Math.round(text.length / 1000).toString()} kB`, [
    { what: 'parse → first call and first constant', figure: ms(first), goal: '< 8 ms' },
  ]);
}
