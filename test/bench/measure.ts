/** Timing and its figures. Milliseconds throughout. */

/** Median and 99th percentile of a list of figures. */
export function quantiles(figures: readonly number[]): {
  readonly p50: number;
  readonly p99: number;
} {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (q: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Median time of `runs` calls after one that does not count. */
export async function median(runs: number, work: () => unknown): Promise<number> {
  await work();
  const figures: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    figures.push(performance.now() - start);
  }
  return quantiles(figures).p50;
}

export interface Row {
  readonly what: string;
  readonly figure: string;
  /** How it stands to something else measured in the same run. */
  readonly ratio?: string;
  readonly goal?: string;
}

/** Prints rows as aligned columns. */
export function print(title: string, rows: readonly Row[]): void {
  const width = Math.max(...rows.map((r) => r.what.length));
  console.log(`\n${title}`);
  for (const r of rows) {
    console.log(
      `  ${r.what.padEnd(width)}  ${r.figure.padEnd(28)}${r.ratio ?? ''}${r.goal ? `  (goal ${r.goal})` : ''}`,
    );
  }
}

export const ms = (n: number): string => `${n < 10 ? n.toFixed(2) : n.toFixed(0)} ms`;
export const times = (a: number, b: number): string => `${(a / b).toFixed(2)}×`;
