/** What a generator of committed files looks like. Types only; the list of generators is in `../gen.ts`. */

export interface Generator {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  /** The whole text of the file; the same text on every run. */
  readonly render: () => string | Promise<string>;
}
