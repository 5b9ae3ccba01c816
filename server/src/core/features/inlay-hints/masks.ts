/** Writes the names of a number, or of a variable whose value is known, behind an argument that takes flags. */
import { uncast } from '../../c/ir.ts';
import { signedOf } from '../../c/value.ts';
import { readMask } from '../support/mask-lines.ts';
import { code } from '../../text/markdown.ts';
import type { InlaySource } from './source.ts';

export const maskHints: InlaySource = {
  name: 'masks',
  hints({ call, base }, file, ctx) {
    if (call.broken) return [];
    const facts = file.facts({ call, base });
    return call.args.flatMap((argument) => {
      const { param } = argument;
      const expr = uncast(argument.expr);
      // Permissions are written as octal numbers by everybody.
      if (param?.group === undefined || param.kind === 'mode') return [];
      const isNumber = expr.kind === 'number' || expr.kind === 'unary';
      if (!isNumber && (expr.kind !== 'name' || ctx.kb.constant(expr.name) !== undefined))
        return [];
      const value = signedOf(facts.value(argument.expr));
      if (value === undefined || value === 0n || value === -1n) return [];
      const reading = readMask(value, param, call.name, ctx);
      if (reading?.named !== true) return [];
      const offset = argument.end + base;
      const written = file.slice(argument.start + base, offset);
      const tooltip = `${code(`${written} = ${reading.names}`)} in ${code(param.name)}`;
      return [{ offset, label: reading.names, tooltip }];
    });
  },
};
