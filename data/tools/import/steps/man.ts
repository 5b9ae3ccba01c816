/** What the Linux man-pages tell: releases, errno names, prototypes. */
import { importErrors, importSince } from '../man-pages.ts';
import { importPrototypes } from '../prototypes.ts';
import { importSignalSafety } from '../signal-safety.ts';
import type { Step } from '../step.ts';

export const man: Step = {
  inputs: ['man'],
  needsAll: true,
  run({ man: read }, facts) {
    if (read === undefined) return {};
    const names = facts.numbers.records.map((record) => record.name);
    const calls = (page: string): string | undefined => read('2', page);
    return {
      since: importSince(names, calls),
      errors: importErrors(names, calls),
      prototypes: importPrototypes(names, read),
      'signal-safety': importSignalSafety(read('7', 'signal-safety') ?? ''),
    };
  },
};
