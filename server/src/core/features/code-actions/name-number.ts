/** Writes the number under the cursor as the names of its argument. */
import { unparen } from '../../c/ir.ts';
import { targetAt } from '../../c/target.ts';
import { contains } from '../../text/span.ts';
import { headerOf, includeEdits } from '../../c/include.ts';
import { readMask } from '../support/mask-lines.ts';
import type { ActionSource } from './source.ts';

export const nameNumberAction: ActionSource = {
  name: 'name-number',
  kinds: ['refactor.rewrite'],
  actions({ file, span, diagnostics, ctx }) {
    const target = targetAt(file, span.start, ctx.kb);
    if (target?.kind !== 'number' || !contains(target.span, span)) return [];
    const { param, argument, call } = target.in;
    const reading = readMask(target.value, param, call.call.name, ctx);
    const parts = reading?.decoded.parts ?? [];
    if (reading?.named !== true || parts.some((p) => p.name === undefined && p.field === undefined))
      return [];
    if (param.kind === 'mode') return [];
    const fixed = diagnostics.some((d) =>
      d.fixes.some((f) => f.edits.some((e) => contains(e.span, target.span))),
    );
    if (fixed) return [];
    const whole = unparen(argument.expr).kind === 'number';
    const newText =
      whole || reading.decoded.parts.length === 1 ? reading.names : `(${reading.names})`;
    const written = file.slice(target.span.start, target.span.end);
    const first = reading.decoded.parts.find((part) => part.name !== undefined)?.name;
    const header = first === undefined ? undefined : headerOf(ctx.kb, first, reading.group.id);
    return [
      {
        title: `Write ${written} as ${reading.names}`,
        kind: 'refactor.rewrite',
        edits: [
          ...(header === undefined ? [] : includeEdits(file, [header])),
          { span: target.span, newText },
        ],
        settles: [],
        preferred: false,
      },
    ];
  },
};
