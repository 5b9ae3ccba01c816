/** `fd/umask-confusion`: a mask that looks like a mode, or none at all before files are made. */
import type { SyscallCall } from '../c/call-site.ts';
import { uncast } from '../c/ir.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { isWritten } from './support/arguments.ts';
import { modeOf, octal, permissionsOf } from './support/modes.ts';

/** Functions that create files with 0666 and leave the rest to the mask. */
const CREATES: ReadonlySet<string> = new Set(['fopen', 'fopen64', 'freopen', 'bind']);

export const fdUmaskConfusion = defineRule({
  meta: {
    id: 'fd/umask-confusion',
    summary: 'umask given a mode, or 0 before files are created',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-560'],
    messages: {
      mode: 'umask({mask}) takes permissions away from the owner; for files of {mask} write umask({right}).',
      none: 'With umask(0) {call}() creates a file that everyone may write: use umask(077) or umask(022).',
      zero: 'umask(0) takes nothing away: every file now gets exactly the mode it is created with.',
    },
    docs: {
      why: `The argument of umask() names what new files do not get. \`umask(0644)\` therefore takes reading and
writing from the owner and leaves writing to the group and to everyone else: the contrary of what was meant.

\`umask(0)\` is right for a program that gives each file its mode. fopen() creates files with 0666, and bind() makes a
socket with 0777; after umask(0) everyone may write those.`,
      bad: [
        `#include <sys/stat.h>

void private_files(void)
{
    umask(0600);
}
`,
        `#include <stdio.h>
#include <sys/stat.h>

FILE *start(const char *log)
{
    umask(0);
    return fopen(log, "ae");
}
`,
      ],
      good: [
        `#include <sys/stat.h>

void private_files(void)
{
    umask(077);
}
`,
        `#include <sys/stat.h>

mode_t current(void)
{
    mode_t mask = umask(0777);
    umask(mask);
    return mask;
}
`,
      ],
      limits: `A mask whose old value is kept is a look at it or a short change, and silent. umask(0) alone is told only
where the settings name the rule: daemons do it on purpose.`,
      references: ['man:umask(2)', 'man:fopen(3)', 'CWE-560'],
    },
  },
  on: ['umask'],
  *check(call, ctx) {
    const mask = modeOf(call);
    const bits = mask && permissionsOf(mask.expr, ctx);
    if (mask === undefined || bits === undefined) return;
    const { kind } = ctx.result(call);
    const kept = kind !== 'discarded';
    if ((bits & 0o400) !== 0) {
      // `mode & ~umask(0666)` asks what the mask is.
      if (kept && (kind !== 'assigned' || (bits & 0o700) === 0o700)) return;
      const right = octal(~bits & 0o777);
      yield {
        message: 'mode',
        data: { mask: octal(bits), right },
        span: mask,
        fixes:
          uncast(mask.expr).kind === 'number'
            ? [
                {
                  title: `Write ${right}`,
                  safety: 'unsafe',
                  edits: [{ span: mask, newText: right }],
                },
              ]
            : [],
      };
    } else if (bits === 0 && !kept && isWritten(mask)) {
      const first = createdAfter(call, ctx);
      yield first === undefined
        ? { message: 'zero', span: mask, severity: 'hint', pedantic: true }
        : {
            message: 'none',
            data: { call: first.name },
            span: mask,
            related: [{ span: first.span, text: 'created here' }],
            fixes: [
              {
                title: 'Use umask(077)',
                safety: 'unsafe',
                edits: [{ span: mask, newText: '077' }],
              },
            ],
          };
    }
  },
});

/** The call that creates a file with the mask's help, no other umask() in between. */
function createdAfter(
  call: SyscallCall,
  ctx: RuleContext,
): { readonly name: string; readonly span: SyscallCall['expr'] } | undefined {
  if (![...CREATES].some((name) => ctx.mentions(name, call))) return undefined;
  for (const after of ctx.paths(call)?.mayAfter(call.expr) ?? []) {
    if (after.name === 'umask') return undefined;
    if (after.name === undefined || !CREATES.has(after.name)) continue;
    const [, second] = after.expr.args;
    if (after.name === 'bind') {
      if (ctx.mentions('sockaddr_un', call)) return { name: after.name, span: after.expr };
    } else if (second && /^"[wa]/.test(ctx.text(second))) {
      return { name: after.name, span: after.expr };
    }
  }
  return undefined;
}
