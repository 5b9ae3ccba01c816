/** Hover on the name of a function or macro of the project that makes system calls for its callers: which ones. */
import { code } from '../../text/markdown.ts';
import { CALL_BUDGET, paragraph } from '../support/card.ts';
import { pageLink } from '../support/links.ts';
import type { HoverSource } from './source.ts';

export const wrapperHover: HoverSource<'wrapper'> = {
  kind: 'wrapper',
  budget: CALL_BUDGET,
  render({ name, calls }, _file, { kb, links }) {
    const named = calls.map((call) => {
      const text = `${call}(${kb.page(call)?.section ?? '2'})`;
      return pageLink(links, 'syscall', call, text) ?? text;
    });
    const last = named.pop() ?? '';
    const all = named.length === 0 ? last : `${named.join(', ')} and ${last}`;
    return [paragraph(`${code(`${name}()`)} calls ${all}.`, Infinity)];
  },
};
