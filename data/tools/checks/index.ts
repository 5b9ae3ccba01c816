/** All checks of the data, in the order in which they report. */
import type { Check } from './check.ts';
import { fileName } from './file-name.ts';
import { keyOrder } from './key-order.ts';
import { schema } from './schema.ts';

export const checks: readonly Check[] = [schema, fileName, keyOrder];
