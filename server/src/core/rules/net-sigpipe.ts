/** `net/sigpipe`: data sent to a stream without anything said about SIGPIPE. */
import { argOf } from '../c/call-site.ts';
import { defineRule } from './rule.ts';
import { isClear } from './support/arguments.ts';
import { withName } from './support/flag-edits.ts';
import { isOneOf, madeBy } from './support/sockets.ts';

export const netSigpipe = defineRule({
  meta: {
    id: 'net/sigpipe',
    summary: 'send without MSG_NOSIGNAL in a program that leaves SIGPIPE alone',
    severity: 'off',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      dies: 'When the peer has gone, {call}() ends the program with SIGPIPE: add MSG_NOSIGNAL, it then fails with EPIPE.',
    },
    docs: {
      why: `Sending on a stream whose other end is closed raises SIGPIPE, which ends a program that neither handles nor
ignores it, without a message. With MSG_NOSIGNAL the call fails with EPIPE instead. What a library does, or whoever
started the program, may have ignored the signal already: so the rule is off unless the settings name it.`,
      bad: [
        `#include <sys/socket.h>

ssize_t reply(int fd, const char *text, size_t n)
{
    return send(fd, text, n, 0);
}
`,
      ],
      good: [
        `#include <sys/socket.h>

ssize_t reply(int fd, const char *text, size_t n)
{
    return send(fd, text, n, MSG_NOSIGNAL);
}
`,
      ],
      limits: `Silent in a program that names SIGPIPE anywhere that is known, where the flags are not certainly without
MSG_NOSIGNAL, and on sockets that the function makes as something other than a stream. write() on a socket does the same,
but nobody can see that it is one.`,
      references: ['man:send(2)', 'man:signal(7)', 'kernel:net/core/stream.c'],
    },
  },
  on: ['send', 'sendmsg', 'sendmmsg'],
  *check(call, ctx) {
    const flags = argOf(call, 'flags');
    if (flags === undefined || ctx.project.has('sigpipe') === 'yes') return;
    if (!isClear(ctx.value(flags.expr), 'MSG_NOSIGNAL', ctx)) return;
    const made = ctx.mentions('socket', call) ? madeBy(call, ctx) : undefined;
    if (made !== undefined && !isOneOf(made.type, ['SOCK_STREAM', 'SOCK_SEQPACKET'], ctx)) return;
    yield {
      message: 'dies',
      data: { call: call.name },
      span: flags,
      fixes: [
        {
          title: 'Add MSG_NOSIGNAL',
          safety: 'unsafe',
          edits: withName(flags.expr, 'MSG_NOSIGNAL', 'back'),
        },
      ],
    };
  },
});
