/** strace's classes of calls, from small tables in the form of its own. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importStraceClasses } from '../../data/tools/import/strace-classes.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';

const files = new Map([
  ['arm/syscallent.h', '[FIRST_PRIVATE+1+2] = { 3, TM, SEN(printargs), "private" },\n'],
  [
    'x86_64/syscallent.h',
    `[  0] = { 3, TD,      SEN(read),  "read"  },
[  1] = { 6, TD|TM|SI, SEN(mmap),  "mmap"  },
[  2] = { 0, PU|NF,   SEN(getpid), "getpid" },
[  3] = { 1, 0,       SEN(sysinfo), "sysinfo" },
[  4] = { 1, TF,      SEN(swapon), "swapon" },
[  5] = { 1, TD,      SEN(other), "not_ours" },
`,
  ],
  [
    'i386/syscallent.h',
    `[  3] = { 3, TD,      SEN(read),  "read"  },
[  4] = { 1, TF|TST|TSTA, SEN(stat), "oldstat" },
[  5] = { 1, TF|TD,   SEN(swapon), "swapon" },
`,
  ],
]);

test('classes, with what single architectures say otherwise', async () => {
  const names = ['swapon', 'read', 'mmap', 'getpid', 'sysinfo', 'oldstat', 'nowhere', 'private'];
  const records = importStraceClasses(names, (path) => files.get(path));
  await expect(
    formatTable({ header: { what: 'fixture', inputs: [] }, records }),
  ).toMatchFileSnapshot(join(import.meta.dirname, 'import/strace-classes.table'));
});
