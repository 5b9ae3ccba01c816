/** Where a descriptor, an address or a process id comes from, when every way through the function says the same. */
import { lengthOf, sizeOfVariable } from './lengths.ts';
import { nameOf, unparen, type CallExpr, type Expr } from './ir.ts';
import { calledName } from './leaving.ts';
import { ALLOCATES, FD_FUNCTIONS } from './libc-names.ts';
import { coreOf, type PathContext } from './path-context.ts';
import type { Resource } from './path-facts.ts';
import { sourceOf } from './sources.ts';
import { signedOf, type Value } from './value.ts';

const UNKNOWN: Resource = { kind: 'unknown' };
const MAX_COPIES = 16;

/** The resource that an expression stands for. */
export function resourceOf(expr: Expr, ctx: PathContext, depth = 0): Resource {
  if (depth > MAX_COPIES || ctx.graph.unsure) return UNKNOWN;
  const e = coreOf(expr, ctx);
  if (e.kind === 'string') return { kind: 'string' };
  if (e.kind === 'call') return fromCall(e, ctx);
  if (e.kind === 'assign' && e.op === '=') return resourceOf(e.right, ctx, depth + 1);
  if (e.kind === 'unary' && e.op === '&') return objectAt(e.operand, ctx);
  if (e.kind === 'name') {
    const array = arrayOf(e.name, ctx);
    if (array) return array;
  }
  if (e.kind === 'name' || e.kind === 'index' || e.kind === 'member') {
    const source = sourceOf(e, ctx);
    if (source?.out) return writtenBy(source.out, e, ctx);
    if (source?.value) return resourceOf(source.value, ctx, depth + 1);
    if (source?.parameter && e.kind === 'name') return { kind: 'parameter', name: e.name };
  }
  // A variable's value is its one source, found above; joining all its definitions would only cost time.
  if (e.kind === 'name' && ctx.flow.declares(e.name)) return UNKNOWN;
  const n = signedOf(ctx.valueOf(e));
  return n === undefined ? UNKNOWN : { kind: 'number', value: n };
}

function fromCall(call: CallExpr, ctx: PathContext): Resource {
  const name = calledName(call);
  if (name === undefined || ctx.macros.isMacro(name) || ctx.flow.declares(name)) return UNKNOWN;
  return describe(call, name, 'result', undefined, ctx);
}

function writtenBy(call: CallExpr, e: Expr, ctx: PathContext): Resource {
  const at = e.kind === 'index' ? signedOf(ctx.valueOf(e.index)) : undefined;
  if (e.kind === 'index' && at === undefined) return UNKNOWN;
  return describe(call, calledName(call) ?? '', 'out', at, ctx);
}

const PIDS = new Set(['fork', 'vfork', 'clone', 'clone3', 'getpid', 'forkpty']);
const MAPS = new Set(['mmap', 'mremap', 'shmat']);
const FDS = new Set([
  ...['open', 'openat', 'openat2', 'creat', 'socket', 'accept', 'accept4', 'dup', 'dup2', 'dup3'],
  ...['pipe', 'pipe2', 'socketpair', 'epoll_create', 'epoll_create1', 'eventfd', 'eventfd2'],
  ...['signalfd', 'signalfd4', 'timerfd_create', 'inotify_init', 'inotify_init1', 'fanotify_init'],
  ...['memfd_create', 'memfd_secret', 'userfaultfd', 'pidfd_open', 'pidfd_getfd', 'open_tree'],
  ...['fsopen', 'fspick', 'fsmount', 'mq_open', 'perf_event_open', 'open_by_handle_at'],
  ...['landlock_create_ruleset', 'io_uring_setup', 'openpty'],
]);

function describe(
  call: CallExpr,
  written: string,
  via: 'result' | 'out',
  at: bigint | undefined,
  ctx: PathContext,
): Resource {
  const syscall = ctx.syscallOf(call);
  const name = syscall?.name ?? written;
  const known = syscall !== undefined || ALLOCATES.has(name) || FD_FUNCTIONS.has(name);
  const of =
    !known && via === 'result'
      ? 'other'
      : FDS.has(name) || FD_FUNCTIONS.has(name)
        ? 'fd'
        : MAPS.has(name)
          ? 'mapping'
          : PIDS.has(name)
            ? 'pid'
            : ALLOCATES.has(name) || name === 'posix_memalign' || name === 'asprintf'
              ? 'memory'
              : 'other';
  const values = new Map<string, Value>();
  for (const a of syscall?.args ?? []) if (a.param) values.set(a.param.name, ctx.valueOf(a.expr));
  return {
    kind: 'call',
    name: written,
    expr: call,
    ...(syscall ? { syscall } : {}),
    of,
    via,
    ...(at === undefined ? {} : { index: Number(at) }),
    values,
  };
}

/** An array by its name: an object of this function. */
function arrayOf(name: string, ctx: PathContext): Resource | undefined {
  const type = ctx.flow.typeOf(name);
  if (type?.endsWith('[]') !== true || ctx.flow.isParameter(name)) return undefined;
  return object(name, ctx);
}

/** What `&x`, `&x[0]`, `&x.y` with `y` anywhere points to: only the whole object is told. */
function objectAt(operand: Expr, ctx: PathContext): Resource {
  const e = unparen(operand);
  if (e.kind === 'index') {
    const first = lengthOf(e.index, ctx) === 0n;
    const name = nameOf(e.object);
    return (first && name !== undefined ? arrayOf(name, ctx) : undefined) ?? UNKNOWN;
  }
  if (e.kind !== 'name') return UNKNOWN;
  return ctx.flow.isParameter(e.name) ? UNKNOWN : (object(e.name, ctx) ?? UNKNOWN);
}

function object(name: string, ctx: PathContext): Resource | undefined {
  const declared = ctx.declarations.get(name);
  if (!declared || ctx.flow.typeOf(name) === undefined) return undefined;
  const size = sizeOfVariable(name, ctx);
  const { variable, by } = declared;
  return {
    kind: by.isStatic ? 'static' : 'stack',
    variable: variable.name,
    ...(size === undefined ? {} : { size }),
    declaration: { start: by.start, end: by.end },
  };
}
