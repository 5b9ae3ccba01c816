/** Asks the rules that a call, a function or a file wakes, and keeps the answers while nothing they depend on changes. */
import type { CallFacts } from '../../c/facts.ts';
import type { SyscallCall } from '../../c/call-site.ts';
import type { FunctionIr } from '../../c/ir.ts';
import type { PlacedFunction } from '../../c/mentions.ts';
import type { SourceFile } from '../../c/source-file.ts';
import { overlaps } from '../../text/span.ts';
import type { FileRule, Finding, FunctionRule, Rule, RuleContext } from '../rule.ts';
import { isLive } from './conditions.ts';
import { contextOf, fileContextOf, functionContextOf, type Surroundings } from './contexts.ts';
import type { Plan } from './plan.ts';
import type { Judged } from './placing.ts';
import { fixesForCaller, isCallers, withoutCaller } from './wrapped.ts';

/** One run: which rules, and where their questions are answered. */
export interface Run extends Surroundings {
  readonly plan: Plan;
  /** Changes with the rules and what is known of the target and the project. */
  readonly key: string;
  /** Told when a rule throws; absent: the error goes to the caller. */
  readonly onError?: (rule: string, error: unknown) => void;
}

/** Findings of a unit, kept as long as nothing that they depend on has changed. */
interface Kept {
  readonly key: string;
  readonly kb: Surroundings['kb'];
  readonly ctx: RuleContext;
  readonly byPlace: WeakMap<SyscallCall | FunctionIr, readonly Judged[]>;
}
const kept = new WeakMap<CallFacts, Kept>();

function keptOf(facts: CallFacts, run: Run): Kept {
  let store = kept.get(facts);
  if (store?.key !== run.key || store.kb !== run.kb) {
    const { kb, target, project } = run;
    const ctx = contextOf(facts, { kb, target, project });
    store = { key: run.key, kb, ctx, byPlace: new WeakMap() };
    kept.set(facts, store);
  }
  return store;
}

function once(
  store: Kept,
  place: SyscallCall | FunctionIr,
  judge: () => readonly Judged[],
): readonly Judged[] {
  let judged = store.byPlace.get(place);
  if (judged === undefined) store.byPlace.set(place, (judged = judge()));
  return judged;
}

/** Findings about one call, from the last run when its surroundings are the same. */
export function judgeCall(
  call: SyscallCall,
  facts: CallFacts,
  awake: readonly Rule[],
  run: Run,
): readonly Judged[] {
  const store = keptOf(facts, run);
  const { ctx } = store;
  return once(store, call, () => {
    const found = awake.flatMap((rule) =>
      reported(rule, () => findingsOf(rule, call, ctx), ctx, run).map((finding) => ({
        rule,
        finding,
      })),
    );
    if (found.length === 0) return [];
    const hidden = new Set(found.flatMap(({ rule }) => rule.meta.supersedes ?? []));
    const expected = ctx.failureExpected(call);
    return found
      .filter(({ rule }) => !hidden.has(rule.meta.id))
      .map(({ rule, finding }) => ({ rule, finding, about: call, expected }));
  });
}

/** Findings of one rule; on a call that a wrapper makes, only what the wrapper's caller decided. */
function findingsOf(rule: Rule, call: SyscallCall, ctx: RuleContext): Iterable<Finding> {
  if (call.via !== 'wrapper') return rule.check(call, ctx);
  const alone = (): readonly Finding[] => [...rule.check(withoutCaller(call), ctx)];
  return [...rule.check(call, ctx)]
    .filter((finding) => isCallers(finding, call, alone))
    .map((finding) => ({ ...finding, fixes: fixesForCaller(call, finding.fixes ?? []) }));
}

/** Findings about one function, from the last run when its surroundings are the same. */
export function judgeFunction(
  placed: PlacedFunction,
  awake: readonly FunctionRule[],
  run: Run,
): readonly Judged[] {
  const store = keptOf(placed.unit.facts, run);
  return once(store, placed.fn, () => {
    const ctx = functionContextOf(placed, store.ctx);
    return awake.flatMap((rule) =>
      reported(rule, () => rule.inFunction(placed.fn, ctx), ctx, run).map((finding) => ({
        rule,
        finding,
        about: finding.call ?? finding.span,
        expected: finding.call !== undefined && ctx.failureExpected(finding.call),
      })),
    );
  });
}

/** Findings about a file; asked anew each time. */
export function judgeFile(
  file: SourceFile,
  awake: readonly FileRule[],
  run: Run,
): readonly Judged[] {
  if (awake.length === 0) return [];
  const { kb, target, project } = run;
  const ctx = fileContextOf(file, { kb, target, project });
  return awake.flatMap((rule) => {
    const at = (offset: number): readonly string[] => {
      const { unit, base } = file.unitAt(offset);
      return unit.facts.conditions({ start: offset - base, end: offset - base });
    };
    const places = { conditions: (span: { start: number }) => at(span.start), kb };
    return reported(rule, () => rule.inFile(ctx), places, run).map((finding) => ({
      rule,
      finding,
      about: finding.call ?? finding.span,
      expected: false,
    }));
  });
}

/** What a rule reports in code that is compiled for Linux; nothing when it throws and somebody is told. */
function reported(
  rule: { readonly meta: Rule['meta'] },
  ask: () => Iterable<Finding>,
  ctx: Pick<RuleContext, 'conditions' | 'kb'>,
  run: Run,
): readonly Finding[] {
  const found: Finding[] = [];
  try {
    for (const finding of ask()) {
      if (finding.pedantic === true && !run.plan.isNamed(rule.meta.id)) continue;
      if (isLive(ctx.conditions(finding.span), ctx.kb)) found.push(finding);
    }
  } catch (error) {
    if (run.onError === undefined) throw error;
    run.onError(rule.meta.id, error);
  }
  return found;
}

/** Leaves out what another finding about an overlapping place says better: its rule supersedes this one. */
export function withoutSuperseded<
  F extends { readonly rule: string; readonly call: { start: number; end: number } },
>(found: readonly F[], plan: Plan): readonly F[] {
  const strong = found.filter((f) => (plan.rule(f.rule)?.meta.supersedes ?? []).length > 0);
  if (strong.length === 0) return found;
  return found.filter(
    (f) =>
      !strong.some(
        (s) =>
          s !== f &&
          plan.rule(s.rule)?.meta.supersedes?.includes(f.rule) === true &&
          overlaps(s.call, f.call),
      ),
  );
}
