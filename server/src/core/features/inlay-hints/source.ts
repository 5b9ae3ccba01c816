/** What an inlay hint source is: it writes hints into one call. Types only. */
import type { PlacedCall } from '../../c/call-site.ts';
import type { SourceFile } from '../../c/source-file.ts';
import type { InlayHint } from '../answers.ts';
import type { FeatureContext } from '../feature.ts';

export interface InlaySource {
  readonly name: string;
  hints(placed: PlacedCall, file: SourceFile, ctx: FeatureContext): readonly InlayHint[];
}
