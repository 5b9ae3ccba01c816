/** What `#if` conditions around a piece of code say about judging it. */
import { platform, truthOf, type Assumed } from '../../c/condition-truth.ts';
import type { Kb } from '../../kb/kb.ts';

/**
 * False for code that is never compiled on Linux (`#if 0`, `#ifdef __APPLE__`) or that stands in for a constant or call
 * the headers lack (`#else` of `#ifdef MAP_ANONYMOUS`): it is written for a system that our tables do not describe.
 * `conditions` are those of `CallFacts.conditions`.
 */
export function isLive(conditions: readonly string[], kb: Kb): boolean {
  return conditions.every((c) => truthOf(c, here(kb)) !== false && !standsIn(c, kb));
}

/** A constant or call of the knowledge base, whose macro newer headers define. */
function isKnown(macro: string, kb: Kb): boolean {
  const call = /^(?:__NR|SYS)_(\w+)$/.exec(macro)?.[1];
  return call === undefined ? kb.constant(macro) !== undefined : kb.call(call) !== undefined;
}

/** What can be said on the newest Linux. */
function here(kb: Kb): Assumed {
  return { defined: (macro) => platform(macro) ?? (isKnown(macro, kb) ? true : undefined) };
}

/** True when the branch is taken only without something known, whatever else makes of the condition. */
function standsIn(condition: string, kb: Kb): boolean {
  const truth = (known: boolean, other: boolean): boolean | undefined =>
    truthOf(condition, {
      defined: (macro) => platform(macro) ?? (isKnown(macro, kb) ? known : other),
      other,
    });
  return [true, false].some(
    (other) => truth(true, other) === false && truth(false, other) === true,
  );
}

/**
 * True in a branch that is for some platforms only. Include guards, C++ guards and tests for Linux or for the
 * presence of the call are no such choice.
 */
export function isPlatformBranch(conditions: readonly string[]): boolean {
  return conditions.some(
    (c) => !/\b(?:\w+_H_*|__cplusplus|__?linux(?:__)?|HAVE_\w+|_WIN32|WIN32)\b/.test(c),
  );
}
