/** Assertions that work in Node and in a web worker. */

/** Throws with `message` unless `value` is truthy. */
export function ok(value: unknown, message = 'not true'): asserts value {
  if (!value) throw new Error(message);
}

/** Throws unless both are the same primitive. */
export function equal<T>(actual: T, expected: T, message = ''): void {
  if (actual !== expected)
    throw new Error(
      `${message}: got ${JSON.stringify(actual)}, wanted ${JSON.stringify(expected)}`,
    );
}

/** Throws with the whole text unless it matches. */
export function match(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`${String(pattern)} not in: ${text}`);
}

/** Throws with the whole text when it matches. */
export function doesNotMatch(text: string, pattern: RegExp): void {
  if (pattern.test(text)) throw new Error(`${String(pattern)} in: ${text}`);
}
