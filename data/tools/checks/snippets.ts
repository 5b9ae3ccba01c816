/** Check: completion snippets are well-formed LSP snippets of balanced C that call what they are named after. */
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const snippets: Check = {
  id: 'snippets',
  promise: 'Snippets have numbered stops, one `$0`, balanced brackets, and contain the call.',
  *run({ data }) {
    for (const file of data.calls) {
      const { snippet, name, aliases = [] } = file.value ?? {};
      if (snippet === undefined || name === undefined) continue;
      const line = file.lineOf(['snippet']);
      const say = (message: string): Problem => ({
        file: file.path,
        line,
        check: 'snippets',
        message,
      });
      const expanded = expandSnippet(snippet);
      if (typeof expanded !== 'string') {
        yield say(expanded.problem);
        continue;
      }
      const stops = [...snippet.matchAll(/\$\{?(\d+)/g)].map((match) => Number(match[1]));
      const highest = Math.max(...stops, 0);
      for (let stop = 1; stop <= highest; stop++) {
        if (!stops.includes(stop))
          yield say(`stop $${String(stop)} is missing: number them without gaps`);
      }
      if (stops.filter((stop) => stop === 0).length > 1) yield say('$0 stands more than once');
      if (stops.length > 0 && !stops.includes(0))
        yield say('end with $0, where the cursor goes last');
      const names = [name, ...aliases, `SYS_${name}`, `__NR_${name}`];
      if (!names.some((known) => new RegExp(`\\b${known}\\b`).test(expanded)))
        yield say(`it does not call ${name}`);
      const bracket = unbalanced(expanded);
      if (bracket !== undefined) yield say(`unbalanced \`${bracket}\``);
    }
  },
};

/** Text with every stop replaced by its default, as an editor inserts it; or why it is no snippet. */
export function expandSnippet(snippet: string): string | { readonly problem: string } {
  const defaults = new Map<string, string>();
  let text = snippet;
  for (let round = 0; text.includes('${'); round++) {
    const next = text.replace(
      /\$\{(\d+)(?::([^${}]*)|\|([^|{}]*)\|)?\}/g,
      (_, stop: string, value?: string, choice?: string) => {
        const inserted = value ?? choice?.split(',')[0];
        if (inserted !== undefined) defaults.set(stop, inserted);
        return inserted ?? `$${stop}`;
      },
    );
    if (next === text || round > 9) return { problem: 'a ${…} is not closed, or nested wrongly' };
    text = next;
  }
  return text
    .replace(/\$(\d+)/g, (_, stop: string) => defaults.get(stop) ?? '')
    .replace(/\\([$}\\])/g, '$1');
}

function unbalanced(code: string): string | undefined {
  const plain = code.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
  const open: string[] = [];
  for (const [char] of plain.matchAll(/[()[\]{}]/g)) {
    const closes = { ')': '(', ']': '[', '}': '{' }[char];
    if (closes === undefined) open.push(char);
    else if (open.pop() !== closes) return char;
  }
  return open.pop();
}
