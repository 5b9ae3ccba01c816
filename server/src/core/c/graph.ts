/**
 * The order in which one function evaluates its expressions, as a graph of points. Built from our picture of C in one
 * pass, linear in the function's size. It knows order and conditions, nothing about values.
 */
import type { CallExpr, Expr, FunctionIr, NameExpr, Stmt } from './ir.ts';
import { unparen } from './ir.ts';
import { createEdges } from './graph-edges.ts';
import {
  constantTruth,
  isMacroHead,
  isStatement,
  JOIN,
  nearest,
  placesOf,
} from './graph-support.ts';
import type { Branches, EdgeFact, Ends, Graph, GraphOptions, Loose, Point } from './graph.types.ts';
import { partsOf, type Node } from './walk.ts';

/** Makes the graph of a function. */
export function buildGraph(fn: FunctionIr, options: GraphOptions): Graph {
  const { macros } = options;
  const points: Point[] = [];
  const edges = createEdges();
  const labels = new Map<string, number>();
  const defined = new Set<string>();
  let unsure = false;
  /** Where `break`, `continue` and `case` belong. */
  const breaks: Loose[][] = [];
  const continues: Loose[][] = [];
  const switches: {
    subject: Expr;
    from: Ends;
    values: Expr[];
    hasDefault: boolean;
    late: number[];
  }[] = [];

  const point = (ends: Ends, what: Point = JOIN): number => {
    const id = points.length;
    points.push(what);
    connect(ends, id);
    return id;
  };
  const connect = (ends: Ends, to: number): void => {
    for (const { from, fact } of ends) edges.add(from, to, fact);
  };
  const at = (ends: Ends, node: Node): Ends => [{ from: point(ends, { node }) }];
  const label = (name: string): number => {
    let id = labels.get(name);
    if (id === undefined) labels.set(name, (id = point([])));
    return id;
  };

  const entry = point([]);
  const exit = point([]);

  const exprs = (list: readonly Expr[], ends: Ends): Ends =>
    list.reduce((e, x) => expr(x, e), ends);

  const expr = (e: Expr, ends: Ends): Ends => {
    switch (e.kind) {
      case 'number':
      case 'string':
      case 'char':
      case 'sizeof':
        return ends;
      case 'paren':
        return expr(e.inner, ends);
      case 'cast':
        return expr(e.operand, ends);
      case 'comma':
        return expr(e.right, expr(e.left, ends));
      case 'binary':
        if (e.op !== '&&' && e.op !== '||') return at(expr(e.right, expr(e.left, ends)), e);
        return joined(cond(e, ends), e);
      case 'conditional': {
        const { yes, no } = cond(e.test, ends);
        return at([...(e.yes ? expr(e.yes, yes) : yes), ...expr(e.no, no)], e);
      }
      case 'call':
        return call(e, ends);
      case 'opaque':
        return opaque(e, ends);
      case 'name': {
        const done = at(ends, e);
        hidden(e, done);
        return done;
      }
      case 'assign':
        return at(expr(e.right, expr(e.left, ends)), e);
      default:
        return at(exprs(partsOf(e) as readonly Expr[], ends), e);
    }
  };

  const joined = ({ yes, no }: Branches, node: Node): Ends => at([...yes, ...no], node);

  const call = (e: CallExpr, ends: Ends): Ends => {
    const assertion = macros.assertion(e);
    const [first, ...rest] = e.args;
    if (assertion && first) {
      const { yes, no } = cond(first, ends);
      const [goes, stops] = assertion.goesOnWhen ? [yes, no] : [no, yes];
      if (assertion.otherwise === 'returns') connect(stops, exit);
      return at(exprs(rest, goes), e);
    }
    const done = at(exprs(e.args, expr(e.callee, ends)), e);
    hidden(e, done);
    return options.neverReturns(e) ? [] : done;
  };

  /** What the macro of a name or call does unseen: leave the function, or jump to a label. */
  const hidden = (e: CallExpr | NameExpr, ends: Ends): void => {
    const way = macros.wayOut(e);
    if (way === 'jumps') unsure = true;
    else if (way === 'returns') connect(ends, exit);
  };

  /** Statement expressions run, lambdas may; asm and errors are only known by their names. */
  const opaque = (e: Extract<Node, { kind: 'opaque' | 'opaque-stmt' }>, ends: Ends): Ends => {
    if (e.broken) unsure = true;
    const only = e.inner.length === 1 ? e.inner[0] : undefined;
    const runs = only?.kind === 'block';
    const inside = e.inner.reduce<Ends>((x, n) => node(n, x), ends);
    return at(runs ? inside : [...ends, ...inside], e);
  };

  const node = (n: Node, ends: Ends): Ends => (isStatement(n) ? stmt(n, ends) : expr(n, ends));

  const cond = (e: Expr, ends: Ends): Branches => {
    const plain = unparen(e);
    if (plain.kind === 'unary' && plain.op === '!') {
      const { yes, no } = cond(plain.operand, ends);
      return { yes: no, no: yes };
    }
    if (plain.kind === 'comma') return cond(plain.right, expr(plain.left, ends));
    if (plain.kind === 'binary' && plain.op === '&&') {
      const left = cond(plain.left, ends);
      const right = cond(plain.right, left.yes);
      return { yes: right.yes, no: [...left.no, ...right.no] };
    }
    if (plain.kind === 'binary' && plain.op === '||') {
      const left = cond(plain.left, ends);
      const right = cond(plain.right, left.no);
      return { yes: [...left.yes, ...right.yes], no: right.no };
    }
    const first = plain.kind === 'call' && macros.isCondition(plain) ? plain.args[0] : undefined;
    if (first) return cond(first, ends);
    const after = expr(plain, ends);
    const always = constantTruth(plain);
    const fact = (holds: boolean): Ends =>
      always === !holds ? [] : onward(after, { kind: 'test', test: plain, holds });
    return { yes: fact(true), no: fact(false) };
  };
  /** The ends with one more fact; an end that has one already gets a point of its own. */
  const onward = (ends: Ends, fact: EdgeFact): Ends => {
    if (ends.length === 0) return [];
    const only = ends.length === 1 ? ends[0] : undefined;
    return [{ from: only && !only.fact ? only.from : point(ends), fact }];
  };

  const body = (list: readonly Stmt[], ends: Ends): Ends => {
    let out = ends;
    for (let i = 0; i < list.length; i++) {
      const s = list[i];
      const follower = list[i + 1];
      if (!s) continue;
      if (follower?.kind === 'block' && isMacroHead(s, options.textOf)) {
        // FOREACH(…) { … }: a macro of this file or another that runs what follows any number of times.
        const head = point(stmt(s, out));
        const inside = within(follower, [{ from: head }]);
        connect([...inside.ends, ...inside.continues], head);
        out = [{ from: head }, ...inside.breaks];
        i++;
      } else out = stmt(s, out);
    }
    return out;
  };

  /** A loop's or switch's body, with the jumps out of it. */
  const within = (
    s: Stmt,
    ends: Ends,
    loop = true,
  ): { ends: Ends; breaks: Ends; continues: Ends } => {
    const b: Loose[] = [];
    const c: Loose[] = [];
    breaks.push(b);
    if (loop) continues.push(c);
    const out = stmt(s, ends);
    breaks.pop();
    if (loop) continues.pop();
    return { ends: out, breaks: b, continues: c };
  };

  const stmt = (s: Stmt, ends: Ends): Ends => {
    switch (s.kind) {
      case 'expr':
        return expr(s.expr, ends);
      case 'decl':
        return s.vars.reduce<Ends>(
          (e, variable) => [
            { from: point(variable.init ? expr(variable.init, e) : e, { variable }) },
          ],
          ends,
        );
      case 'block':
        return body(s.body, ends);
      case 'if': {
        const { yes, no } = cond(s.test, ends);
        const out = [...stmt(s.yes, yes), ...(s.no ? stmt(s.no, no) : no)];
        return out.length > 1 ? [{ from: point(out) }] : out;
      }
      case 'loop':
        return loop(s, ends);
      case 'switch': {
        const from = expr(s.value, ends);
        const hub: Ends = from.length === 0 ? [] : [{ from: point(from) }];
        const mine = { subject: s.value, from: hub, values: [], hasDefault: false, late: [] };
        switches.push(mine);
        const inside = within(s.body, [], false);
        switches.pop();
        const rest: EdgeFact = { kind: 'default', subject: s.value, values: mine.values };
        for (const id of mine.late) connect(onward(hub, rest), id);
        const past = mine.late.length > 0 ? [] : onward(hub, rest);
        return [{ from: point([...inside.ends, ...inside.breaks, ...past]) }];
      }
      case 'case': {
        const here = switches.at(-1);
        const id = point(ends);
        if (!here) unsure = true;
        else if (s.value) {
          here.values.push(s.value);
          connect(onward(here.from, { kind: 'case', subject: here.subject, value: s.value }), id);
        } else here.late.push(id);
        return body(s.body, [{ from: id }]);
      }
      case 'return':
        connect(s.value ? at(expr(s.value, ends), s) : at(ends, s), exit);
        return [];
      case 'break':
      case 'continue': {
        const list = (s.kind === 'break' ? breaks : continues).at(-1);
        if (list) list.push(...ends);
        else unsure = true;
        return [];
      }
      case 'goto':
        if (s.label === undefined || !/^\w+$/.test(s.label)) unsure = true;
        else connect(ends, label(s.label));
        return [];
      case 'label': {
        defined.add(s.name);
        connect(ends, label(s.name));
        const out: Ends = [{ from: label(s.name) }];
        return s.body ? stmt(s.body, out) : out;
      }
      case 'conditional-group': {
        const out: Loose[] = [];
        for (const b of s.branches) if (b.condition !== 'if 0') out.push(...body(b.body, ends));
        const whole = s.branches.some((b) => b.condition === 'else' || b.condition === 'if 1');
        return [{ from: point(whole ? out : [...out, ...ends]) }];
      }
      case 'opaque-stmt':
        return s.inner.length === 0 && !s.broken ? ends : opaque(s, ends);
    }
  };

  const loop = (s: Extract<Stmt, { kind: 'loop' }>, ends: Ends): Ends => {
    const start = s.init ? stmt(s.init, ends) : ends;
    const head = point(start);
    if (s.form === 'do') {
      const inside = within(s.body, [{ from: head }]);
      const { yes, no } = s.test
        ? cond(s.test, [...inside.ends, ...inside.continues])
        : { yes: [], no: [] };
      connect(yes, head);
      return [{ from: point([...no, ...inside.breaks]) }];
    }
    const { yes, no } = s.test ? cond(s.test, [{ from: head }]) : { yes: [{ from: head }], no: [] };
    const inside = within(s.body, yes);
    const back = [...inside.ends, ...inside.continues];
    connect(s.step ? expr(s.step, back) : back, head);
    return [{ from: point([...no, ...inside.breaks]) }];
  };

  connect(body(fn.body.body, [{ from: entry }]), exit);
  for (const name of labels.keys()) if (!defined.has(name)) unsure = true;
  const places = placesOf(points);
  return {
    ...{ fn, points, entry, exit, unsure },
    next: (p) => edges.next(p, points.length),
    ways: (side) => edges.ways(side, points.length),
    pointOf: (n) => nearest(n, places),
  };
}
