/** Lets a compiler compare the values of constants with the headers that define them, by `_Static_assert`. Does IO through gcc. */
import { compile } from './gcc.ts';

export interface Expected {
  readonly name: string;
  readonly value: bigint;
}

/** Names that one translation unit is about. */
export interface Unit {
  /** As in `#include <…>`. */
  readonly includes: readonly string[];
  readonly constants: readonly Expected[];
}

export interface Verdict {
  /** Names with another value in the headers. */
  readonly wrong: readonly string[];
  /** Names that the headers do not have. */
  readonly lacking: readonly string[];
  /** Names whose headers the compiler could not read. */
  readonly unread: readonly string[];
  readonly compared: number;
}

/** Units that are tried together: headers that clash are tried one by one. */
const BATCH = 12;

/** What the compiler says with these options; `undefined` when there is no compiler. */
export function compareConstants(
  units: readonly Unit[],
  options: readonly string[],
): Verdict | undefined {
  const wrong: string[] = [];
  const lacking: string[] = [];
  const unread: string[] = [];
  let compared = 0;
  const asked = units.filter((unit) => unit.constants.length > 0);
  for (let i = 0; i < asked.length; i += BATCH) {
    const batch = asked.slice(i, i + BATCH);
    const together = compileUnit(merge(batch), options);
    if (together === undefined) return undefined;
    const runs = together.clash
      ? batch.map((unit) => ({ unit, run: compileUnit(unit, options) }))
      : [{ unit: merge(batch), run: together }];
    for (const { unit, run } of runs) {
      if (run === undefined) return undefined;
      const names = unit.constants.map(({ name }) => name);
      if (run.fatal) unread.push(...names);
      else {
        wrong.push(...names.filter((name) => run.wrong.has(name)));
        lacking.push(...names.filter((name) => run.lacking.has(name)));
        compared += names.filter((name) => !run.lacking.has(name)).length;
      }
    }
  }
  return { wrong, lacking, unread, compared };
}

function merge(units: readonly Unit[]): Unit {
  return {
    includes: [...new Set(units.flatMap((unit) => unit.includes))],
    constants: units.flatMap((unit) => unit.constants),
  };
}

interface UnitRun {
  readonly wrong: ReadonlySet<string>;
  readonly lacking: ReadonlySet<string>;
  /** The compiler complains about the headers themselves. */
  readonly clash: boolean;
  /** It gave up on them. */
  readonly fatal: boolean;
}

/** One assertion a line, so that each message says by its line which constant it is about. */
function compileUnit(unit: Unit, options: readonly string[]): UnitRun | undefined {
  const includes = unit.includes.map(
    (header) => `#if __has_include(<${header}>)\n#include <${header}>\n#endif`,
  );
  const asserts = unit.constants.map(
    ({ name, value }) => `_Static_assert((${name}) == ${literal(value)}, "differs");`,
  );
  const text = [...includes, '#line 1 "asserts"', ...asserts, ''].join('\n');
  const run = compile(text, ['-fsyntax-only', '-w', '-fmax-errors=0', ...options]);
  if (run === undefined) return undefined;
  const wrong = new Set<string>();
  const lacking = new Set<string>();
  let clash = false;
  const fatal = /\bfatal error:/.test(run.messages);
  for (const line of run.messages.split('\n')) {
    const [, file, number, message] = /^(.*?):(\d+):\d+: (?:fatal )?error: (.*)$/.exec(line) ?? [];
    if (file === undefined || message === undefined) continue;
    const name = file === 'asserts' ? unit.constants[Number(number) - 1]?.name : undefined;
    if (name === undefined) clash = true;
    else if (message.includes('static assertion failed')) wrong.add(name);
    else lacking.add(name);
  }
  return { wrong, lacking, clash, fatal };
}

function literal(value: bigint): string {
  return value > 0x7fffffffn ? `0x${value.toString(16)}ULL` : value.toString();
}
