/** Objects of type struct sigaction as a function fills them: handler and flags, with all values that it shows. */
import { unparen, type AssignExpr, type Expr, type FunctionIr, type InitExpr } from '../../c/ir.ts';
import { walk, type Node } from '../../c/walk.ts';
import type { Span } from '../../text/span.ts';
import type { FunctionContext } from '../rule.ts';
import { callName } from './library.ts';

/** A handler given to an action. */
export interface HandlerSet {
  readonly member: 'sa_handler' | 'sa_sigaction';
  readonly value: Expr;
  /** The word, where it is assigned; absent in an initialiser. */
  readonly memberSpan?: Span;
}
export interface ActionObject {
  /** As written: `sa`, `*act`, `act` for `act->`. */
  readonly text: string;
  readonly handlers: readonly HandlerSet[];
  /** Every value that sa_flags gets here. */
  readonly flags: readonly Expr[];
  /** The flags are those values or-ed, and nothing else. */
  readonly flagsKnown: boolean;
}

interface Building {
  readonly text: string;
  readonly handlers: HandlerSet[];
  readonly flags: Expr[];
  /** Set as a whole, or cleared: members that are not named are 0. */
  cleared: boolean;
  /** sa_flags is assigned with `=`. */
  assigned: boolean;
  lost: boolean;
}

/** The actions of a function, in order of their first member. */
export function actionsIn(fn: FunctionIr, ctx: FunctionContext): readonly ActionObject[] {
  const objects = new Map<string, Building>();
  const textOf = (n: Node): string => ctx.text(n).replace(/\s+/g, '');
  const at = (text: string): Building => {
    let o = objects.get(text);
    if (!o) {
      o = { text, handlers: [], flags: [], cleared: false, assigned: false, lost: false };
      objects.set(text, o);
    }
    return o;
  };
  walk(fn.body, (n) => {
    if (n.kind === 'assign') assign(n, at, textOf);
    else if (n.kind === 'decl') {
      for (const v of n.vars) {
        if (!/\bsigaction$/.test(v.type) || v.sizes) continue;
        if (v.init?.kind === 'init') initialise(at(v.name), v.init);
        else if (v.init) at(v.name).lost = true;
        else if (n.isStatic) at(v.name).cleared = true;
      }
    }
  });
  if (objects.size === 0) return [];
  walk(fn.body, (n) => {
    if (n.kind !== 'call') return;
    const name = callName(n);
    n.args.forEach((a, i) => {
      const o = objects.get(textOf(a).replace(/^&/, ''));
      if (o === undefined) return;
      if (/^(?:memset|bzero|explicit_bzero)$/.test(name) && i === 0) o.cleared = true;
      else if (!(name.endsWith('sigaction') && i === 1)) o.lost = true;
    });
  });
  return [...objects.values()].map(({ text, handlers, flags, cleared, assigned, lost }) => ({
    text,
    handlers,
    flags,
    flagsKnown: !lost && (cleared || assigned),
  }));
}

function assign(n: AssignExpr, at: (text: string) => Building, textOf: (n: Node) => string): void {
  const left = unparen(n.left);
  if (left.kind === 'member') {
    const { name, nameSpan } = left;
    if (name === 'sa_handler' || name === 'sa_sigaction') {
      at(textOf(left.object)).handlers.push({ member: name, value: n.right, memberSpan: nameSpan });
    } else if (name === 'sa_flags') {
      const o = at(textOf(left.object));
      o.flags.push(n.right);
      if (n.op === '=') o.assigned = true;
      else if (n.op !== '|=') o.lost = true;
    }
    return;
  }
  const right = unparen(n.right);
  if (right.kind === 'init' && /\bsigaction$/.test(right.type ?? '')) {
    initialise(at(textOf(left)), right);
  } else if (left.kind === 'name' || (left.kind === 'unary' && left.op === '*')) {
    const text = textOf(left).replace(/^\*/, '');
    if (text !== '' && n.op === '=') at(text).lost = true;
  }
}

function initialise(o: Building, init: InitExpr): void {
  o.cleared = true;
  // Without names the order of members is the library's affair.
  if (init.entries.some((e, i) => e.field === undefined && !(i === 0 && isZero(e.value)))) {
    o.lost = true;
  }
  for (const { field, value } of init.entries) {
    if (field === 'sa_handler' || field === 'sa_sigaction')
      o.handlers.push({ member: field, value });
    else if (field === 'sa_flags') o.flags.push(value);
  }
}

function isZero(value: Expr): boolean {
  const e = unparen(value);
  return e.kind === 'number' && e.value === 0n;
}
