/** Inline assembly as its operands and clobbers are written; tokens only, assembly itself is not understood. */
import { tokenize, type Token } from '../../c/tokens.ts';

/** An extended asm statement. */
export interface Asm {
  readonly template: string;
  /** Constraint strings of outputs and inputs, quotes taken off. */
  readonly constraints: readonly string[];
  readonly clobbers: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Number of `:` sections after the template. */
  readonly sections: number;
  /** End of the last token before the closing parenthesis. */
  readonly last: number;
}

/** Registers that declarations like `register long r10 asm("r10")` bind. */
export function boundRegisters(text: string): ReadonlySet<string> {
  const found = text.matchAll(/\b(?:asm|__asm__|__asm)\s*\(\s*"([%$\w]+)"\s*\)/g);
  return new Set([...found].flatMap((m) => (m[1] === 'syscall' ? [] : (m[1] ?? []))));
}

/** The asm statements with operands of a text; `base` is added to their offsets. */
export function* asmStatements(text: string, base: number): Iterable<Asm> {
  const tokens = tokenize(text);
  for (const [i, word] of tokens.entries()) {
    if (word.kind !== 'word' || !/^(?:asm|__asm__|__asm)$/.test(word.text)) continue;
    let k = i + 1;
    while (tokens[k]?.kind === 'word') k++;
    if (tokens[k]?.text !== '(') continue;
    const asm = readAsm(tokens, k, base, word.start);
    if (asm !== undefined) yield asm;
  }
}

function readAsm(
  tokens: readonly Token[],
  open: number,
  base: number,
  start: number,
): Asm | undefined {
  const parts: string[][] = [[]];
  let level = 0;
  for (let k = open; k < tokens.length; k++) {
    const t = tokens[k];
    if (t === undefined || t.kind === 'directive') return undefined;
    if (t.text === '(') level++;
    else if (t.text === ')' && --level === 0) {
      const [template = [], outputs = [], inputs = [], clobbers = []] = parts;
      return {
        template: template.join(''),
        constraints: [...outputs, ...inputs],
        clobbers,
        start: base + start,
        end: base + t.end,
        sections: parts.length - 1,
        last: base + (tokens[k - 1]?.end ?? t.start),
      };
    } else if (level === 1 && (t.text === ':' || t.text === '::')) {
      parts.push([]);
      if (t.text === '::') parts.push([]);
    } else if (level === 1 && t.kind === 'string') parts.at(-1)?.push(t.text.slice(1, -1));
    else if (level === 1 && t.kind === 'word' && tokens[k - 1]?.text !== '[') return undefined;
  }
  return undefined;
}
