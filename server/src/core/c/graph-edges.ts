/** The edges of a graph under construction, and the sorted lists they become when somebody follows them. Pure. */
import type { Edge, EdgeFact, Ways } from './graph.types.ts';

/** Edges as they are added; every list is made at the first question and kept. */
export interface EdgeList {
  add(from: number, to: number, fact: EdgeFact | undefined): void;
  /** Ways out of (`next`) or into (`prev`) each of `points` points; ask when all edges are there. */
  ways(side: 'next' | 'prev', points: number): Ways;
  /** Ways out of one point, with what is known along them. */
  next(point: number, points: number): readonly Edge[];
}

/** An empty list. */
export function createEdges(): EdgeList {
  const from: number[] = [];
  const to: number[] = [];
  const facts = new Map<number, EdgeFact>();
  const kept: (readonly Edge[] | undefined)[] = [];
  const sorted: { next?: Sorted; prev?: Sorted } = {};
  const of = (side: 'next' | 'prev', points: number): Sorted =>
    (sorted[side] ??= side === 'next' ? sort(from, to, points) : sort(to, from, points));
  return {
    add(a, b, fact) {
      if (fact) facts.set(from.length, fact);
      from.push(a);
      to.push(b);
    },
    ways: (side, points) => of(side, points),
    next(point, points) {
      const known = kept[point];
      if (known) return known;
      const { starts, ends, edges } = of('next', points);
      const out: Edge[] = [];
      kept[point] = out;
      for (let i = starts[point] ?? 0; i < (starts[point + 1] ?? 0); i++) {
        const fact = facts.get(edges[i] ?? 0);
        const end = ends[i] ?? 0;
        out.push(fact ? { to: end, fact } : { to: end });
      }
      return out;
    },
  };
}

interface Sorted extends Ways {
  /** Which edge each of `ends` belongs to. */
  readonly edges: Int32Array;
}

/** Counts and deals out: linear, and edges of one point keep their order. */
function sort(from: readonly number[], to: readonly number[], points: number): Sorted {
  const starts = new Int32Array(points + 1);
  for (const p of from) starts[p + 1] = (starts[p + 1] ?? 0) + 1;
  for (let p = 0; p < points; p++) starts[p + 1] = (starts[p + 1] ?? 0) + (starts[p] ?? 0);
  const free = starts.slice();
  const ends = new Int32Array(from.length);
  const edges = new Int32Array(from.length);
  from.forEach((p, edge) => {
    const i = free[p] ?? 0;
    free[p] = i + 1;
    ends[i] = to[edge] ?? 0;
    edges[i] = edge;
  });
  return { starts, ends, edges };
}
