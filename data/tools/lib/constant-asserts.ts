/** Lets a compiler compare the values of constants with the headers that define them, by `_Static_assert`. Does IO through gcc. */
import { compile, preprocessed } from './gcc.ts';

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

/**
 * What the compiler says with these options; `undefined` when there is no compiler. Headers that clash are read apart.
 * `older`: the headers may lack many of the names.
 */
export function compareConstants(
  units: readonly Unit[],
  options: readonly string[],
  older = false,
): Verdict | undefined {
  const asked = units.filter((unit) => unit.constants.length > 0);
  if (asked.length === 0) return { wrong: [], lacking: [], unread: [], compared: 0 };
  const unit = merge(asked);
  const run = compileUnit(unit, options, older);
  if (run === undefined) return undefined;
  if (run.clash && asked.length > 1) {
    const half = Math.ceil(asked.length / 2);
    const first = compareConstants(asked.slice(0, half), options, older);
    const second = compareConstants(asked.slice(half), options, older);
    return first === undefined || second === undefined ? undefined : sum(first, second);
  }
  const names = unit.constants.map(({ name }) => name);
  if (run.fatal) return { wrong: [], lacking: [], unread: names, compared: 0 };
  const lacking = names.filter((name) => run.lacking.has(name));
  return {
    wrong: names.filter((name) => run.wrong.has(name)),
    lacking,
    unread: [],
    compared: names.length - lacking.length,
  };
}

function sum(a: Verdict, b: Verdict): Verdict {
  return {
    wrong: [...a.wrong, ...b.wrong],
    lacking: [...a.lacking, ...b.lacking],
    unread: [...a.unread, ...b.unread],
    compared: a.compared + b.compared,
  };
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
function compileUnit(unit: Unit, options: readonly string[], older: boolean): UnitRun | undefined {
  const includes = unit.includes.map(
    (header) => `#if __has_include(<${header}>)\n#include <${header}>\n#endif`,
  );
  // Asking gcc for a name that does not exist makes it search for similar ones, which takes longer than all the rest.
  const seen = older ? preprocessed([...includes, ''].join('\n'), options) : undefined;
  const words = new Set(seen?.match(/[A-Za-z_]\w*/g));
  const there = unit.constants.filter(({ name }) => !older || words.has(name));
  const asserts = there.map(
    ({ name, value }) => `_Static_assert((${name}) == ${literal(value)}, "differs");`,
  );
  const text = [...includes, '#line 1 "asserts"', ...asserts, ''].join('\n');
  const run = compile(text, ['-fsyntax-only', '-w', '-fmax-errors=0', ...options]);
  if (run === undefined) return undefined;
  const wrong = new Set<string>();
  const lacking = new Set<string>(
    unit.constants.filter((one) => !there.includes(one)).map(({ name }) => name),
  );
  let clash = false;
  const fatal = /\bfatal error:/.test(run.messages);
  for (const line of run.messages.split('\n')) {
    const [, file, number, message] = /^(.*?):(\d+):\d+: (?:fatal )?error: (.*)$/.exec(line) ?? [];
    if (file === undefined || message === undefined) continue;
    const name = file === 'asserts' ? there[Number(number) - 1]?.name : undefined;
    if (name === undefined) clash = true;
    else if (message.includes('static assertion failed')) wrong.add(name);
    else lacking.add(name);
  }
  return { wrong, lacking, clash, fatal };
}

function literal(value: bigint): string {
  return value > 0x7fffffffn ? `0x${value.toString(16)}ULL` : value.toString();
}
