/** `sec/seccomp-no-nnp`: a seccomp filter without no_new_privs. */
import type { SyscallCall } from '../c/call-site.ts';
import { constantOf } from '../c/value.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { missingNoNewPrivs, setNoNewPrivs } from './support/no-new-privs.ts';

export const secSeccompNoNnp = defineRule({
  meta: {
    id: 'sec/seccomp-no-nnp',
    summary: 'A seccomp filter installed without no_new_privs',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-250'],
    messages: {
      missing:
        'Without PR_SET_NO_NEW_PRIVS this fails with EACCES unless the caller has CAP_SYS_ADMIN: set it before.',
    },
    docs: {
      why: `The kernel takes a filter from a process without CAP_SYS_ADMIN only when no_new_privs is set; otherwise it
answers EACCES. A program that runs as root gets its filter all the same, and every set-user-id program that it starts
later runs under a filter which its author never thought of: a refused \`setuid\` there is an old way to keep root.`,
      bad: [
        `#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

int main(void)
{
    struct sock_filter all[] = { BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW) };
    struct sock_fprog program = { .len = 1, .filter = all };

    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
`,
      ],
      good: [
        `#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

int main(void)
{
    struct sock_filter all[] = { BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW) };
    struct sock_fprog program = { .len = 1, .filter = all };

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return 1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
`,
      ],
      limits: `A warning in \`main\`, and where the whole program is known to set it nowhere; a hint elsewhere, for a caller may
have set it. A program that asks with a null pointer whether filters exist is not reported.`,
      references: ['man:seccomp(2)', 'man:prctl(2)', 'CWE-250'],
    },
  },
  on: ['prctl', 'seccomp'],
  *check(call, ctx) {
    if (!installs(call, ctx)) return;
    const severity = missingNoNewPrivs(call, ctx);
    if (severity === undefined) return;
    yield {
      message: 'missing',
      severity,
      span: call,
      fixes: setNoNewPrivs(call, ctx),
    };
  },
});

/** True for `prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, p)` and `seccomp(SECCOMP_SET_MODE_FILTER, …, p)`. */
function installs({ name, args }: SyscallCall, ctx: RuleContext): boolean {
  const number = (i: number): bigint | undefined => {
    const arg = args[i];
    return arg && constantOf(ctx.value(arg.expr));
  };
  const is = (i: number, constant: string): boolean =>
    number(i) !== undefined && number(i) === ctx.kb.value(constant, ctx.target.arch);
  if (args[2] === undefined || number(2) === 0n) return false;
  return name === 'seccomp'
    ? is(0, 'SECCOMP_SET_MODE_FILTER')
    : is(0, 'PR_SET_SECCOMP') && is(1, 'SECCOMP_MODE_FILTER');
}
