/** Completion: reads the place from tokens, asks every source, and writes the documentation of one item later. */
import { cursorAt } from '../c/cursor.ts';
import type { CompletionData, CompletionItem, CompletionList } from './answers.ts';
import { callNumberCompletion } from './completion/call-numbers.ts';
import { errnoCompletion } from './completion/errnos.ts';
import { flagCompletion } from './completion/flags.ts';
import { snippetCompletion } from './completion/snippets.ts';
import type { CompletionPlace, CompletionSource } from './completion/source.ts';
import type { FeatureContext, PositionFeature } from './feature.ts';
import { callCard } from './support/call-card.ts';
import { CALL_BUDGET, ERRNO_BUDGET, FLAG_BUDGET, renderCard } from './support/card.ts';
import { errnoCard } from './support/errno-card.ts';
import { flagCard } from './support/flag-card.ts';

const sources: readonly CompletionSource[] = [
  flagCompletion,
  callNumberCompletion,
  errnoCompletion,
  snippetCompletion,
];

export const completion: PositionFeature<CompletionList> = {
  at(file, offset, ctx) {
    if (!ctx.settings.completion.enabled) return undefined;
    const cursor = cursorAt(file, offset, ctx.kb);
    if (cursor.quiet) return undefined;
    const typed = file.slice(cursor.word.start, offset);
    const place: CompletionPlace = { file, offset, cursor, typed, ctx };
    const items: CompletionItem[] = [];
    for (const source of sources) {
      items.push(...(ctx.guard(`completion/${source.name}`, () => source.items(place)) ?? []));
    }
    return items.length === 0 ? undefined : { isIncomplete: false, items };
  },
};

/** Documentation of an item as Markdown: the hover of the same thing. Data of unknown names gives `undefined`. */
export function documentationOf(data: CompletionData, ctx: FeatureContext): string | undefined {
  const { detail } = ctx.settings.hover;
  const { kb } = ctx;
  let text = '';
  if (data.kind === 'constant') {
    const group = data.group === undefined ? undefined : kb.group(data.group);
    const place = {
      ...(group === undefined ? {} : { group }),
      ...(data.call === undefined ? {} : { call: data.call }),
    };
    text = renderCard(flagCard(data.name, place, ctx), detail, FLAG_BUDGET);
  } else if (data.kind === 'errno') {
    const after = data.call === undefined ? undefined : kb.call(data.call);
    text = renderCard(errnoCard(data.name, after, ctx), detail, ERRNO_BUDGET);
  } else {
    const call = kb.call(data.name);
    const place = { via: 'libc', spelled: data.name } as const;
    text = call === undefined ? '' : renderCard(callCard(call, place, ctx), detail, CALL_BUDGET);
  }
  return text === '' ? undefined : text;
}
