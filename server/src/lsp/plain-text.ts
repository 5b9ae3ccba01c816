/** Our Markdown for clients that show none: marks taken away, words kept. Pure; made for what we write, not for any Markdown. */

/** The text without emphasis, code marks, link targets and escapes. */
export function plainText(markdown: string): string {
  return markdown
    .split(/(```[^\n]*\n[\s\S]*?\n```|`[^`\n]+`)/)
    .map((part, i) => (i % 2 === 1 ? code(part) : prose(part)))
    .join('')
    .trim();
}

function code(part: string): string {
  return part.startsWith('```')
    ? part.replace(/^```[^\n]*\n/, '').replace(/\n```$/, '')
    : part.slice(1, -1);
}

function prose(part: string): string {
  return part
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/(\*\*|(?<!\\)\*)(?=\S)([^*\n]+?)\1/g, '$2')
    .replace(/^#+ /gm, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(lt|gt|amp|nbsp);/g, (_, name: keyof typeof entities) => entities[name]);
}

const entities = { lt: '<', gt: '>', amp: '&', nbsp: ' ' } as const;
