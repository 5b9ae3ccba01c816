/** A list that holds every value once, by what it looks like as JSON. Pure. */

export interface Interner<T> {
  /** Values in the order they first came. */
  readonly values: readonly T[];
  /** Position of a value, added when it is new. */
  place(value: T): number;
}

export function createInterner<T>(): Interner<T> {
  const values: T[] = [];
  const positions = new Map<string, number>();
  return {
    values,
    place(value) {
      const key = JSON.stringify(value);
      const known = positions.get(key);
      if (known !== undefined) return known;
      positions.set(key, values.length);
      return values.push(value) - 1;
    },
  };
}
