/** Goes back over the graph of a function from a place to what was last on each way that leads there. Pure. */
import type { GraphOrder } from './graph-order.ts';
import type { Graph, Point } from './graph.types.ts';

/** Said of a point behind which nothing can be told. */
export const LOST = Symbol('lost');

/**
 * What `look` finds first on each way back from a point, the point itself left out: one entry for each point that has
 * something, those of ways that meet again once. `undefined` when a way leads to the start of the function, or to a point
 * that is `LOST`, with nothing found. Linear in the function's size; points that nothing leads to are not looked at.
 */
export function lastBefore<T>(
  start: number,
  { graph, order }: { readonly graph: Graph; readonly order: GraphOrder },
  look: (point: Point, id: number) => T | typeof LOST | undefined,
): readonly T[] | undefined {
  const { starts, ends } = graph.ways('prev');
  const seen = new Set<number>();
  const todo: number[] = [];
  const back = (p: number): void => {
    for (let i = starts[p] ?? 0; i < (starts[p + 1] ?? 0); i++) {
      const from = ends[i] ?? 0;
      if (seen.has(from) || !order.reachable(from)) continue;
      seen.add(from);
      todo.push(from);
    }
  };
  const out: T[] = [];
  back(start);
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const point = graph.points[id];
    const found = point && look(point, id);
    if (found === LOST || (found === undefined && id === graph.entry)) return undefined;
    if (found === undefined) back(id);
    else out.push(found);
  }
  return out;
}
