/** `fd/setfl-clobber`: status flags that are set without those that were there. */
import type { SyscallCall } from '../c/call-site.ts';
import { uncast, type Expr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { asWord } from '../kb/constants.ts';
import { defineRule, type Finding, type RuleContext } from './rule.ts';
import { argumentOf, descriptorNumber, FCNTL } from './support/fcntl.ts';

type Message = 'standard' | 'lost' | 'unknown';

/** What F_SETFL takes away silently; a change of O_NONBLOCK is what the call is there for. */
const LOST = ['O_APPEND', 'O_DIRECT', 'O_NOATIME'];

export const fdSetflClobber = defineRule({
  meta: {
    id: 'fd/setfl-clobber',
    summary: 'F_SETFL without the flags that are set',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-665'],
    messages: {
      standard:
        'This drops O_APPEND and others of {fd}, which other programs share: or with F_GETFL.',
      lost: 'This drops {flags}, which the file was opened with: or with F_GETFL.',
      unknown: 'F_SETFL sets all status flags; those the descriptor has are lost: or with F_GETFL.',
    },
    docs: {
      why: `F_SETFL replaces the status flags, it does not add to them. \`fcntl(fd, F_SETFL, O_NONBLOCK)\` takes
O_APPEND away where it was set. The flags belong to the open file, not to the descriptor: for standard input and output
they are shared with the shell and with every program of the pipeline, and \`>>\` no longer appends.`,
      bad: [
        `#include <fcntl.h>
#include <unistd.h>

int dont_wait(void)
{
    return fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int dont_wait(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags == -1)
        return -1;
    return fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}
`,
        `#include <fcntl.h>
#include <sys/socket.h>

int listener(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || fcntl(fd, F_SETFL, O_NONBLOCK) < 0)
        return -1;
    return fd;
}
`,
      ],
      limits: `A warning for descriptors 0 to 2 and for a file that the same function opened with such a flag; a hint for
a descriptor of unknown origin. Silent for what the function itself made without flags, for sockets and pipes, and in a
function that reads F_GETFL.`,
      references: ['man:fcntl(2)', 'kernel:fs/fcntl.c', 'CWE-665'],
    },
  },
  on: FCNTL,
  *check(call, ctx) {
    const flags = argumentOf(call, 'F_SETFL', ctx);
    const fd = call.args[0];
    if (flags === undefined || fd === undefined || ctx.mentions('F_GETFL', call)) return;
    const value = constantOf(ctx.value(flags.expr));
    if (value === undefined) return;
    const flaw = flawOf(call, fd.expr, value, ctx);
    if (flaw === undefined) return;
    const text = ctx.text(flags.expr);
    const get = `fcntl(${ctx.text(fd.expr)}, F_GETFL)`;
    const simple = uncast(flags.expr).kind === 'name' || text.includes(' | ');
    yield {
      ...flaw,
      span: flags,
      fixes:
        value === 0n || !simple || call.via !== 'libc'
          ? []
          : [
              {
                title: 'Keep the flags that are set',
                safety: 'unsafe',
                edits: [{ span: { start: flags.start, end: flags.start }, newText: `${get} | ` }],
              },
            ],
    };
  },
});

/** Words of functions that work on sockets and pipes, which have no other flags. */
const NO_FILES = [
  ...['accept', 'accept4', 'bind', 'connect', 'getpeername', 'getsockname', 'getsockopt'],
  ...['listen', 'pipe', 'recv', 'recvfrom', 'recvmsg', 'send', 'sendmsg', 'sendto', 'setsockopt'],
  ...['shutdown', 'socket', 'socketpair', 'tcsetattr', 'tcgetattr'],
];

function flawOf(
  call: SyscallCall,
  fd: Expr,
  value: bigint,
  ctx: RuleContext,
): Pick<Finding<Message>, 'message' | 'data' | 'severity' | 'related'> | undefined {
  const number = descriptorNumber(fd, ctx);
  if (number !== undefined) {
    return number >= 0n && number <= 2n
      ? { message: 'standard', data: { fd: ctx.text(fd) } }
      : undefined;
  }
  if (NO_FILES.some((word) => ctx.mentions(word, call))) return undefined;
  const from = ctx.paths(call)?.resource(fd);
  if (from === undefined || from.kind === 'unknown' || from.kind === 'parameter') {
    return { message: 'unknown', severity: 'hint' };
  }
  const opened = from.kind === 'call' ? from.values.get('flags') : undefined;
  if (from.kind !== 'call' || opened === undefined) return undefined;
  const lost = LOST.filter((name) => {
    const bits = asWord(ctx.kb.value(name, ctx.target.arch) ?? 0n);
    return bits !== 0n && (opened.ones & bits) === bits && (value & bits) === 0n;
  });
  return lost.length === 0
    ? undefined
    : {
        message: 'lost',
        data: { flags: lost.join(' and ') },
        related: [{ span: from.expr, text: 'opened here' }],
      };
}
