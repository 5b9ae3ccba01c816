/** Sets of calls that other programs know: systemd's filter groups and strace's classes. Pure. */
import { own } from './constants.ts';
import type { KbPages } from './kb.types.ts';

/** systemd's group with every call of the groups it includes, sorted; `undefined` for a name that is none (with `@`). */
export function callsOfSystemdSet(pages: KbPages, set: string): readonly string[] | undefined {
  if (own(pages.systemdSets, set) === undefined) return undefined;
  const calls = new Set<string>();
  for (const name of closure(pages, set)) {
    for (const call of own(pages.systemdSets, name)?.calls ?? []) calls.add(call);
  }
  return [...calls].sort();
}

/** Groups that hold a call, themselves or through a group they include, sorted. `@known`, which holds every call, is left out. */
export function systemdSetsOf(pages: KbPages, call: string): readonly string[] {
  return Object.keys(pages.systemdSets ?? {})
    .filter((set) => set !== '@known')
    .filter((set) =>
      closure(pages, set).some((name) => own(pages.systemdSets, name)?.calls.includes(call)),
    )
    .sort();
}

/** Calls that strace selects by a class (`%file`), sorted; `undefined` for a name that is none. */
export function callsOfStraceClass(pages: KbPages, id: string): readonly string[] | undefined {
  return own(pages.straceClasses, id === '%net' ? '%network' : id);
}

/** Classes by which strace selects a call, sorted. */
export function straceClassesOf(pages: KbPages, call: string): readonly string[] {
  return Object.entries(pages.straceClasses ?? {})
    .filter(([, calls]) => calls.includes(call))
    .map(([id]) => id)
    .sort();
}

/** A group and all it includes, each once, whatever circles there are. */
function closure(pages: KbPages, set: string): readonly string[] {
  const seen = new Set([set]);
  for (const name of seen) {
    for (const included of own(pages.systemdSets, name)?.sets ?? []) seen.add(included);
  }
  return [...seen];
}
