/** Cleanup attributes of declarations: the grammar trips over them, and some questions ask for them. Pure text work. */

const CLEANUP =
  /\b__attribute(?:__)?\s*\(\(\s*(?:__)?cleanup(?:__)?\s*\(\s*(\w+)\s*\)\s*\)\)|\b_cleanup_(?:\w*_\b|\s*\(\s*\w+\s*\))|\bg_auto(?:free|fd)\b/g;

/** The text with cleanup attributes (GCC's own, and systemd's and GLib's macros) blanked; offsets stay. */
export function withoutCleanups(text: string): string {
  if (!text.includes('cleanup') && !text.includes('g_auto')) return text;
  return text.replace(CLEANUP, (found: string, ...rest: readonly unknown[]) => {
    const at = rest.find((x) => typeof x === 'number') ?? 0;
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    return /^\s*#/.test(line) ? found : found.replace(/[^\r\n]/g, ' ');
  });
}

/** The cleanup function or macro that a declaration names, the text before it since the last statement included. */
export function cleanupIn(text: string): string | undefined {
  const last = [...text.matchAll(CLEANUP)].at(-1);
  if (!last) return undefined;
  return last[1] ?? /\(\s*(\w+)\s*\)/.exec(last[0])?.[1] ?? last[0];
}
