/** What a function returns of the result of a system call that it makes. Pure. */
import type { SyscallCall } from './call-site.ts';
import type { Flow } from './flow.ts';
import { nameOf, uncast, unparen, type Expr } from './ir.ts';
import { assertionOf, calledName } from './leaving.ts';
import type { ResultUse } from './facts.ts';
import type { TextOf } from './result.ts';
import { walk, type Node } from './walk.ts';

/**
 * `same`: the result, failures included; `null`, `minus-one`, `errno`: the result or 0, with that on failure
 * (`errno` negated); `bool`: whether it failed; `never-fails`: the program ends on failure; `other`: anything else, or
 * not known.
 */
export type Returns = 'same' | 'null' | 'minus-one' | 'errno' | 'bool' | 'never-fails' | 'other';

type Kind = 'result' | 'null' | 'zero' | 'minus' | 'errno' | 'bool' | 'other';

/** Calls in the branch of a failure that change nothing about what is returned. */
const HARMLESS = /log|debug|trace|print|warn|msg|perror|strerror|^close$|^free$|^munmap$|^errno$/i;

/** What becomes of the call's result, as far as every `return` of the function shows. */
export function returnsOf(call: SyscallCall, flow: Flow, text: TextOf): Returns {
  let n: Node = call.expr;
  for (let p = flow.parents.get(n); p; p = flow.parents.get(p)) {
    const passes = p.kind === 'call' && p.args[0] === n && flow.through(p) === 'value';
    if (p.kind === 'paren' || p.kind === 'cast' || passes) n = p;
    else break;
  }
  const p = flow.parents.get(n);
  if (p?.kind === 'return' || p?.kind === 'binary') {
    const returned = p.kind === 'return' ? p : flow.parents.get(p);
    if (returned?.kind !== 'return') return 'other';
    return combined(returnsIn(flow, (e) => (e === n ? 'result' : undefined), text));
  }
  let name: string | undefined;
  if (p?.kind === 'assign' && p.op === '=' && p.right === n) name = nameOf(p.left);
  else if (p?.kind === 'decl') name = p.vars.find((v) => v.init === n)?.name;
  if (name === undefined || !p || flow.isParameter(name) || !flow.typeOf(name)) return 'other';
  return ofVariable(name, p, call, flow, text);
}

function ofVariable(
  name: string,
  given: Node,
  call: SyscallCall,
  flow: Flow,
  text: TextOf,
): Returns {
  const kinds = returnsIn(flow, (e) => (nameOf(e) === name ? 'result' : undefined), text);
  for (const d of flow.definitions(name)) {
    if (d.node === given || d.op === 'uninitialised') continue;
    if (d.op === '=' && d.at <= call.start && d.value) continue;
    const kind = d.op === '=' && d.value ? kindOf(d.value, flow, () => undefined, text) : 'other';
    kinds.add(kind === 'zero' ? 'other' : kind);
  }
  const out = combined(kinds);
  const failure = failureOf(name, call, flow);
  if (failure === 'ends') return kinds.size === 1 && kinds.has('result') ? 'never-fails' : 'other';
  return failure === 'unsure' && out === 'same' ? 'other' : out;
}

/** What happens where the variable was tested: the program ends, something unknown is called, or nothing of the kind. */
function failureOf(name: string, call: SyscallCall, flow: Flow): 'ends' | 'unsure' | 'plain' {
  let out: 'ends' | 'unsure' | 'plain' = 'plain';
  const speaksOf = (e: Node): boolean => {
    let hit = false;
    walk(e, (n) => {
      if (n === call.expr || (n.kind === 'name' && n.name === name)) hit = true;
    });
    return hit;
  };
  walk(flow.fn.body, (n) => {
    if (n.kind !== 'call' || n === call.expr || n.end <= call.start) return;
    if (assertionOf(n) && n.args.some(speaksOf)) out = 'ends';
    else if (flow.neverReturns(n)) out = 'ends';
    else if (out === 'plain' && !HARMLESS.test(calledName(n) ?? '?')) {
      for (let p = flow.parents.get(n); p; p = flow.parents.get(p)) {
        if (p.kind === 'if' && speaksOf(p.test)) out = 'unsure';
      }
    }
  });
  return out;
}

function returnsIn(flow: Flow, result: (e: Expr) => 'result' | undefined, text: TextOf): Set<Kind> {
  const kinds = new Set<Kind>();
  walk(flow.fn.body, (n) => {
    if (n.kind === 'return') kinds.add(n.value ? kindOf(n.value, flow, result, text) : 'other');
    if (n.kind === 'opaque-stmt' && n.broken) kinds.add('other');
  });
  return kinds;
}

function kindOf(
  expr: Expr,
  flow: Flow,
  result: (e: Expr) => 'result' | undefined,
  text: TextOf,
): Kind {
  const e = uncast(expr);
  const direct = result(e) ?? result(expr);
  if (direct) return direct;
  if (e.kind === 'call' && e.args[0] && flow.through(e) === 'value') {
    return result(e) ?? kindOf(e.args[0], flow, result, text);
  }
  switch (e.kind) {
    case 'name':
      if (['NULL', 'nullptr'].includes(e.name)) return 'null';
      if (e.name === 'MAP_FAILED') return 'minus';
      return ['true', 'false', 'TRUE', 'FALSE'].includes(e.name) ? 'bool' : 'other';
    case 'number':
      if (e.value === 0n) {
        const type = text({ start: flow.fn.start, end: flow.fn.nameSpan.start });
        return type.includes('*') ? 'null' : 'zero';
      }
      return e.value === 1n ? 'bool' : 'other';
    case 'unary': {
      const operand = unparen(e.operand);
      if (e.op === '-' && operand.kind === 'number' && operand.value === 1n) return 'minus';
      return e.op === '-' && nameOf(operand) === 'errno' ? 'errno' : 'other';
    }
    case 'conditional': {
      if (!e.yes) return 'other';
      const both = [e.yes, e.no].map((x) => kindOf(x, flow, result, text));
      const other = both.find((k) => k !== 'result');
      if (both.includes('result')) return other === 'null' || other === 'minus' ? other : 'other';
      if (both.includes('zero') && both.includes('errno')) return 'errno';
      return both.every((k) => k === 'bool' || k === 'zero') ? 'bool' : 'other';
    }
    case 'binary':
      return ['==', '!=', '<', '>', '<=', '>='].includes(e.op) && resultIn(e, result)
        ? 'bool'
        : 'other';
    default:
      return 'other';
  }
}

function resultIn(e: Expr, result: (e: Expr) => 'result' | undefined): boolean {
  let hit = false;
  walk(e, (n) => {
    if (result(n as Expr)) hit = true;
  });
  return hit;
}

function combined(kinds: ReadonlySet<Kind>): Returns {
  const only = (...allowed: Kind[]): boolean => [...kinds].every((k) => allowed.includes(k));
  if (kinds.size === 0 || kinds.has('other')) return 'other';
  if (kinds.has('result') && only('result', 'minus')) return 'same';
  if (kinds.has('null') && only('result', 'null')) return 'null';
  if (kinds.has('errno') && only('result', 'zero', 'errno')) return 'errno';
  if (kinds.has('minus') && only('zero', 'minus')) return 'minus-one';
  return kinds.has('bool') && only('bool', 'zero') ? 'bool' : 'other';
}

/** What a function returns of a system call's result that it gets through a wrapper, `inner` being what that returns. */
export function throughBoth(inner: Returns | undefined, outer: Returns): Returns {
  if (inner === undefined || inner === 'same') return outer;
  return outer === 'same' ? inner : 'other';
}

/**
 * How the result of a system call is used where its wrapper is called: as the use of the wrapper's result, when that is
 * the same; a test for NULL is one for the failure when the wrapper returns NULL then; else nothing is known.
 */
export function usedAs(returns: Returns | undefined, use: ResultUse): ResultUse {
  if (returns === undefined || returns === 'same') return use;
  if (returns !== 'null') return { kind: 'other', tests: [] };
  const fails = new Set(['null', 'falsy']);
  const tests = use.tests.map((t) => ({
    ...t,
    kind: fails.has(t.kind) ? ('failed' as const) : ('value' as const),
  }));
  return { ...use, tests };
}
