/** Takes the sentences of the knowledge base out of an answer, so that a snapshot shows its form and not its words. */
import { prose } from '../../server/src/core/text/markdown.ts';
import { olderKernels } from '../../server/src/core/features/support/versions.ts';
import { testKb } from './kb.ts';

/** Sentences about a call, its arguments, flags and errnos, with a name for each. */
function sentencesOf(name: string): Map<string, string> {
  const kb = testKb();
  const call = kb.call(name);
  const page = kb.page(name);
  if (call === undefined || page === undefined) throw new Error(`nobody has described ${name}`);
  const found = new Map<string, string>([
    [call.summary, 'summary'],
    [page.returns, 'returns'],
  ]);
  page.pitfalls.forEach((text, i) => found.set(text, `pitfall ${i + 1}`));
  for (const param of page.params) {
    found.set(param.meaning, `meaning of ${param.name}`);
    if (param.range !== undefined) found.set(param.range, `range of ${param.name}`);
  }
  for (const error of page.errors) {
    error.conditions.forEach((c, i) => found.set(c.text, `${error.name} ${i + 1}`));
    found.set(kb.errno(error.name)?.meaning ?? '', `meaning of ${error.name}`);
  }
  for (const { group } of page.flagGroups) {
    for (const member of kb.group(group)?.members ?? []) {
      const words = kb.flagProse(group, member.name);
      found.set(words?.summary ?? '', `summary of ${member.name}`);
      found.set(words?.warning ?? '', `warning of ${member.name}`);
      found.set(olderKernels(words?.sinceNote ?? ''), `note of ${member.name}`);
    }
  }
  found.delete('');
  return found;
}

/** The answer with every sentence that the page of `call` holds replaced by its name in guillemets. */
export function withoutProse(answer: string, call: string): string {
  let text = answer;
  const sentences = [...sentencesOf(call)].map(([words, name]) => [prose(words), name] as const);
  sentences.sort((a, b) => b[0].length - a[0].length);
  for (const [words, name] of sentences) {
    if (words.length > 3) text = text.replaceAll(words, `‹${name}›`);
  }
  return text;
}
