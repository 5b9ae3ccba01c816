/** Check: nothing is longer than a reader in the middle of a line will read. */
import { prosePieces, sentencesOf } from '../lib/prose.ts';
import type { Check } from './check.ts';

/** Characters. */
const PARAGRAPH = 900;
const SENTENCE = 320;
const CODE_LINE = 120;
const TRACE_LINE = 220;
const TRACE_LINES = 40;

export const lengths: Check = {
  id: 'lengths',
  promise: 'Sentences, paragraphs, code and recorded output stay readable.',
  *run({ data }) {
    for (const { file, at, text } of prosePieces(data)) {
      const where = { file: file.path, line: file.lineOf(at), check: 'lengths' };
      const longest = Math.max(
        ...text.split(/\n\s*\n/).map((paragraph) => paragraph.trim().length),
      );
      if (longest > PARAGRAPH) {
        yield {
          ...where,
          message: `a paragraph has ${String(longest)} characters, at most ${String(PARAGRAPH)}`,
        };
      }
      for (const sentence of sentencesOf(text)) {
        if (sentence.length <= SENTENCE) continue;
        const start = sentence.slice(0, 40);
        const message = `a sentence has ${String(sentence.length)} characters, at most ${String(SENTENCE)}: "${start}…"`;
        yield { ...where, message };
      }
    }
    for (const file of data.calls) {
      const { snippet = '', seccomp, strace } = file.value ?? {};
      const code = [
        { at: ['snippet'], text: snippet, most: CODE_LINE },
        { at: ['seccomp', 'libseccomp'], text: seccomp?.libseccomp ?? '', most: CODE_LINE },
        { at: ['strace', 'output'], text: strace?.output ?? '', most: TRACE_LINE },
      ];
      for (const { at, text, most } of code) {
        const long = text.split('\n').findIndex((line) => line.length > most);
        if (long < 0) continue;
        const message = `line ${String(long + 1)} of it is longer than ${String(most)} characters`;
        yield { file: file.path, line: file.lineOf(at) + long + 1, check: 'lengths', message };
      }
      if ((strace?.output ?? '').split('\n').length > TRACE_LINES) {
        const line = file.lineOf(['strace', 'output']);
        const message = `leave out whole lines: at most ${String(TRACE_LINES)}`;
        yield { file: file.path, line, check: 'lengths', message };
      }
    }
  },
};
