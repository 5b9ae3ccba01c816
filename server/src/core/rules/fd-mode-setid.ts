/** `fd/mode-setid`: set-user-ID where others may write, or before the file is ready. */
import { defineRule } from './rule.ts';
import { argumentTaking, isSet } from './support/arguments.ts';
import { calledAs, MODE_CALLS, modeOf, octal, permissionsOf } from './support/modes.ts';

const SETUID = 0o4000;
/** Set-group-ID on what the group may not run asks for mandatory locks. */
const RUNS_AS_GROUP = 0o2010;
const CREATES = new Set(['open', 'openat', 'creat']);

export const fdModeSetid = defineRule({
  meta: {
    id: 'fd/mode-setid',
    summary: 'Set-user-ID or set-group-ID with write for others, or at creation',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-732'],
    supersedes: ['fd/world-writable'],
    messages: {
      writable:
        '{mode}: {who} may change a program that runs with more rights than theirs: take write ({bits}) away.',
      created:
        '{call}() creates it {kind} at once: create it with 0600, fill it, fchown, then fchmod.',
    },
    docs: {
      why: `A set-user-ID program runs with the rights of its owner, whoever starts it. Who may write the file decides
what runs with them. Linux takes the bit away when an ordinary user writes; a network file system need not.

A file that is set-user-ID from its creation can be started before its content and its owner are what they are meant
to be.`,
      bad: [
        `#include <sys/stat.h>

int install(const char *path)
{
    return chmod(path, 04775);
}
`,
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 04755);
}
`,
      ],
      good: [
        `#include <sys/stat.h>

int install(const char *path)
{
    return chmod(path, 04755);
}
`,
        `#include <sys/stat.h>

int shared_folder(const char *path)
{
    return mkdir(path, 02775);
}
`,
      ],
      limits: `Set-group-ID on a folder only hands its group down; without the set-user-ID bit, chmod() and mkdir() are
therefore not looked at.`,
      references: ['man:chmod(2)', 'man:inode(7)', 'kernel:fs/attr.c', 'CWE-732'],
    },
  },
  on: MODE_CALLS.filter((name) => !['umask', 'mq_open', 'mkdir', 'mkdirat'].includes(name)),
  *check(call, ctx) {
    const mode = modeOf(call);
    const bits = mode && permissionsOf(mode.expr, ctx);
    if (mode === undefined || bits === undefined) return;
    const creates = CREATES.has(call.name);
    const flags = argumentTaking(call, 'O_CREAT', ctx);
    if (flags !== undefined && !isSet(ctx.value(flags.expr), 'O_CREAT', ctx)) return;
    const group = creates && (bits & RUNS_AS_GROUP) === RUNS_AS_GROUP;
    if ((bits & SETUID) === 0 && !group) return;
    const writers = bits & ((bits & SETUID) !== 0 ? 0o22 : 0o2);
    if (writers !== 0) {
      yield {
        message: 'writable',
        data: {
          mode: octal(bits),
          who: (writers & 0o2) !== 0 ? 'everyone' : 'the group',
          bits: octal(writers),
        },
        span: mode,
      };
    } else if (creates) {
      const kind = (bits & SETUID) !== 0 ? 'set-user-ID' : 'set-group-ID';
      yield { message: 'created', data: { call: calledAs(call), kind }, span: mode };
    }
  },
});
