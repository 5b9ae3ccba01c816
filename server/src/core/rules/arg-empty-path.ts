/** `arg/empty-path`: an empty path without the flag that gives it a meaning. */
import { unparen } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { withName } from './support/flag-edits.ts';
import { groupOf, holds, shownName } from './support/members.ts';

export const argEmptyPath = defineRule({
  meta: {
    id: 'arg/empty-path',
    summary: 'An empty path without AT_EMPTY_PATH',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    messages: {
      flag: '{call}() of an empty path fails with ENOENT: add AT_EMPTY_PATH to mean the descriptor itself.',
      never: '{call}() of an empty path fails with ENOENT: name the file.',
    },
    docs: {
      why: `An empty path names no file: every call that looks one up fails with ENOENT. To work on the descriptor that
stands before it, calls that end in "at" need AT_EMPTY_PATH as well; the empty string alone is not enough.`,
      bad: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>

int look(int fd, struct statx *st)
{
    return statx(fd, "", AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, st);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>

int look(int fd, struct statx *st)
{
    return statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, st);
}
`,
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t target_of(int link, char *buffer, size_t n)
{
    return readlinkat(link, "", buffer, n);
}
`,
      ],
      limits: `The empty string must stand in the call. Silent where the code looks for the error, where the flags may hold a flag for empty paths, and for
readlinkat(), which takes an empty path with a descriptor of the link (Linux 2.6.39).`,
      references: ['man:openat(2)', 'man:path_resolution(7)', 'kernel:fs/namei.c'],
    },
  },
  on: (name, kb) =>
    !ALLOWS_EMPTY.has(name) && (kb.call(name)?.params.some((p) => p.kind === 'path') ?? false),
  *check(call, ctx) {
    const empty = call.args.filter((arg) => {
      const text = unparen(arg.expr);
      return arg.param?.kind === 'path' && text.kind === 'string' && /^(?:u8)?""$/.test(text.text);
    });
    const [first] = empty;
    if (first === undefined || ctx.failureExpected(call)) return;
    const fixes: Fix[] = [];
    for (const arg of call.args) {
      const group = groupOf(arg, ctx);
      const names = group?.members.map((m) => m.name).filter((n) => /EMPTY_?PATH/.test(n)) ?? [];
      if (group === undefined || names.length === 0) continue;
      const value = ctx.value(arg.expr);
      if (names.some((name) => holds(name, group, value, ctx) !== 'no')) return;
      const follows = call.args[first.index - 1]?.param?.kind === 'fd';
      if (!names.includes('AT_EMPTY_PATH') || !follows) continue;
      const edits = withName(arg.expr, 'AT_EMPTY_PATH', 'back');
      fixes.push({ title: 'Add AT_EMPTY_PATH', safety: 'safe', edits });
    }
    yield {
      message: fixes.length > 0 ? 'flag' : 'never',
      data: { call: shownName(call) },
      span: first,
      fixes,
    };
  },
});

/** Sorted: an empty path is the descriptor's own (readlinkat), or no path at all. */
const ALLOWS_EMPTY = new Set(['fanotify_mark', 'quotactl', 'readlinkat']);
