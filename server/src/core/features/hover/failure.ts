/** Hover on the name of a failure value: which calls return it, and what it is not. */
import { code } from '../../text/markdown.ts';
import { FLAG_BUDGET, item, paragraph } from '../support/card.ts';
import { pageLink } from '../support/links.ts';
import type { HoverSource } from './source.ts';

export const failureHover: HoverSource<'failure'> = {
  kind: 'failure',
  budget: FLAG_BUDGET,
  render: ({ name, of }, _file, ctx) => {
    const calls = Object.values(ctx.kb.index.calls).filter((c) => c.fails === name && c.libc.glibc);
    const these = calls.map((c) => code(`${c.name}()`)).join(', ');
    const call = of?.call.info ?? calls[0];
    const title = of === undefined ? '' : ` of ${code(`${of.call.name}()`)}`;
    const href = call && pageLink(ctx.links, 'syscall', call.name, `Full page of ${call.name}(2)`);
    return [
      paragraph(
        `${code(name)}: the failure${title}, ${code('(void *)-1')} with errno set.`,
        Infinity,
      ),
      paragraph('**Careful:** It is not NULL: a test for NULL lets the failure pass.', 90),
      item(`Returned by ${these}`, 50),
      ...(href === undefined ? [] : [paragraph(href, 60)]),
    ];
  },
};
