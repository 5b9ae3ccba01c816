/** `fd/chroot-no-chdir`: chroot() that leaves the working directory outside. */
import { defineFileRule } from './rule.ts';
import { placeInBlock } from './support/parents.ts';
import { failureStatement, indentAt } from './support/error-style.ts';
import type { Fix, FunctionSite } from './rule.ts';
import type { SyscallCall } from '../c/call-site.ts';

const WORDS = ['chroot', 'SYS_chroot', '__NR_chroot'];

export const fdChrootNoChdir = defineFileRule({
  meta: {
    id: 'fd/chroot-no-chdir',
    summary: 'chroot without a change into the new root directory',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-243'],
    others: ['clang-tidy:clang-analyzer-alpha.unix.Chroot'],
    messages: {
      outside:
        'chroot() does not change the working directory: it stays outside. Add chdir("/") after it.',
    },
    docs: {
      why: `chroot changes where absolute paths begin and nothing else. The working directory stays where it was, outside
of the new root, and so does every relative path: \`../../etc/shadow\` still leads there.`,
      bad: [
        `#include <unistd.h>

int confine(const char *root)
{
    if (chroot(root) != 0)
        return -1;
    return access("/ready", F_OK);
}
`,
      ],
      good: [
        `#include <unistd.h>

int confine(const char *root)
{
    if (chroot(root) != 0 || chdir("/") != 0)
        return -1;
    return 0;
}
`,
        `#include <unistd.h>

int confine(const char *root)
{
    if (chdir(root) != 0)
        return -1;
    return chroot(".");
}
`,
      ],
      limits: `Silent as soon as the file changes the directory anywhere, or the function only hands chroot on to its
caller, who may do it.`,
      references: ['man:chroot(2)', 'CWE-243', 'CERT:POS05-C'],
    },
  },
  words: WORDS,
  *inFile(ctx) {
    if (['chdir', 'fchdir'].some((word) => ctx.places(word).length > 0)) return;
    for (const site of ctx.functions(...WORDS)) {
      for (const call of site.ctx.calls) {
        if (call.name !== 'chroot' || call.via === 'wrapper') continue;
        const path = call.args[0] && site.ctx.text(call.args[0]);
        const use = site.ctx.result(call);
        if (path === '"."' || ['returned', 'passed'].includes(use.kind)) continue;
        if (isHandedOn(call, site)) continue;
        const fix = inserted(call, site);
        const { start, end } = call;
        yield {
          message: 'outside',
          span: { start: start + site.base, end: end + site.base },
          fixes: fix ? [fix] : [],
        };
      }
    }
  },
});

/** A function that does nothing else: its caller goes on. */
function isHandedOn(call: SyscallCall, { fn }: FunctionSite): boolean {
  return fn.calls.filter((c) => !c.broken).every((c) => c.expr === call.expr);
}

/** chdir("/") behind the statement that holds the call, checked as the function checks. */
function inserted(call: SyscallCall, { fn, ctx, base }: FunctionSite): Fix | undefined {
  const place = placeInBlock(fn, call.expr);
  const text = (s: { start: number; end: number }): string => ctx.text(s);
  const leave = place && failureStatement(fn, call, text);
  if (!place || leave === undefined) return undefined;
  const indent = indentAt(fn, place.start, text);
  const at = { start: place.end + base, end: place.end + base };
  const newText = `\n${indent}if (chdir("/") != 0)\n${indent}    ${leave}`;
  return {
    title: 'Add chdir("/")',
    safety: 'unsafe',
    edits: [{ span: at, newText }],
    include: 'unistd.h',
  };
}
