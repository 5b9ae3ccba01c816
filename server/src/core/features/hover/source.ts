/** What a hover source is: it writes the card for one kind of target. Types only. */
import type { SourceFile } from '../../c/source-file.ts';
import type { Target } from '../../c/target.ts';
import type { FeatureContext } from '../feature.ts';
import type { Budget, Line } from '../support/card.ts';

export type TargetOf<K extends Target['kind']> = Extract<Target, { readonly kind: K }>;

export interface HoverSource<K extends Target['kind'] = Target['kind']> {
  readonly kind: K;
  readonly budget: Budget;
  /** The lines of the card, the first one first; `undefined` or none: no hover. */
  render(target: TargetOf<K>, file: SourceFile, ctx: FeatureContext): readonly Line[] | undefined;
}
