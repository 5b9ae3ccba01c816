/** `arg/sizeof-as-count`: a number of bytes where a number of elements is wanted. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { uncast, unparen } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { shownName } from './support/members.ts';

export const argSizeofAsCount = defineRule({
  meta: {
    id: 'arg/sizeof-as-count',
    summary: 'sizeof where a number of elements is wanted',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-131'],
    others: ['gcc:-Wstringop-overflow'],
    messages: {
      count:
        '{call}() counts elements in {param}, and sizeof counts bytes: divide by the size of one.',
    },
    docs: {
      why: `poll, readv, epoll_wait and setgroups take the number of elements of an array. With its size in bytes the
kernel goes on behind the end: poll reads and writes revents of structures that are not there, epoll_wait may fill
twelve times as many events as fit.`,
      bad: [
        `#include <poll.h>

int wait_for(struct pollfd *fds)
{
    struct pollfd both[2] = {fds[0], fds[1]};
    return poll(both, sizeof(both), -1);
}
`,
      ],
      good: [
        `#include <poll.h>

int wait_for(struct pollfd *fds)
{
    struct pollfd both[2] = {fds[0], fds[1]};
    return poll(both, sizeof(both) / sizeof(both[0]), -1);
}
`,
      ],
      limits: `Only where sizeof is the whole argument.`,
      references: ['man:poll(2)', 'man:epoll_wait(2)', 'man:readv(2)', 'CWE-131'],
    },
  },
  on: (name) => COUNTS.has(name),
  *check(call, ctx) {
    const [array, count] = COUNTS.get(call.name) ?? [];
    const elements = array === undefined ? undefined : call.args[array];
    const arg = count === undefined ? undefined : call.args[count];
    if (elements === undefined || arg === undefined || uncast(arg.expr).kind !== 'sizeof') return;
    yield {
      message: 'count',
      data: { call: shownName(call), param: arg.param?.name ?? 'its argument' },
      span: arg,
      fixes: dividing(arg, elements, call, ctx),
    };
  },
});

/** Call → positions of the array and of the number of its elements, in C and in the kernel alike. */
const COUNTS: ReadonlyMap<string, readonly [array: number, count: number]> = new Map([
  ['epoll_pwait', [1, 2]],
  ['epoll_pwait2', [1, 2]],
  ['epoll_wait', [1, 2]],
  ['getgroups', [1, 0]],
  ['poll', [0, 1]],
  ['ppoll', [0, 1]],
  ['preadv', [1, 2]],
  ['preadv2', [1, 2]],
  ['pwritev', [1, 2]],
  ['pwritev2', [1, 2]],
  ['readv', [1, 2]],
  ['recvmmsg', [1, 2]],
  ['semop', [1, 2]],
  ['semtimedop', [1, 2]],
  ['sendmmsg', [1, 2]],
  ['setgroups', [1, 0]],
  ['vmsplice', [1, 2]],
  ['writev', [1, 2]],
]);

/** Divides by the size of an element, or writes 1 for a single object; nothing where the array is another one. */
function dividing(
  arg: Argument,
  elements: Argument,
  call: SyscallCall,
  ctx: RuleContext,
): readonly Fix[] {
  const size = uncast(arg.expr);
  if (size.kind !== 'sizeof' || size.operand === undefined || arg.written === false) return [];
  const measured = unparen(size.operand);
  const given = unparen(elements.expr);
  const name = ctx.text(measured);
  if (measured.kind !== 'name' || call.fn === undefined) return [];
  if (given.kind === 'unary' && given.op === '&' && ctx.text(unparen(given.operand)) === name) {
    return [{ title: 'Write 1', safety: 'unsafe', edits: [{ span: arg, newText: '1' }] }];
  }
  if (given.kind !== 'name' || given.name !== name) return [];
  const newText = `sizeof(${name}) / sizeof(${name}[0])`;
  return [
    {
      title: 'Divide by the size of an element',
      safety: 'unsafe',
      edits: [{ span: arg, newText }],
    },
  ];
}
