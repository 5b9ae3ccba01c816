/** Hover on the name of a system call: what it does, what bites, where it works, how it fails. */
import { callCard } from '../support/call-card.ts';
import { CALL_BUDGET } from '../support/card.ts';
import type { HoverSource } from './source.ts';

export const syscallHover: HoverSource<'syscall'> = {
  kind: 'syscall',
  budget: CALL_BUDGET,
  render(target, file, ctx) {
    const call = ctx.kb.call(target.name);
    if (call === undefined) return undefined;
    const spelled = file.slice(target.span.start, target.span.end);
    const raw = target.call?.call.via === 'raw' || /^(SYS_|__NR_)/.test(spelled);
    return callCard(call, { via: raw ? 'raw' : 'libc', spelled }, ctx);
  },
};
