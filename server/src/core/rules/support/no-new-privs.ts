/** Whether no_new_privs is set before a filter or a Landlock domain takes effect. */
import type { SyscallCall } from '../../c/call-site.ts';
import type { SeverityName } from '../../../protocol.ts';
import type { Fix, RuleContext } from '../rule.ts';
import { failureStatement, indentAt } from './error-style.ts';
import { placeInBlock } from './parents.ts';

/**
 * How severe it is that the function of a call does not set no_new_privs; `undefined` where it does. Another part of the
 * program may have set it, or need not: whoever has CAP_SYS_ADMIN, in a user namespace for one, can do without.
 */
export function missingNoNewPrivs(call: SyscallCall, ctx: RuleContext): SeverityName | undefined {
  if (ctx.mentions('PR_SET_NO_NEW_PRIVS', call)) return undefined;
  if (ctx.project.has('nnp') === 'yes' || ctx.project.has('unshare') === 'yes') return 'hint';
  if (ctx.project.has('nnp') === 'no') return 'warning';
  return call.fn?.name === 'main' ? 'warning' : 'hint';
}

/** The fix that sets it in front of the statement of the call, leaving the function as its other checks do. */
export function setNoNewPrivs(call: SyscallCall, ctx: RuleContext): readonly Fix[] {
  const { fn } = call;
  const statement = fn && placeInBlock(fn, call.expr);
  const text = (span: { start: number; end: number }): string => ctx.text(span);
  const leave = fn && failureStatement(fn, call, text);
  if (fn === undefined || statement === undefined || leave === undefined) return [];
  const indent = indentAt(fn, statement.start, text);
  const step = indent.includes('\t') ? '\t' : '    ';
  const check = `if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)\n${indent}${step}${leave}\n${indent}`;
  return [
    {
      title: 'Set no_new_privs first',
      safety: 'unsafe',
      edits: [{ span: { start: statement.start, end: statement.start }, newText: check }],
      include: 'sys/prctl.h',
    },
  ];
}
