/** `fd/poll-events`: events that are reported whether they are asked for or not. */
import { nameOf, uncast, unparen, type Expr, type FunctionIr, type InitExpr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule, type Finding, type FunctionContext } from './rule.ts';
import { argumentTaking, isClear } from './support/arguments.ts';
import { withoutName } from './support/flag-edits.ts';
import { localType } from './support/locals.ts';

/** Structures whose `events` is asked for, and what poll(2) and epoll_ctl(2) report in any case. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  epoll_event: ['EPOLLERR', 'EPOLLHUP'],
  pollfd: ['POLLERR', 'POLLHUP', 'POLLNVAL'],
};
const WORDS = Object.values(ALWAYS).flat();

type Message = 'always' | 'edge';

export const fdPollEvents = defineFunctionRule({
  meta: {
    id: 'fd/poll-events',
    summary: 'POLLERR, POLLHUP or POLLNVAL asked for, or EPOLLET on a descriptor that blocks',
    severity: 'information',
    fix: 'safe',
    since: '0.1.0',
    messages: {
      edge: 'EPOLLET tells of a change once; emptying {fd} after it blocks in the end: make it with {flag}.',
      always: '{name} in events has no effect: it is always reported in {where}, so test it there.',
    },
    docs: {
      why: `POLLERR, POLLHUP and POLLNVAL are answers, not questions: poll() ignores them in \`events\` and reports them
in \`revents\` whenever they hold. The same goes for EPOLLERR and EPOLLHUP. Code that asks for them tends to believe that
it would not get them otherwise, and does not handle them elsewhere: a loop that waits for POLLIN alone then spins when
the other side hangs up.

With EPOLLET a descriptor has to be read until EAGAIN, because epoll does not tell again of what is left. One that
blocks never gives EAGAIN: the last read waits, and with it the whole loop.`,
      bad: [
        `#include <poll.h>

int wait_for(int fd)
{
    struct pollfd p = { .fd = fd, .events = POLLIN | POLLHUP };
    return poll(&p, 1, -1);
}
`,
      ],
      good: [
        `#include <poll.h>

int wait_for(int fd)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    if (poll(&p, 1, -1) < 0)
        return -1;
    return (p.revents & (POLLIN | POLLHUP)) != 0;
}
`,
      ],
      limits: `Sees variables of the function whose type is struct pollfd or struct epoll_event. Where nothing else is
asked for, the name says that only the end is waited for, and is left alone. POLLPRI with POLLERR is what the kernel's
manual shows for files of sysfs, and silent as well. EPOLLET is looked at where the function itself made the socket or
pipe and neither sets flags nor hands the descriptor to a function that speaks of blocking.`,
      references: ['man:poll(2)', 'man:epoll_ctl(2)', 'kernel:fs/select.c'],
    },
  },
  words: [...WORDS, 'EPOLLET'],
  *inFunction(fn, ctx) {
    const asked: { readonly value: Expr; readonly type: string }[] = [];
    const initialised = (init: Expr, type: string | undefined): void => {
      const e = unparen(init);
      if (e.kind !== 'init') return;
      const known = tagOf(e.type ?? type);
      if (known === undefined) return;
      const elements = e.entries.every((entry) => unparen(entry.value).kind === 'init');
      if (elements) for (const { value } of e.entries) initialised(value, known);
      else asked.push(...eventsIn(e, known).map((value) => ({ value, type: known })));
    };
    walk(fn.body, (n) => {
      if (n.kind === 'decl') {
        for (const v of n.vars) if (v.init) initialised(v.init, v.type);
      } else if (n.kind === 'assign' && (n.op === '=' || n.op === '|=')) {
        const type = structOf(n.left, fn);
        if (type !== undefined) asked.push({ value: n.right, type });
        if (n.right.kind === 'init') initialised(n.right, undefined);
      }
    });
    for (const { value, type } of asked) yield* judge(value, ALWAYS[type] ?? [], type, ctx);
    yield* edges(fn, ctx);
  },
});

/** The tag of `struct pollfd []`, `const struct pollfd`, or of the tag itself. */
function tagOf(type: string | undefined): string | undefined {
  const tag = /^(?:(?:const|static) )*(?:struct )?(\w+)/.exec(type ?? '')?.[1];
  return tag !== undefined && Object.hasOwn(ALWAYS, tag) ? tag : undefined;
}

/** What a structure's initialiser gives to `events`: by name, or by place (`{ fd, events, revents }`). */
function eventsIn(e: InitExpr, type: string): readonly Expr[] {
  const named = e.entries.filter((entry) => entry.field === 'events');
  if (named.length > 0) return named.map((entry) => entry.value);
  const at = type === 'pollfd' ? 1 : 0;
  const entry = e.entries.every((other) => other.field === undefined) ? e.entries[at] : undefined;
  return entry ? [entry.value] : [];
}

/** The structure whose `events` is assigned, when the function declares it. */
function structOf(left: Expr, fn: FunctionIr): string | undefined {
  const e = unparen(left);
  if (e.kind !== 'member' || e.name !== 'events') return undefined;
  let object = uncast(e.object);
  if (object.kind === 'index') object = uncast(object.object);
  return tagOf(localType(fn, nameOf(object)));
}

function* judge(
  value: Expr,
  always: readonly string[],
  type: string,
  ctx: FunctionContext,
): Iterable<Finding<Message>> {
  const { must } = ctx.value(value);
  const isQuestion = (name: string | undefined): boolean =>
    name !== undefined && !always.includes(name) && !/^E?POLLPRI$/.test(name);
  if (!must.some((t) => isQuestion(t.name))) return;
  const names = always.filter((name) => must.some((t) => t.name === name));
  for (const name of names) {
    const span = must.find((t) => t.name === name)?.span;
    const edit = withoutName(value, name, '0');
    yield {
      message: 'always',
      data: { name, where: type === 'pollfd' ? 'revents' : 'the events that come back' },
      span: span ?? value,
      fixes: edit ? [{ title: `Remove ${name}`, safety: 'safe', edits: [edit] }] : [],
    };
  }
}

/** Calls that make what is read until it is empty, and their flag. */
const BLOCKING: Readonly<Record<string, string>> = {
  accept: 'SOCK_NONBLOCK',
  accept4: 'SOCK_NONBLOCK',
  pipe: 'O_NONBLOCK',
  pipe2: 'O_NONBLOCK',
  socket: 'SOCK_NONBLOCK',
  socketpair: 'SOCK_NONBLOCK',
};

/** Descriptors that block and are added with EPOLLET. */
function* edges(fn: FunctionIr, ctx: FunctionContext): Iterable<Finding<Message>> {
  if (!ctx.mentions('EPOLLET', fn) || !ctx.mentions('EPOLL_CTL_ADD', fn)) return;
  const setsFlags = fn.calls.some(({ expr }) =>
    /fcntl|ioctl|block/i.test(nameOf(expr.callee) ?? 'block'),
  );
  if (setsFlags) return;
  for (const call of ctx.calls) {
    const [, op, fd, event] = call.args;
    if (call.name !== 'epoll_ctl' || op === undefined || fd === undefined || !event) continue;
    if (!ctx.value(op.expr).must.some((t) => t.name === 'EPOLL_CTL_ADD')) continue;
    if (!isEdge(event.expr, fn, ctx)) continue;
    const from = ctx.paths(call)?.resource(fd.expr);
    const made = from?.kind === 'call' ? from.syscall : undefined;
    const flag = made && BLOCKING[made.name];
    if (made === undefined || flag === undefined) continue;
    const flags = argumentTaking(made, flag, ctx);
    if (flags !== undefined && !isClear(ctx.value(flags.expr), flag, ctx)) continue;
    yield {
      message: 'edge',
      data: { fd: ctx.text(fd.expr), flag },
      span: fd,
      call,
      related: [{ span: made.nameSpan, text: 'made here' }],
    };
  }
}

/** True when every `events` that the function gives to the variable `&event` holds EPOLLET. */
function isEdge(event: Expr, fn: FunctionIr, ctx: FunctionContext): boolean {
  const e = uncast(event);
  const name = e.kind === 'unary' && e.op === '&' ? nameOf(e.operand) : undefined;
  if (name === undefined) return false;
  const values: Expr[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && n.left.kind === 'member' && nameOf(n.left.object) === name) {
      if (n.left.name === 'events') values.push(n.right);
    } else if (n.kind === 'decl') {
      const init = n.vars.find((v) => v.name === name)?.init;
      if (init?.kind === 'init') values.push(...eventsIn(init, 'epoll_event'));
    }
  });
  const isSet = (v: Expr): boolean => ctx.value(v).must.some((t) => t.name === 'EPOLLET');
  return values.length > 0 && values.every(isSet);
}
