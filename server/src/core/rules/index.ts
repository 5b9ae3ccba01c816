/** Every rule, sorted by id: one line for each, nothing else. */
import { lintUnusedSuppression } from './lint-unused-suppression.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [lintUnusedSuppression];
