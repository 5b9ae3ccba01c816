/** Check: the voice of `data/README.md`: no filler, no sentence that would fit any call. */
import { prosePieces } from '../lib/prose.ts';
import type { Check } from './check.ts';

/** Pattern → what to do instead. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\ballows? (?:you|the (?:caller|user|programmer)) to\b/i, 'say what it does'],
  [/\b(?:is|are|can be) used to\b/i, 'say what it does'],
  [/\bplease\b/i, 'leave it out'],
  [/\bnote that\b/i, 'leave it out and say the thing'],
  [/\bvarious\b/i, 'name them'],
  [/\bappropriate\b/i, 'name the capability, type or value'],
  [/\betc\./i, 'name them, or name the rule'],
  [/\bin order to\b/i, 'write "to"'],
  [/\b(?:simply|basically|obviously|of course)\b/i, 'leave it out'],
  [
    /\bthis (?:system call|syscall|function|flag|call) (?:allows|is|can|will|provides)\b/i,
    'begin with the verb',
  ],
  [/\bcare should be taken\b/i, 'say what goes wrong and what to do'],
  [/\ban? (?:invalid|bad) argument (?:was|is)\b/i, 'say which argument and which value'],
  [/\bas (?:mentioned|described|noted) (?:above|below|earlier)\b/i, 'say it here or leave it out'],
  [/\b(?:should be noted|it is important|keep in mind|be aware)\b/i, 'say the thing'],
  [/\butili[sz]e/i, 'write "use"'],
  [/[“”‘’]/, 'use straight quotes'],
  [/[^\S\n]{2,}(?=\S)(?<!^[^\S\n]*)/m, 'one space'],
  [/[^\S\n]+$/m, 'no space at the end of a line'],
  [/\b(\w+) \1\b(?<!\b(?:that that|had had))/i, 'a word stands twice'],
  [/\b(?:TODO|FIXME|XXX|TBD)\b/, 'finish it'],
];

export const prose: Check = {
  id: 'prose',
  promise: 'Prose says what changes for the reader, without filler.',
  *run({ data }) {
    for (const { file, at, text } of prosePieces(data)) {
      const plain = text.replace(/`[^`\n]*`/g, (span) => '`'.padEnd(span.length - 1, '_') + '`');
      for (const [pattern, advice] of BANNED) {
        const found = pattern.exec(plain);
        if (found === null) continue;
        const words = text.slice(found.index, found.index + found[0].length).trim() || found[0];
        const line = file.lineOf(at);
        yield {
          file: file.path,
          line,
          check: 'prose',
          message: `${at.join('.')}: "${words}": ${advice}`,
        };
      }
    }
  },
};
