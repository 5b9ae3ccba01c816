/**
 * What a function that wraps a system call hands on: which of its parameters are which of the call's arguments, and
 * what becomes of the result. A summary is plain JSON, so that it can be kept and carried to other files.
 */
import type { SyscallCall } from './call-site.ts';
import { intType } from './c-type.ts';
import type { Flow } from './flow.ts';
import { nameOf, uncast, type CallExpr, type Expr, type FunctionIr } from './ir.ts';
import { assertionOf, calledName, mayLeave } from './leaving.ts';
import { PACKED_UNKNOWN, packValue, type PackedValue } from './packed-value.ts';
import { returnsOf, throughBoth, type Returns } from './wrapped-result.ts';
import type { Value } from './value.ts';
import { partsOf, walk, type Node } from './walk.ts';

export interface Summary {
  /** The wrapper's name. */
  readonly name: string;
  /** How many parameters it takes; a call with another number of arguments is not its. */
  readonly params: number;
  /** The system calls that every run makes with something of its parameters, in source order. */
  readonly forwards: readonly Forward[];
}
export interface Forward {
  /** Kernel name. */
  readonly call: string;
  readonly via: 'libc' | 'raw';
  /** As spelled in the wrapper: `mmap64`, `syscall`. */
  readonly spelled: string;
  readonly args: readonly ForwardedArg[];
  /** What the wrapper returns of the call's result. */
  readonly returns: Returns;
  /** The wrapper repeats the call after EINTR. */
  readonly retries: boolean;
}
/** A parameter (by position), perhaps with more bits; a value that the wrapper decides; or, empty, unknown. */
export interface ForwardedArg {
  readonly param?: number;
  /** With `param`: the integer types that it is converted to, one after the other. */
  readonly as?: readonly string[];
  /** With `param`: or-ed to it. */
  readonly value?: PackedValue;
}

/** What a summary is made from. */
export interface Wrapping {
  readonly fn: FunctionIr;
  /** Asked only for functions that hand on a parameter. */
  readonly flow: () => Flow;
  /** System calls of the function. */
  readonly calls: readonly SyscallCall[];
  readonly value: (e: Expr) => Value;
  readonly text: (n: { readonly start: number; readonly end: number }) => string;
}

type Indexed = Omit<Wrapping, 'flow'> & {
  readonly flow: Flow;
  readonly params: ReadonlySet<string>;
};

/** The summary of a function; `undefined` when it forwards nothing, or only under conditions. */
export function summaryOf(wrapping: Wrapping): Summary | undefined {
  const { fn, calls } = wrapping;
  if (fn.params.length === 0 || !/^\w+$/.test(fn.name)) return undefined;
  const params = new Set(fn.params.map((p) => p.name));
  const candidates = calls.filter((c) => !c.broken && c.args.some((a) => mentions(a.expr, params)));
  if (candidates.length === 0) return undefined;
  if (fn.calls.some((c) => c.broken || nameOf(c.expr.callee) === fn.name)) return undefined;
  if (wrapping.text({ start: fn.nameSpan.end, end: fn.body.start }).includes('...'))
    return undefined;
  const forwards: Forward[] = [];
  const flow = wrapping.flow();
  const from = { ...wrapping, flow, params };
  for (const call of candidates) {
    if (!alwaysRuns(call.expr, flow)) continue;
    const checked = checkedBefore(call.expr, flow);
    const args = call.args.map((a) => argument(a.expr, checked, from));
    if (!args.some((a) => a.param !== undefined)) continue;
    forwards.push({
      call: call.name,
      via: viaOf(call),
      spelled: call.spelled,
      args,
      returns: throughBoth(call.wrapper?.forward.returns, returnsOf(call, flow, from.text)),
      retries: call.wrapper?.forward.retries === true || retries(call.expr, flow, from.text),
    });
  }
  return forwards.length === 0 ? undefined : { name: fn.name, params: fn.params.length, forwards };
}

/** How the system call itself is made, however many wrappers stand between. */
function viaOf(call: SyscallCall): 'libc' | 'raw' {
  const via = call.wrapper?.forward.via ?? call.via;
  return via === 'raw' ? 'raw' : 'libc';
}

function mentions(node: Node, params: ReadonlySet<string>): boolean {
  if (node.kind === 'name') return params.has(node.name);
  return partsOf(node).some((p) => mentions(p, params));
}

/** Position of the parameter that an expression is, unchanged since the call of the function. */
function parameter(e: Expr, checked: ReadonlySet<string>, flow: Flow): number | undefined {
  const name = nameOf(uncast(e));
  if (name === undefined || !flow.isParameter(name) || checked.has(name)) return undefined;
  if (flow.typeOf(name) === undefined || flow.definitions(name).length > 0) return undefined;
  return flow.fn.params.findIndex((p) => p.name === name);
}

function argument(expr: Expr, checked: ReadonlySet<string>, from: Indexed): ForwardedArg {
  const typed = (param: number, e: Expr): ForwardedArg =>
    handedAs(param, conversions(e, from.fn.params[param]?.type));
  const param = parameter(expr, checked, from.flow);
  if (param !== undefined) return typed(param, expr);
  const e = uncast(expr);
  if (e.kind === 'binary' && e.op === '|') {
    const left = parameter(e.left, checked, from.flow);
    const right = parameter(e.right, checked, from.flow);
    const more = left === undefined ? e.left : e.right;
    if ((left === undefined) !== (right === undefined) && !mentions(more, from.params)) {
      // What is done to all bits is done to those of each side.
      const around = conversions(expr);
      const own = typed(left ?? right ?? 0, castTo(left === undefined ? e.right : e.left, around));
      return { value: PACKED_UNKNOWN, ...packed(castTo(more, around), from), ...own };
    }
  }
  return packed(expr, from);
}

/** A parameter handed on, converted to these types. */
export function handedAs(param: number, as: readonly string[]): ForwardedArg {
  return as.length === 0 ? { param } : { param, as };
}

/** The expression cast to these types, one after the other, where it stands. */
export function castTo(expr: Expr, types: readonly string[]): Expr {
  const { start, end } = expr;
  return types.reduce((operand, type): Expr => ({ kind: 'cast', type, operand, start, end }), expr);
}

/** The integer types that what stands inside of casts goes through, that of its variable first. */
export function conversions(expr: Expr, type?: string): readonly string[] {
  const types: string[] = [];
  for (let e = expr; e.kind === 'paren' || e.kind === 'cast';) {
    if (e.kind === 'cast') types.unshift(e.type);
    e = e.kind === 'paren' ? e.inner : e.operand;
  }
  const all = type === undefined ? types : [type, ...types];
  return all.filter((t, i) => t !== all[i - 1] && !t.includes('*') && intType(t, 64) !== undefined);
}

function packed(e: Expr, from: Indexed): ForwardedArg {
  const value = packValue(from.value(e));
  return value === undefined ? {} : { value };
}

/** True when every run of the function gets to the expression, early exits before it left aside. */
function alwaysRuns(expr: Expr, flow: Flow): boolean {
  let n: Node = expr;
  for (let p = flow.parents.get(n); p; p = flow.parents.get(p)) {
    if (!runsPart(p, n, flow)) return false;
    if (p === flow.fn.body) return true;
    n = p;
  }
  return false;
}

function runsPart(p: Node, n: Node, flow: Flow): boolean {
  switch (p.kind) {
    case 'binary':
      return p.left === n || (p.op !== '&&' && p.op !== '||');
    case 'if':
    case 'conditional':
      return p.test === n;
    case 'loop': {
      if (p.form === 'do' || p.test === n || p.init === n) return true;
      const test = p.test && uncast(p.test);
      const forever = test === undefined || (test.kind === 'number' && test.value !== 0n);
      return p.body === n && forever;
    }
    case 'call':
      return p.callee !== n && (p.args[0] === n || !flow.through(p));
    case 'paren':
    case 'cast':
    case 'comma':
    case 'assign':
    case 'unary':
    case 'member':
    case 'index':
    case 'expr':
    case 'decl':
    case 'return':
    case 'block':
    case 'label':
      return true;
    default:
      return false;
  }
}

const LOGS = /log|debug|trace|print|warn|msg/i;

/**
 * Parameters that something before the call looks at and may leave for: what the call sees of them is then not all
 * that callers pass.
 */
function checkedBefore(call: Expr, flow: Flow): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (e: Node): void => {
    walk(e, (n) => {
      if (n.kind !== 'name' || names.has(n.name) || !flow.declares(n.name)) return;
      names.add(n.name);
      for (const d of flow.definitions(n.name)) if (d.value) note(d.value);
    });
  };
  const noteTests = (from: Node): void => {
    for (let p = flow.parents.get(from); p; p = flow.parents.get(p)) {
      if (p.kind === 'if' || p.kind === 'conditional') note(p.test);
      else if (p.kind === 'loop' && p.test) note(p.test);
      else if (p.kind === 'switch') note(p.value);
      else if (p.kind === 'binary' && (p.op === '&&' || p.op === '||')) note(p.left);
    }
  };
  walk(flow.fn.body, (n) => {
    if (n.end > call.start) return;
    if (['return', 'goto', 'break', 'opaque', 'opaque-stmt'].includes(n.kind)) noteTests(n);
    if (n.kind !== 'call') return;
    if (flow.neverReturns(n)) noteTests(n);
    if (isCheck(n, flow)) for (const a of n.args) note(a);
  });
  return names;
}

/** Assertions, macros that may leave, and functions called for nothing but what they do. */
function isCheck(call: CallExpr, flow: Flow): boolean {
  if (assertionOf(call) || mayLeave(call) || flow.through(call) === 'test') return true;
  return flow.parents.get(call)?.kind === 'expr' && !LOGS.test(calledName(call) ?? '');
}

function retries(call: Expr, flow: Flow, text: Wrapping['text']): boolean {
  for (let p = flow.parents.get(call); p; p = flow.parents.get(p)) {
    if (p.kind === 'loop' && /\bEINTR\b/.test(text(p))) return true;
    if (p.kind === 'call' && flow.through(p) === 'value') return true;
  }
  return false;
}
