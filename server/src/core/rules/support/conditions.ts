/** What `#if` conditions around a piece of code say about judging it. */
import type { Kb } from '../../kb/kb.ts';

/**
 * False for code that is never compiled (`#if 0`) or that stands in for a constant or call the platform lacks
 * (`#else` of `#ifdef MAP_ANONYMOUS`): it is written for a system that our tables do not describe.
 * `conditions` are those of `CallFacts.conditions`.
 */
export function isLive(conditions: readonly string[], kb: Kb): boolean {
  return conditions.every((c) => !isNever(c) && !isFallback(c, kb) && !isElsewhere(c));
}

const isNever = (condition: string): boolean => /^(?:if|elif) \(?\s*0\s*\)?$/.test(condition);

const OTHER_SYSTEM =
  /^(?:__(?:NetBSD|FreeBSD|OpenBSD|DragonFly|APPLE|MACH|CYGWIN|HAIKU|QNX|EMSCRIPTEN|GNU|sun|hpux)(?:__)?|_?WIN32|_WIN64|sun|__SVR4|_AIX|hpux)$/;

/** A branch that only other systems than Linux compile. */
function isElsewhere(condition: string): boolean {
  const unless = /^else of (?:ifndef|if !\s*defined) ?\(?\s*(\w+)\s*\)?$/.exec(condition)?.[1];
  if (unless !== undefined) return OTHER_SYSTEM.test(unless);
  if (/^else of (?:ifdef|if defined ?\(?) ?__?linux(?:__)?\b\)?$/.test(condition)) return true;
  if (!/^(?:ifdef|(?:el)?if defined)\b/.test(condition) || condition.includes('!')) return false;
  const names = condition.match(/[A-Za-z_]\w*/g)?.slice(1) ?? [];
  return names.every((name) => name === 'defined' || OTHER_SYSTEM.test(name));
}

function isFallback(condition: string, kb: Kb): boolean {
  const negated =
    /^ifndef\b/.test(condition) ||
    /^else of (?:ifdef|if defined)\b/.test(condition) ||
    /^(?:el)?if !\s*defined\b/.test(condition);
  if (!negated) return false;
  const names = condition.match(/[A-Za-z_]\w*/g) ?? [];
  return names.some((name) => {
    const call = /^(?:__NR|SYS)_(\w+)$/.exec(name)?.[1];
    return call === undefined ? kb.constant(name) !== undefined : kb.call(call) !== undefined;
  });
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
