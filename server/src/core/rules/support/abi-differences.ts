/** Where a raw call and the C library's function of its name differ, and how code shows that it expects the latter. */
import type { Argument, SyscallCall } from '../../c/call-site.ts';
import { nameOf, uncast, type FunctionIr } from '../../c/ir.ts';
import { constantOf, mustTerm } from '../../c/value.ts';
import { walk } from '../../c/walk.ts';
import type { Span } from '../../text/span.ts';
import type { Fix, FunctionContext } from '../rule.ts';
import { isPlatformBranch } from './conditions.ts';
import { localType } from './locals.ts';

export type Difference =
  | 'affinity'
  | 'brk'
  | 'clone'
  | 'getcwd'
  | 'mmap'
  | 'name'
  | 'offset'
  | 'peek'
  | 'pipe'
  | 'priority'
  | 'pselect'
  | 'sigaction'
  | 'sigset';

interface Found {
  readonly message: Difference;
  readonly span: Span;
  readonly severity?: 'information';
  readonly data?: Readonly<Record<string, string>>;
  /** Only where the call failed every time before. */
  readonly fixes?: readonly Fix[];
}
type Check = (call: SyscallCall, fn: FunctionIr, ctx: FunctionContext) => Found | undefined;

/** Position of the size of a signal set: kernel/signal.c, fs/select.c, fs/eventpoll.c, fs/signalfd.c. */
const SET_SIZE: Readonly<Record<string, number>> = {
  epoll_pwait: 5,
  epoll_pwait2: 5,
  ppoll: 4,
  rt_sigaction: 3,
  rt_sigpending: 1,
  rt_sigprocmask: 3,
  rt_sigsuspend: 1,
  rt_sigtimedwait: 3,
  signalfd: 2,
  signalfd4: 2,
};

/** By kernel name; each from its manual page's section on what the C library does. */
const CHECKS: Readonly<Record<string, Check>> = {
  brk: tested('brk', ['failed', 'negative'], []),
  getcwd: tested('getcwd', ['null', 'falsy'], ['negative', 'failed']),
  getpriority: priority,
  mq_open: queueName,
  mq_unlink: queueName,
  pselect6: (call, fn, ctx) => pointsTo(call.args[5], 'sigset_t', 'pselect', fn, ctx),
  ptrace: peek,
  rt_sigaction: (call, fn, ctx) =>
    pointsTo(call.args[1], 'struct sigaction', 'sigaction', fn, ctx) ??
    pointsTo(call.args[2], 'struct sigaction', 'sigaction', fn, ctx),
  sched_getaffinity: tested('affinity', ['null', 'falsy'], ['negative', 'failed']),
};

/** Calls whose numbers or registers are another matter on some architectures: man syscall(2), clone(2), mmap(2). */
const ON_ARCH: Readonly<Record<string, readonly string[]>> = {
  clone: ['s390x', 'microblaze'],
  mmap: ['i386', 'm68k'],
  pipe: ['alpha', 'mips', 'mips64', 'mips64n32', 'sh', 'sparc', 'sparc64'],
};

/** What the code takes for the function's way, or `undefined`. */
export function differenceOf(
  call: SyscallCall,
  fn: FunctionIr,
  ctx: FunctionContext,
): Found | undefined {
  const check = Object.hasOwn(CHECKS, call.name) ? CHECKS[call.name] : undefined;
  return check?.(call, fn, ctx) ?? setSize(call, fn, ctx) ?? elsewhere(call, ctx);
}

function tested(message: Difference, wrong: readonly string[], right: readonly string[]): Check {
  return (call, _fn, ctx) => {
    const { tests } = ctx.result(call);
    if (tests.some((t) => right.includes(t.kind))) return undefined;
    const test = tests.find((t) => t.certain && wrong.includes(t.kind));
    if (test === undefined) return undefined;
    // Elsewhere brk does return 0 and -1, and nothing here says that this is Linux.
    return { message, span: test, ...(message === 'brk' ? { severity: 'information' } : {}) };
  };
}

function priority(call: SyscallCall, fn: FunctionIr, ctx: FunctionContext): Found | undefined {
  const twenties: Span[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'number' && n.value === 20n) twenties.push(n);
  });
  const { kind, variable, tests } = ctx.result(call);
  // Only names tell what the number is taken for.
  if (!/nice|prio/i.test(variable ?? fn.name) || twenties.length > 0) return undefined;
  if (kind === 'discarded' || kind === 'returned' || kind === 'passed') return undefined;
  if (kind === 'tested' && tests.every((t) => t.kind === 'failed' || t.kind === 'negative')) {
    return undefined;
  }
  return { message: 'priority', span: call };
}

function queueName(call: SyscallCall): Found | undefined {
  const [name] = call.args;
  const text = name && uncast(name.expr);
  return name !== undefined && text?.kind === 'string' && text.text.startsWith('"/')
    ? {
        message: 'name',
        span: name,
        data: { call: call.name },
        fixes: [
          {
            title: 'Drop the slash',
            safety: 'safe',
            edits: [{ span: { start: text.start + 1, end: text.start + 2 }, newText: '' }],
          },
        ],
      }
    : undefined;
}

const PEEKS = ['PTRACE_PEEKTEXT', 'PTRACE_PEEKDATA', 'PTRACE_PEEKUSER', 'PTRACE_PEEKUSR'];

function peek(call: SyscallCall, _fn: FunctionIr, ctx: FunctionContext): Found | undefined {
  const [request, , , data] = call.args;
  if (request === undefined || data === undefined) return undefined;
  const value = ctx.value(request.expr);
  if (!PEEKS.some((name) => mustTerm(value, name))) return undefined;
  return constantOf(ctx.value(data.expr)) === 0n ? { message: 'peek', span: data } : undefined;
}

/** The address of a variable of that type. */
function pointsTo(
  arg: Argument | undefined,
  type: string,
  message: Difference,
  fn: FunctionIr,
  ctx: FunctionContext,
): Found | undefined {
  const e = arg && uncast(arg.expr);
  if (arg === undefined || e?.kind !== 'unary' || e.op !== '&') return undefined;
  const declared = localType(fn, nameOf(e.operand))?.replace(/\bconst /, '');
  return declared === type && ctx.kb.arch(ctx.target.arch) ? { message, span: arg } : undefined;
}

function setSize(call: SyscallCall, fn: FunctionIr, _ctx: FunctionContext): Found | undefined {
  const position = Object.hasOwn(SET_SIZE, call.name) ? SET_SIZE[call.name] : undefined;
  const size = position === undefined ? undefined : call.args[position];
  const e = size && uncast(size.expr);
  if (size === undefined || e?.kind !== 'sizeof') return undefined;
  // The grammar cannot tell sizeof(variable) from sizeof(type).
  const named = e.operand ? nameOf(e.operand) : e.type;
  const type = named === 'sigset_t' ? named : localType(fn, named);
  return type?.replace(/\bconst /, '') === 'sigset_t'
    ? {
        message: 'sigset',
        span: size,
        fixes: [
          {
            title: 'Write _NSIG / 8',
            safety: 'safe',
            edits: [{ span: size, newText: '_NSIG / 8' }],
          },
        ],
      }
    : undefined;
}

function elsewhere(call: SyscallCall, ctx: FunctionContext): Found | undefined {
  const { target, kb } = ctx;
  const arches = target.arches.length > 0 ? target.arches : [target.arch];
  if (isPlatformBranch(ctx.conditions(call))) return undefined;
  const rows = Object.hasOwn(ON_ARCH, call.name) ? ON_ARCH[call.name] : undefined;
  const arch = arches.find((a) => rows?.includes(a));
  if (arch !== undefined) {
    const message = call.name as Difference;
    return { message, span: call, data: { arch } };
  }
  const params = call.info.raw ?? call.info.params;
  const wide = params.find((p) => /^loff_t$/.test(p.type));
  const narrow = arches.find(
    (a) => kb.arch(a)?.bits === 32 && a !== 'x32' && kb.number(call.name, a) !== undefined,
  );
  if (wide === undefined || narrow === undefined || call.args.length > params.length) {
    return undefined;
  }
  return {
    message: 'offset',
    span: call,
    data: { arch: narrow, param: wide.name, call: call.name },
  };
}
