/** Inlay hints, off by default: asks every source about each call in the stretch. */
import type { InlayHint } from './answers.ts';
import type { RangeFeature } from './feature.ts';
import { maskHints } from './inlay-hints/masks.ts';
import type { InlaySource } from './inlay-hints/source.ts';
import { callsIn } from './support/calls-in.ts';

const sources: readonly InlaySource[] = [maskHints];

export const inlayHints: RangeFeature<InlayHint> = {
  within(file, span, ctx) {
    if (!ctx.settings.inlayHints.enabled) return [];
    const hints: InlayHint[] = [];
    for (const placed of callsIn(file, span)) {
      for (const source of sources) {
        const found = ctx.guard(`inlay-hints/${source.name}`, () =>
          source.hints(placed, file, ctx),
        );
        hints.push(...(found ?? []));
      }
    }
    return hints.filter((hint) => span.start <= hint.offset && hint.offset <= span.end);
  },
};
