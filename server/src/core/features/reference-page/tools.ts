/** What other programs make of a call: C libraries, systemd, strace. Lines for the reference page. */
import { functionsMaking, type Libc } from '../../kb/libc-calls.ts';
import type { CallInfo } from '../../kb/kb.types.ts';
import { code, list } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { ownFunction } from '../support/library-function.ts';

const LIBRARIES: readonly Libc[] = ['glibc', 'musl'];

/** Which functions of each C library end up in the call, and what the function of its name really does. */
export function librariesText(call: CallInfo, ctx: FeatureContext): string {
  const { kb, target } = ctx;
  const lines = LIBRARIES.filter((libc) => (target.libc ?? libc) === libc).flatMap((libc) => {
    const place = { libc, arch: target.arch };
    const functions = functionsMaking(kb, call.name, place);
    const own = ownFunction(call, libc, ctx);
    return [
      ...(functions.length === 0
        ? []
        : [`${libc} on ${target.arch} makes it in ${functions.map((f) => code(f)).join(', ')}`]),
      ...(own === undefined ? [] : [own]),
    ];
  });
  const safe = kb.signalSafe(call.name)
    ? [`${code(call.name)} is async-signal-safe: a signal handler may call it`]
    : [];
  return list([...lines, ...safe]);
}

/** Groups that select the call in a unit's `SystemCallFilter=` and in `strace -e trace=`. */
export function selectorsText(call: CallInfo, { kb }: FeatureContext): string {
  const names = (all: readonly string[]): string => all.map((name) => code(name)).join(', ');
  const sets = kb.systemdSets(call.name);
  const classes = kb.straceClasses(call.name);
  return list([
    ...(sets.length === 0 ? [] : [`systemd filters it with ${names(sets)}`]),
    ...(classes.length === 0 ? [] : [`strace selects it with ${names(classes)}`]),
  ]);
}
