/** Adds the `#include` of the call under the cursor, where the file cannot have it from a header of its own. */
import { targetAt } from '../../c/target.ts';
import { headersOf, includeEdits } from '../../c/include.ts';
import { isFunction } from '../support/call-text.ts';
import type { ActionSource } from './source.ts';

export const includeAction: ActionSource = {
  name: 'include',
  kinds: ['quickfix'],
  actions({ file, span, ctx }) {
    const target = targetAt(file, span.start, ctx.kb);
    if (target?.kind !== 'syscall' || target.call === undefined) return [];
    if (/#[ \t]*include[ \t]*"/.test(file.slice(0, file.includeOffset()))) return [];
    const { info, via } = target.call.call;
    if (via === 'libc' && !info.page && !isFunction(info)) return [];
    const there = file.includes();
    const missing = headersOf(info, via === 'raw' ? 'raw' : 'libc').filter(
      (header) => !there.includes(header),
    );
    const edits = includeEdits(file, missing);
    if (edits.length === 0) return [];
    const title = `Add ${missing.map((header) => `#include <${header}>`).join(' and ')}`;
    return [{ title, kind: 'quickfix', edits, settles: [], preferred: false }];
  },
};
