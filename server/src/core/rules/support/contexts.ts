/** What rules may ask, bound to the place they were woken at. */
import type { CallFacts } from '../../c/facts.ts';
import {
  declarationsWith,
  functionNamed,
  functionsWith,
  libraryCalls,
  placesOf,
  wordSet,
} from '../../c/mentions.ts';
import type { PlacedFunction } from '../../c/mentions.ts';
import type { ProjectFacts } from '../../c/project-facts.ts';
import type { SourceFile } from '../../c/source-file.ts';
import type { TargetInfo } from '../../kb/target-info.ts';
import type { Kb } from '../../kb/kb.ts';
import type { FileContext, FunctionContext, FunctionSite, RuleContext } from '../rule.ts';

/** What holds for every question of one run. */
export interface Surroundings {
  readonly kb: Kb;
  readonly target: TargetInfo;
  readonly project: ProjectFacts;
}

/** What a rule may ask about the calls of a unit. */
export function contextOf(facts: CallFacts, around: Surroundings): RuleContext {
  return {
    ...around,
    value: (expr) => facts.value(expr),
    result: (call) => facts.result(call),
    origin: (expr, before) => facts.origin(expr, before),
    before: (call) => facts.before(call),
    paths: (place) => facts.paths(place),
    text: (span) => facts.text(span),
    failureExpected: (call) => facts.failureExpected(call),
    conditions: (span) => facts.conditions(span),
    guards: (span) => facts.guards(span),
    mentions: (word, place) => facts.mentions(word, place),
  };
}

/** What a rule may ask about a function; `base` are the answers about its unit. */
export function functionContextOf(
  { fn, unit }: Pick<PlacedFunction, 'fn' | 'unit'>,
  base: RuleContext,
): FunctionContext {
  let calls: FunctionContext['calls'] | undefined;
  return {
    ...base,
    library: (...names) => libraryCalls(fn, unit, wordSet(names)),
    get calls() {
      return (calls ??= unit.calls.filter((c) => c.fn === fn && !c.broken));
    },
  };
}

/** What a rule may ask about a file. */
export function fileContextOf(file: SourceFile, around: Surroundings): FileContext {
  const site = (placed: PlacedFunction): FunctionSite => ({
    fn: placed.fn,
    ctx: functionContextOf(placed, contextOf(placed.unit.facts, around)),
    base: placed.base,
  });
  return {
    ...around,
    file,
    places: (word) => placesOf(file, word),
    *functions(...words) {
      for (const placed of functionsWith(file, wordSet(words))) yield site(placed);
    },
    *functionsBesideCalls(...words) {
      for (const placed of functionsWith(file, wordSet([]), wordSet(words))) yield site(placed);
    },
    declarations: (word) => declarationsWith(file, word),
    functionNamed(name) {
      const placed = functionNamed(file, name);
      return placed && site(placed);
    },
  };
}
