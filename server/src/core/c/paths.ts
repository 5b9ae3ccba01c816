/**
 * What one function does before, after and in between: answers the questions of `path-facts.ts` from the graph of the
 * function. Everything is computed at the first question and kept; each answer is linear in the function's size.
 */
import type { Span } from '../text/span.ts';
import { cleanupIn } from './attributes.ts';
import type { SyscallCall } from './call-site.ts';
import { errnoOwnerOf } from './errno-owner.ts';
import type { Flow } from './flow.ts';
import { buildGraph } from './graph.ts';
import type { Graph } from './graph.types.ts';
import { createOrder, isUnordered } from './graph-order.ts';
import type { CallExpr, Expr } from './ir.ts';
import { calledName } from './leaving.ts';
import { lengthOf } from './lengths.ts';
import { readMacros } from './macro-reading.ts';
import { readNames, type PathContext } from './path-context.ts';
import type { PathCall, PathFacts } from './path-facts.ts';
import type { Lookup, Macro } from './preprocess.ts';
import { closersOf, usesAfter } from './releases.ts';
import { resourceOf } from './resources.ts';
import { isZero, resultStates, stateName, type ResultStates } from './test-state.ts';
import type { Value } from './value.ts';
import type { Node } from './walk.ts';

/** What the paths of a function need from the unit it stands in. */
export interface PathOptions {
  readonly flow: Flow;
  readonly textOf: (span: Span) => string;
  readonly valueOf: (e: Expr) => Value;
  /** System calls of this function. */
  readonly calls: readonly SyscallCall[];
  readonly macros: Lookup<readonly Macro[]>;
  /** Well-known names that never return or assert, but are functions or variables of the file. */
  readonly isOwn: (name: string) => boolean;
  /** Names that the file installs as signal handlers. */
  readonly handlers: ReadonlySet<string>;
  readonly longBits: 32 | 64;
  /** Bytes of a structure by tag. */
  readonly structSize: (tag: string) => bigint | undefined;
  readonly cpp: boolean;
}

const FORKS = new Set(['fork', 'vfork', 'clone', 'clone3', 'forkpty', '_Fork']);

/** The path facts of one function. */
export function createPaths(options: PathOptions): PathFacts {
  const { flow } = options;
  const isOwn = (name: string): boolean => flow.declares(name) || options.isOwn(name);
  const macros = readMacros(options.macros, (call) => flow.through(call), isOwn);
  const { textOf } = options;
  const neverReturns = (call: CallExpr): boolean => flow.neverReturns(call);
  const graph = buildGraph(flow.fn, { textOf, macros, neverReturns });
  const order = createOrder(graph);
  const syscalls = new Map(options.calls.map((c) => [c.expr, c]));
  const ctx: PathContext = {
    ...readNames(flow),
    graph,
    order,
    flow,
    textOf,
    valueOf: options.valueOf,
    syscallOf: (e) => syscalls.get(e),
    macros,
    cpp: options.cpp,
    longBits: options.longBits,
    structSize: options.structSize,
  };
  const states = new Map<CallExpr, ResultStates | undefined>();
  const statesOf = (call: CallExpr): ResultStates | undefined => {
    if (!states.has(call)) states.set(call, graph.unsure ? undefined : resultStates(call, ctx));
    return states.get(call);
  };
  let calls: ReadonlyMap<number, PathCall> | undefined;
  /** Every call by its point, in source order. */
  const callPoints = (): ReadonlyMap<number, PathCall> => (calls ??= callsOf(graph));
  const ordered = (calls: readonly PathCall[], place: Node): PathCall[] =>
    calls.filter((c) => !isUnordered(c.expr, place, flow.parents));
  const sure = (
    place: Node,
    chain: (point: number) => readonly number[] | undefined,
  ): readonly PathCall[] | undefined => {
    const point = graph.unsure ? undefined : graph.pointOf(place);
    if (point === undefined || !order.reachable(point)) return undefined;
    const ids = chain(point);
    const found = ids?.flatMap((id) => callPoints().get(id) ?? []);
    return found && ordered(found, place);
  };
  const some = (place: Node, reach: (point: number) => Uint8Array): readonly PathCall[] => {
    const point = graph.pointOf(place);
    if (point === undefined) return [];
    const marks = reach(point);
    return [...callPoints()].flatMap(([id, call]) => (marks[id] === 1 ? [call] : []));
  };
  const forks = (): boolean =>
    [...callPoints().values()].some((c) => c.name !== undefined && FORKS.has(c.name));
  const certainlyBefore = (place: Node): readonly PathCall[] | undefined =>
    sure(place, (p) => order.dominators(p));
  return {
    resource: (expr) => resourceOf(expr, ctx),
    testedBefore(call, place) {
      const point = graph.pointOf(place);
      const result = statesOf(call);
      if (point === undefined || !result) return undefined;
      return new Set(result.at(point).map((s) => stateName(s, result.shape)));
    },
    errnoOwner: (place) => errnoOwnerOf(place, ctx),
    certainlyBefore,
    mayBefore: (place) => some(place, (p) => order.before(p)),
    certainlyAfter: (place) => sure(place, (p) => order.followers(p)),
    mayAfter: (place) => some(place, (p) => order.after(p)),
    closedAt: (expr) => closersOf(expr, ctx),
    usedAfter: (call) => usesAfter(call, ctx),
    inChildOf(place) {
      const point = graph.pointOf(place);
      if (point === undefined || !forks()) return undefined;
      return certainlyBefore(place)?.find(({ name, expr }) => {
        if (name === undefined || !FORKS.has(name) || macros.isMacro(name)) return false;
        const at = statesOf(expr)?.at(point) ?? [];
        return at.length > 0 && at.every(isZero);
      });
    },
    inHandler: () => options.handlers.has(flow.fn.name),
    constantLength: (expr) => lengthOf(expr, ctx),
    cleanupOf(variable) {
      const declared = ctx.declarations.get(variable);
      if (!declared) return undefined;
      const end = declared.variable.init?.start ?? declared.by.end;
      const before = textOf({ start: Math.max(flow.fn.start, declared.by.start - 200), end });
      return cleanupIn(/[^;{}]*$/.exec(before.replace(/;$/, ''))?.[0] ?? '');
    },
  };
}

function callsOf({ points }: Graph): ReadonlyMap<number, PathCall> {
  const out: [number, PathCall][] = [];
  for (const [id, { node }] of points.entries()) {
    if (node?.kind !== 'call') continue;
    const name = calledName(node);
    out.push([id, { ...(name === undefined ? {} : { name }), expr: node }]);
  }
  return new Map(out.sort(([, a], [, b]) => a.expr.start - b.expr.start));
}
