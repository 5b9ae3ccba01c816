/** Writes suppression comments: above the statement, or at the top for the whole file. */
import type { SourceFile } from '../../c/source-file.ts';
import type { TextEdit } from '../../text/span.ts';
import type { CodeAction, Diagnostic } from '../answers.ts';
import { statementLine } from '../support/lines.ts';
import type { ActionSource } from './source.ts';

/** Findings about suppressions are settled by removing one, not by adding another. */
const ABOUT_SUPPRESSION = 'lint/unused-suppression';
/** How much of a file tells which comment style it has. */
const SAMPLE = 20_000;

export const suppressActions: ActionSource = {
  name: 'suppress',
  kinds: ['quickfix'],
  actions: ({ diagnostics, file }) =>
    diagnostics
      .filter(
        (d, i, all) =>
          d.code !== ABOUT_SUPPRESSION && all.findIndex((o) => o.code === d.code) === i,
      )
      .flatMap((diagnostic) => {
        const here = aboveStatement(file, diagnostic);
        const actions = [
          action(`Ignore ${diagnostic.code} in this file`, atTop(file, diagnostic), diagnostic),
        ];
        return here === undefined
          ? actions
          : [action(`Ignore ${diagnostic.code} here`, here, diagnostic), ...actions];
      }),
};

function action(title: string, edit: TextEdit, diagnostic: Diagnostic): CodeAction {
  return { title, kind: 'quickfix', edits: [edit], settles: [diagnostic], preferred: false };
}

/** The comment on a line of its own; `undefined` inside a macro definition, where a line cannot go between. */
function aboveStatement(file: SourceFile, diagnostic: Diagnostic): TextEdit | undefined {
  const at = statementLine(file, Math.min(diagnostic.call.start, diagnostic.span.start));
  if (at === undefined) return undefined;
  const indent = /^[ \t]*/.exec(file.slice(at, at + 400))?.[0] ?? '';
  const text = `${indent}${comment(file, `syscall-lens-ignore ${diagnostic.code}: reason`)}${eolOf(file)}`;
  return { span: { start: at, end: at }, newText: text };
}

function atTop(file: SourceFile, diagnostic: Diagnostic): TextEdit {
  const at = file.slice(0, 1) === '\uFEFF' ? 1 : 0;
  const text = comment(file, `syscall-lens-ignore-file ${diagnostic.code}: reason`);
  return { span: { start: at, end: at }, newText: `${text}${eolOf(file)}` };
}

/** In the file's own style: a block comment where it has only those. */
function comment(file: SourceFile, text: string): string {
  const sample = file.slice(0, SAMPLE);
  const block = file.language === 'c' && sample.includes('/*') && !/(?<!:)\/\//.test(sample);
  return block ? `/* ${text} */` : `// ${text}`;
}

function eolOf(file: SourceFile): string {
  return file.slice(0, SAMPLE).includes('\r\n') ? '\r\n' : '\n';
}
