/** Where a new `#include` line goes. */

/** Offset of a line start in `text` (the beginning of a file): behind the includes that head it, or its first comment. */
export function placeForInclude(text: string): number {
  // Includes further down (tables, templates) do not head the file.
  const code = /^[A-Za-z_][^\n]*[;{)][ \t]*\r?$/m.exec(text);
  const head = code ? text.slice(0, code.index) : text;
  const at = [0, 0];
  let level = 0;
  for (const m of head.matchAll(/^[ \t]*#[ \t]*(include|if|endif)\w*.*\r?$/gm)) {
    if (m[1] === 'if') level++;
    else if (m[1] === 'endif') level = Math.max(0, level - 1);
    // Level 1 counts for headers, whose guard holds everything.
    else if (level < 2) at[level] = Math.min(text.length, m.index + m[0].length + 1);
  }
  if (at[0] || at[1]) return at[0] || (at[1] ?? 0);
  // No include yet: behind the comment that heads the file.
  const top = /^\s*(?:\/\*[^]*?\*\/[ \t]*\r?\n|(?:\/\/.*\r?\n)+)?(?:[ \t]*\r?\n)*/.exec(text);
  return top?.[0].length ?? 0;
}
