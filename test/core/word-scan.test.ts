/** Words are found as a regular expression would find them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsIn } from '../../server/src/core/c/word-scan.ts';

const words = new Set(['open(', 'errno', 'SIG_DFL', 'a_name_of_more_than_thirty_one_letters', 'x']);
const found = (text: string): string[] => wordsIn(text, words).map((m) => `${m.start} ${m.word}`);

test.each([
  ['errno', ['0 errno']],
  ['errnos, xerrno, errno_', []],
  ['0xerrno 1x', []],
  ['open (p)', ['0 open']],
  ['opens(p), open', []],
  ['f.open(p); f->open(p); f . open(p)', []],
  ['a > open(p)', ['4 open']],
  ['/* errno */ "SIG_DFL"', ['3 errno', '13 SIG_DFL']],
  ['a_name_of_more_than_thirty_one_letters', ['0 a_name_of_more_than_thirty_one_letters']],
  ['', []],
])('%s', (text, places) => {
  expect(found(text)).toEqual(places);
});

test('whatever the text', () => {
  const pieces = fc.constantFrom(
    'errno',
    'open',
    'x',
    '(',
    ' ',
    '.',
    '->',
    '9',
    'é',
    '\n',
    'SIG_DFL',
  );
  fc.assert(
    fc.property(
      fc.array(pieces).map((list) => list.join('')),
      (text) => {
        const plain = [
          ...text.matchAll(/(?<![\w$\u0080-\uffff])(?:errno|SIG_DFL|x)(?![\w$\u0080-\uffff])/g),
        ];
        const got = wordsIn(text, words).filter((m) => m.word !== 'open');
        expect(got.map((m) => m.start)).toEqual(plain.map((m) => m.index));
      },
    ),
  );
});
