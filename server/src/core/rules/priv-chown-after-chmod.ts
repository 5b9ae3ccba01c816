/** `priv/chown-after-chmod`: the set-user-ID bit is set, then a change of owner clears it. */
import type { SyscallCall } from '../c/call-site.ts';
import { argOf } from '../c/call-site.ts';
import { hasBits, signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { mayChangeBetween, namesIn } from './support/changes.ts';

export const privChownAfterChmod = defineRule({
  meta: {
    id: 'priv/chown-after-chmod',
    summary: 'Owner changed after the set-user-ID bit was set',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-732'],
    messages: {
      cleared:
        '{chown}() clears the set-user-ID bit that {chmod}() has set: change the owner first, the mode afterwards.',
    },
    docs: {
      why: `When the owner or the group of a regular file changes, Linux clears its set-user-ID bit, and the set-group-ID
bit of one its group may execute, for root as for everybody. What chmod() has set before is lost. And until the chown()
the program is set-user-ID to the wrong user.`,
      bad: [
        `#include <sys/stat.h>
#include <unistd.h>

int install(const char *path)
{
    if (chmod(path, 04755) < 0)
        return -1;
    return chown(path, 0, 0);
}
`,
      ],
      good: [
        `#include <sys/stat.h>
#include <unistd.h>

int install(const char *path)
{
    if (chown(path, 0, 0) < 0)
        return -1;
    return chmod(path, 04755);
}
`,
      ],
      limits: `Reports where both calls name the same file in the same words, nothing is assigned to them in between and
the mode certainly has S_ISUID. Directories keep their bits; a mode with S_ISGID alone is most often one, so it is not
reported. Silent where the mode is set again behind.`,
      references: ['man:chown(2)', 'man:chmod(2)', 'kernel:fs/open.c', 'CWE-732'],
    },
  },
  on: ['chown', 'lchown', 'fchown', 'fchownat'],
  *check(call, ctx) {
    const file = fileOf(call, ctx);
    if (file === undefined || changesNothing(call, ctx)) return;
    const modes = ctx
      .before(call)
      .filter((c) => /^f?chmod(?:at2?)?$/.test(c.name) && fileOf(c, ctx) === file);
    const chmod = modes.at(-1);
    const mode = chmod && argOf(chmod, 'mode');
    if (chmod === undefined || mode === undefined || !hasBits(ctx.value(mode.expr), 0o4000n))
      return;
    const paths = ctx.paths(call);
    if (!paths?.certainlyBefore(call.expr)?.some((c) => c.expr === chmod.expr)) return;
    const again = paths.mayAfter(call.expr).some((c) => /chmod|mode/i.test(c.name ?? 'chmod'));
    const fn = call.fn;
    const names = new Set(call.args.flatMap((a) => [...namesIn(a.expr)]));
    if (again || !fn || mayChangeBetween(fn, names, chmod.end, call.start)) return;
    yield {
      message: 'cleared',
      data: { chown: call.name, chmod: chmod.name },
      span: call.nameSpan,
      related: [{ span: chmod, text: 'the bit is set here' }],
    };
  },
});

/** The file as written: descriptor, or directory and path. */
function fileOf(call: SyscallCall, ctx: RuleContext): string | undefined {
  const parts = ['fd', 'dirfd', 'dfd', 'path', 'pathname', 'filename'].flatMap((name) => {
    const arg = argOf(call, name);
    return arg ? [ctx.text(arg).replace(/\s+/g, '')] : [];
  });
  return parts.length === 0 ? undefined : parts.filter((p) => p !== 'AT_FDCWD').join(',');
}

/** Both ids -1: the file stays as it is. */
function changesNothing(call: SyscallCall, ctx: RuleContext): boolean {
  return ['owner', 'group'].every((name) => {
    const arg = argOf(call, name);
    const n = arg && signedOf(ctx.value(arg.expr));
    return n !== undefined && BigInt.asIntN(32, n) === -1n;
  });
}
