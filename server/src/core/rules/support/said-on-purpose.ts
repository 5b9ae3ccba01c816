/** Whether a comment says that a failure of a call is expected and does no harm. */
import type { Span } from '../../text/span.ts';
import type { SyscallCall } from '../../c/call-site.ts';
import { parentMap } from './parents.ts';

/** How far above a call its comment may begin, in characters. */
const REACH = 700;

const SAYS =
  /\b(?:ignor(?:e|es|ed|ing)\b.{0,40}\b(?:errors?|fail\w*|results?|return)|(?:errors?|fail\w*|results?)\b.{0,30}\bignored|don'?t (?:care|die|fail|check)|(?:may|might|can) (?:safely )?fail\b|best[- ]effort|errors? (?:here )?(?:is|are) (?:normal|expected|harmless|ok|fine|not fatal)|failure (?:is|here is) (?:normal|expected|harmless|ok|fine|not fatal)|not (?:fatal|an error)|does(?:n'?t| not) matter)\b/is;

/**
 * True when a comment of the block around the call, above it or at the end of its line, says so. `text` gives the source
 * of a span.
 */
export function isSaidOnPurpose(
  call: Pick<SyscallCall, 'expr' | 'fn'>,
  text: (span: Span) => string,
): boolean {
  const { expr, fn } = call;
  if (fn === undefined) return false;
  const up = parentMap(fn);
  let block = up.get(expr);
  while (block && block.kind !== 'block') block = up.get(block);
  if (!block) return false;
  const start = Math.max(block.start, expr.start - REACH);
  const above = text({ start, end: expr.start });
  const behind = text({ start: expr.end, end: Math.max(expr.end, fn.body.end) }).split('\n', 1)[0];
  const comments = [above, behind ?? ''].flatMap((s) => s.match(/\/\*.*?\*\/|\/\/[^\n]*/gs) ?? []);
  return comments.some((c) => SAYS.test(c.replace(/\s*\n\s*\**\s*/g, ' ')));
}
