/** Rules of the catalogue that the product does not have, and why; shown at the end of the list of rules. */

export interface LeftOut {
  readonly id: string;
  /** One sentence: what it would take to make it quiet, or what we do not have. */
  readonly reason: string;
}

export const LEFT_OUT: readonly LeftOut[] = [];
