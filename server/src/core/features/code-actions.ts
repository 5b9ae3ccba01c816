/** Code actions: asks every source whose kinds are wanted, in a fixed order. */
import type { SourceFile } from '../c/source-file.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { ActionKind, CodeAction } from './answers.ts';
import { fixAllAction } from './code-actions/fix-all.ts';
import { fixActions } from './code-actions/fixes.ts';
import { includeAction } from './code-actions/include.ts';
import { nameNumberAction } from './code-actions/name-number.ts';
import { siblingAction } from './code-actions/sibling.ts';
import type { ActionPlace, ActionSource } from './code-actions/source.ts';
import { suppressActions } from './code-actions/suppress.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { FeatureContext } from './feature.ts';

const sources: readonly ActionSource[] = [
  fixActions,
  includeAction,
  nameNumberAction,
  siblingAction,
  suppressActions,
  fixAllAction,
];

/**
 * Actions for a selection (file offsets). `only` lists kinds as LSP does: `quickfix` also asks for `quickfix.x`;
 * without it everything but `source.*` is wanted.
 */
export function codeActionsOf(
  file: SourceFile,
  span: Span,
  ctx: FeatureContext,
  only?: readonly string[],
): readonly CodeAction[] {
  if (!ctx.settings.codeActions.enabled) return [];
  const wanted = sources.filter((source) => source.kinds.some((kind) => asked(kind, only)));
  if (wanted.length === 0) return [];
  const all = ctx.guard('code-actions/diagnostics', () => diagnosticsOf(file, ctx)) ?? [];
  const diagnostics = all.filter((d) => overlaps(d.span, span));
  const place: ActionPlace = { file, span, diagnostics, everything: () => all, ctx };
  return wanted.flatMap(
    (source) => ctx.guard(`code-actions/${source.name}`, () => source.actions(place)) ?? [],
  );
}

function asked(kind: ActionKind, only: readonly string[] | undefined): boolean {
  if (only === undefined) return !kind.startsWith('source.');
  return only.some((o) => o === '' || kind === o || kind.startsWith(`${o}.`));
}
