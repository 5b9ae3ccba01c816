/** `proc/prctl-missing-zeros`: an operation of prctl that insists on zeros it was not given. */
import { constantOf } from '../c/value.ts';
import { asWord } from '../kb/constants.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { PRCTL_ZEROS } from './support/prctl-zeros-table.ts';

/** Arguments that the kernel reads, the operation among them. */
const ALL = 5;

export const procPrctlMissingZeros = defineRule({
  meta: {
    id: 'proc/prctl-missing-zeros',
    summary: 'An operation of prctl that needs zeros for its unused arguments, without them',
    severity: 'warning',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-685'],
    messages: {
      zeros:
        '{option} fails with EINVAL unless unused arguments are 0; left out, they are random: add{zeros}.',
    },
    docs: {
      why: `prctl() takes a variable number of arguments but always hands five to the kernel. What was not written is
whatever happens to be in the register. Some operations test that their unused arguments are 0 and fail with EINVAL
otherwise: the call works today and fails after the next change of the code around it. For PR_SET_NO_NEW_PRIVS that
means a protection that is silently absent.`,
      bad: [
        `#include <sys/prctl.h>

int forbid_new_privileges(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1);
}
`,
      ],
      good: [
        `#include <sys/prctl.h>

int forbid_new_privileges(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
}
`,
        `#include <sys/prctl.h>

int set_name(const char *name)
{
    return prctl(PR_SET_NAME, name);
}
`,
      ],
      limits: `Knows the operations that test for zeros up to Linux 7.2. Silent where an argument that the operation does
use is missing too, and where the operation is not certain.`,
      references: ['man:prctl(2)', 'kernel:kernel/sys.c', 'kernel:security/commoncap.c', 'CWE-685'],
    },
  },
  on: ['prctl'],
  *check(call, ctx) {
    const [option, ...rest] = call.args;
    const last = call.args.at(-1);
    if (option === undefined || last === undefined || call.args.length >= ALL) return;
    if (call.via === 'wrapper') return;
    const name = needsZeros(constantOf(ctx.value(option.expr)), ctx);
    if (name === undefined || rest.length < (PRCTL_ZEROS[name] ?? ALL)) return;
    const zeros = ', 0L'.repeat(ALL - call.args.length);
    const at = { start: last.end, end: last.end };
    yield {
      message: 'zeros',
      data: { option: name, zeros: zeros.slice(1) },
      span: { start: call.nameSpan.start, end: call.end },
      fixes: [
        { title: `Add${zeros.slice(1)}`, safety: 'safe', edits: [{ span: at, newText: zeros }] },
      ],
    };
  },
});

/** The operation of this number, when it insists on zeros. */
function needsZeros(number: bigint | undefined, ctx: RuleContext): string | undefined {
  if (number === undefined) return undefined;
  return Object.keys(PRCTL_ZEROS).find((name) => {
    const value = ctx.kb.value(name, ctx.target.arch);
    return value !== undefined && asWord(value) === number;
  });
}
