/** `arg/range`: a constant number that the call always refuses. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { unparen } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import type { Term } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { isConstantExpr, shownName, wordOf } from './support/members.ts';
import { lastSignal, NAME_BYTES, NEEDS_SIGNAL, RANGES } from './support/ranges-table.ts';

const CALLS = new Set(RANGES.flatMap((r) => r.calls));

export const argRange = defineRule({
  meta: {
    id: 'arg/range',
    summary: 'A number that the call refuses',
    severity: 'error',
    since: '0.1.0',
    messages: {
      low: '{call}() fails with {errno} for {param} {value}: the least is {limit}.',
      high: '{call}() fails with {errno} for {param} {value}: the most is {limit}.',
      only: '{call}() fails with {errno} for {param} {value}: only {limit} is valid.',
      name: 'The kernel keeps 15 bytes of a thread name and cuts off the rest of {value}: shorten it.',
    },
    docs: {
      why: `Some numbers are refused whatever else is passed: a signal above 64, an epoll instance of size 0, more than
1024 buffers in one writev, PR_SET_DUMPABLE with 2 (which only the administrator may choose). The call fails each time,
and where nobody looks at the result the program goes on without what it asked for.

PR_SET_NAME does not fail: it keeps the first 15 bytes of a longer name.`,
      bad: [
        `#include <sys/epoll.h>

int make(void)
{
    return epoll_create(0);
}
`,
        `#include <sys/prctl.h>

int no_dumps(void)
{
    return prctl(PR_SET_DUMPABLE, 2, 0, 0, 0);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/epoll.h>

int make(void)
{
    return epoll_create1(EPOLL_CLOEXEC);
}
`,
        `#include <signal.h>
#include <sys/types.h>

int is_there(pid_t pid)
{
    return kill(pid, 0);
}
`,
      ],
      limits: `Only limits that hold for every caller: those that a file system, a resource limit or a setting decides
are not looked at. Numbers and macros only, no variables.
Calls through wrappers, which may look at the number first, and code that asks how the call fails are left alone.`,
      references: [
        'man:epoll_create(2)',
        'man:prctl(2)',
        'man:readv(2)',
        'man:signal(7)',
        'kernel:kernel/sys.c',
      ],
    },
  },
  on: (name, kb) =>
    CALLS.has(name) || (kb.call(name)?.params.some((p) => p.group === 'signal') ?? false),
  *check(call, ctx) {
    // A wrapper may look at the number first; code that asks how the call fails means it.
    if (call.via === 'wrapper' || ctx.failureExpected(call)) return;
    for (const arg of call.args) {
      const limits = limitsOf(arg, call, ctx);
      if (limits === undefined) {
        if (isLongName(arg, call, ctx)) {
          yield {
            message: 'name',
            data: { value: ctx.text(arg).slice(0, 30) },
            span: arg,
            severity: 'warning',
          };
        }
        continue;
      }
      const { min, max, errno } = limits;
      const value = numberOf(arg, ctx);
      if (value === undefined) continue;
      const low = min !== undefined && value < min;
      if (!low && (max === undefined || value <= max)) continue;
      yield {
        message: min === max ? 'only' : low ? 'low' : 'high',
        data: {
          call: shownName(call),
          param: arg.param?.name ?? 'argument',
          value: value.toString(),
          limit: String(low ? min : max),
          errno,
        },
        span: arg,
      };
    }
  },
});

function limitsOf(
  arg: Argument,
  call: SyscallCall,
  ctx: RuleContext,
): { readonly min?: bigint; readonly max?: bigint; readonly errno: string } | undefined {
  if (arg.param?.group === 'signal') {
    const min = NEEDS_SIGNAL.has(call.name) ? 1n : 0n;
    return { min, max: lastSignal(ctx.target.arch), errno: 'EINVAL' };
  }
  return RANGES.find(
    ({ calls, at, when }) =>
      at === arg.index &&
      calls.includes(call.name) &&
      (when === undefined || isConstant(call.args[when[0]], when[1], ctx)),
  );
}

function isConstant(arg: Argument | undefined, name: string, ctx: RuleContext): boolean {
  const wanted = ctx.kb.value(name, ctx.target.arch);
  return arg !== undefined && wanted !== undefined && numberOf(arg, ctx) === wanted;
}

/** The number as the call sees it: arguments of type `int` have 32 bits. */
function numberOf(arg: Argument, ctx: RuleContext): bigint | undefined {
  const known = ctx.value(arg.expr);
  if (!isConstantExpr(arg.expr)) return undefined;
  if (known.may.some((t) => isRedefined(t, ctx))) return undefined;
  const value = signedOf(known);
  const wide = arg.param?.kind === 'length' || arg.param?.kind === 'offset';
  return value === undefined || wide ? value : BigInt.asIntN(32, value);
}

/** True for a constant that the file gives another value, for systems that lack it. */
function isRedefined({ name, value }: Term, ctx: RuleContext): boolean {
  const real = name === undefined ? undefined : wordOf(name, ctx);
  return real !== undefined && real !== value;
}

function isLongName(arg: Argument, call: SyscallCall, ctx: RuleContext): boolean {
  const text = unparen(arg.expr);
  return (
    call.name === 'prctl' &&
    arg.index === 1 &&
    text.kind === 'string' &&
    !text.text.includes('\\') &&
    text.text.length - 2 > NAME_BYTES &&
    isConstant(call.args[0], 'PR_SET_NAME', ctx)
  );
}
