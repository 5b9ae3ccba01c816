/** What lies before and after a point of a function's graph, on every way or on some. Pure graph algorithms. */
import type { Graph, Ways } from './graph.types.ts';
import type { Node } from './walk.ts';

export interface GraphOrder {
  /** Points on every way from the start to a point, nearest first, without itself; `undefined` when no way leads there. */
  dominators(point: number): readonly number[] | undefined;
  /** Points on every way from a point to the function's return, nearest first; `undefined` when it never returns. */
  followers(point: number): readonly number[] | undefined;
  /** 1 for points on some way to a point; for itself only when it lies in a loop. */
  before(point: number): Uint8Array;
  /** 1 for points on some way from a point; for itself only when it lies in a loop. */
  after(point: number): Uint8Array;
  /** True when some way from the start leads there. */
  reachable(point: number): boolean;
}

/** Orders of a graph; each tree is computed at the first question and kept. */
export function createOrder(graph: Graph): GraphOrder {
  const size = graph.points.length;
  let forward: Int32Array | undefined;
  let backward: Int32Array | undefined;
  let live: Uint8Array | undefined;
  const fromEntry = (): Int32Array =>
    (forward ??= immediateDominators(graph.entry, size, graph.ways('next'), graph.ways('prev')));
  const fromExit = (): Int32Array =>
    (backward ??= immediateDominators(graph.exit, size, graph.ways('prev'), graph.ways('next')));
  const befores = new Map<number, Uint8Array>();
  const afters = new Map<number, Uint8Array>();
  return {
    dominators: (p) => chain(fromEntry(), p, graph.entry),
    followers: (p) => chain(fromExit(), p, graph.exit),
    before: (p) => kept(befores, p, () => reach(p, size, graph.ways('prev'))),
    after: (p) => kept(afters, p, () => reach(p, size, graph.ways('next'))),
    reachable(p) {
      live ??= reach(graph.entry, size, graph.ways('next'));
      return p === graph.entry || live[p] === 1;
    },
  };
}

function kept(memo: Map<number, Uint8Array>, key: number, make: () => Uint8Array): Uint8Array {
  let value = memo.get(key);
  if (value === undefined) memo.set(key, (value = make()));
  return value;
}

/** Marks what some way from a point leads to; itself only when it lies in a loop. */
function reach(from: number, size: number, { starts, ends }: Ways): Uint8Array {
  const seen = new Uint8Array(size);
  const todo = [from];
  for (let p = todo.pop(); p !== undefined; p = todo.pop()) {
    for (let i = starts[p] ?? 0; i < (starts[p + 1] ?? 0); i++) {
      const to = ends[i] ?? 0;
      if (seen[to] === 1) continue;
      seen[to] = 1;
      todo.push(to);
    }
  }
  return seen;
}

function chain(tree: Int32Array, point: number, root: number): readonly number[] | undefined {
  if ((tree[point] ?? -1) < 0) return undefined;
  const out: number[] = [];
  for (let p = point; p !== root;) {
    p = tree[p] ?? root;
    out.push(p);
  }
  return out;
}

/**
 * The immediate dominator of every point, -1 where the root does not reach; the root's own is itself. After Cooper,
 * Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
 */
function immediateDominators(root: number, size: number, next: Ways, prev: Ways): Int32Array {
  const order = postorder(root, size, next);
  const rank = new Int32Array(size).fill(-1);
  order.forEach((p, i) => (rank[p] = i));
  const tree = new Int32Array(size).fill(-1);
  tree[root] = root;
  const meet = (a: number, b: number): number => {
    let x = a;
    let y = b;
    while (x !== y) {
      if ((rank[x] ?? 0) < (rank[y] ?? 0)) x = tree[x] ?? root;
      else y = tree[y] ?? root;
    }
    return x;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (let i = order.length - 2; i >= 0; i--) {
      const p = order[i] ?? root;
      let best = -1;
      for (let e = prev.starts[p] ?? 0; e < (prev.starts[p + 1] ?? 0); e++) {
        const to = prev.ends[e] ?? 0;
        if ((tree[to] ?? -1) < 0) continue;
        best = best < 0 ? to : meet(to, best);
      }
      if (tree[p] !== best) {
        tree[p] = best;
        changed = true;
      }
    }
  }
  return tree;
}

/** Points in the order in which a walk from the root leaves them, the root last. */
function postorder(root: number, size: number, { starts, ends }: Ways): number[] {
  const seen = new Uint8Array(size);
  const out: number[] = [];
  const stack = [root];
  /** The next way to take from each point. */
  const ways = starts.slice();
  seen[root] = 1;
  for (let p = stack.at(-1); p !== undefined; p = stack.at(-1)) {
    const way = ways[p] ?? 0;
    if (way >= (starts[p + 1] ?? 0)) {
      out.push(p);
      stack.pop();
      continue;
    }
    ways[p] = way + 1;
    const to = ends[way] ?? 0;
    if (seen[to] === 1) continue;
    seen[to] = 1;
    stack.push(to);
  }
  return out;
}

/** True when C leaves open which of two places of one expression is evaluated first: `f(a(), b())`, `a() + b()`. */
export function isUnordered(a: Node, b: Node, parents: ReadonlyMap<Node, Node>): boolean {
  const up = new Set<Node>();
  for (let n: Node | undefined = a; n; n = parents.get(n)) up.add(n);
  let common: Node | undefined = b;
  while (common && !up.has(common)) common = parents.get(common);
  if (!common || common === a || common === b) return false;
  if (common.kind === 'binary') return common.op !== '&&' && common.op !== '||';
  return ['call', 'assign', 'index', 'init'].includes(common.kind);
}
