/** What calls do that are macros: assert, leave, pass a value through. By the file's definition, else by name. */
import type { CallExpr, NameExpr } from './ir.ts';
import {
  assertionOf,
  calledName,
  isExpectation,
  isRetry,
  mayLeave,
  type Assertion,
} from './leaving.ts';
import type { Lookup, Macro } from './preprocess.ts';
import type { Through } from './transparent.ts';

export interface MacroReading {
  /** True for a name that the file defines as a macro. */
  isMacro(name: string): boolean;
  /** How an assertion treats its first argument, or `undefined`. */
  assertion(call: CallExpr): Assertion | undefined;
  /** True for a macro worth its first argument as a condition. */
  isCondition(call: CallExpr): boolean;
  /** True for a macro worth its first argument, which it may evaluate again after EINTR. */
  isValue(call: CallExpr): boolean;
  /** How a macro leaves the code around it, as far as its text or name tells. */
  wayOut(e: CallExpr | NameExpr): 'returns' | 'jumps' | undefined;
  /** True when the text of the macro names the variable: it may change it. */
  names(macro: string, variable: string): boolean;
  /** True for a macro that only looks at what it is given, by its text or its name (`IS_ERR`, `MAP_FAILED_P`). */
  onlyReads(name: string): boolean;
}

/** What a text that may change an argument, itself or through another macro or function, holds. */
const WRITES = /\+\+|--|(?:^|[^=!<>])=(?!=)|&\s*\(?\s*\w|\w\s*\(/;
/** Names of macros that ask a question; those of wait(2), stat(2) and select(2) among them. */
const ASKS =
  /^(?:IS_|HAS_|PTR_ERR|ERR_|W(?:IF|EXIT|TERM|STOP)|S_IS|FD_ISSET)|(?:FAILED|_ERR|_ERROR|VALID|_OK)(?:_P)?$/;

/**
 * Reads macros of a file; `through` is what their shape says of the first argument, `isOwn` tells the well-known names
 * that the file defines as functions.
 */
export function readMacros(
  macros: Lookup<readonly Macro[]>,
  through: (call: CallExpr) => Through | undefined,
  isOwn: (name: string) => boolean = () => false,
): MacroReading {
  const isMacro = (name: string): boolean => macros.has(name);
  const own = (call: CallExpr): boolean => isMacro(calledName(call) ?? '');
  const ways = new Map<string, 'returns' | 'jumps' | undefined>();
  const wayOf = (name: string): 'returns' | 'jumps' | undefined => {
    if (!ways.has(name)) ways.set(name, wayIn(macros.get(name) ?? []));
    return ways.get(name);
  };
  return {
    isMacro,
    assertion(call) {
      if (!own(call)) return isOwn(calledName(call) ?? '') ? undefined : assertionOf(call);
      const tests = through(call) === 'test';
      // Its text does not tell whether it ends the program: it may as well return.
      return tests ? { goesOnWhen: true, otherwise: 'returns' } : undefined;
    },
    isCondition: (call) => (own(call) ? through(call) === 'value' : isExpectation(call)),
    isValue: (call) =>
      own(call) ? through(call) === 'value' : isRetry(call) || isExpectation(call),
    wayOut(e) {
      const name = e.kind === 'name' ? e.name : calledName(e);
      if (name !== undefined && isMacro(name)) return wayOf(name);
      return e.kind === 'call' && mayLeave(e) ? 'returns' : undefined;
    },
    names: (macro, variable) =>
      (macros.get(macro) ?? []).some(
        (m) => m.params?.includes(variable) !== true && wordsOf(m.text).includes(variable),
      ),
    onlyReads(name) {
      const own = macros.get(name);
      return own ? own.every((m) => !WRITES.test(m.text)) : ASKS.test(name);
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? [];
}

function wayIn(definitions: readonly Macro[]): 'returns' | 'jumps' | undefined {
  if (definitions.some((m) => /\b(?:goto|break|continue|case)\b/.test(m.text))) return 'jumps';
  const leaves = definitions.some((m) => /\breturn\b/.test(m.text));
  return leaves ||
    definitions.some((m) => /\b(?:for|while)\b/.test(m.text) && !/\bdo\b/.test(m.text))
    ? 'returns'
    : undefined;
}
