/** Every binding, in the order in which they are registered. */
import type { Binding } from '../binding.ts';
import { codeAction } from './code-action.ts';
import { completion } from './completion.ts';
import { configuration } from './configuration.ts';
import { hover } from './hover.ts';
import { inlayHint } from './inlay-hint.ts';
import { pages } from './pages.ts';
import { publishDiagnostics } from './publish-diagnostics.ts';
import { pullDiagnostics } from './pull-diagnostics.ts';
import { signatureHelp } from './signature-help.ts';
import { textSync } from './text-sync.ts';
import { workspaceFiles } from './workspace-files.ts';

export const bindings: readonly Binding[] = [
  textSync,
  configuration,
  workspaceFiles,
  hover,
  completion,
  signatureHelp,
  codeAction,
  inlayHint,
  pullDiagnostics,
  publishDiagnostics,
  pages,
];
