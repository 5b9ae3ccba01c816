/** Reads suppression comments and says which stretch of the file each one covers. Knows no rule. */
import type { SourceFile } from '../c/source-file.ts';
import type { Span, TextEdit } from '../text/span.ts';
import { lineOf, statementAfter } from '../c/lines.ts';

/** One name in the list of a directive. */
export interface SuppressedName {
  readonly text: string;
  /** File offsets of the name. */
  readonly span: Span;
}

export interface Directive {
  /** `ours`: `syscall-lens-ignore…`; `nolint`: clang-tidy's word, which is never reported as unused. */
  readonly kind: 'ours' | 'nolint';
  readonly comment: Span;
  /** Rules it names; empty: every rule. */
  readonly names: readonly SuppressedName[];
  /** What it covers, file offsets; absent when it covers nothing. */
  readonly region?: Span;
  /** An `-end` without its `-start`. */
  readonly stray?: boolean;
}

export interface Directives {
  readonly list: readonly Directive[];
  /** Words of `syscall-lens: WORD` comments, as `jit`. */
  readonly words: ReadonlySet<string>;
}

const OURS = /^\/[/*]+!?\s*syscall-lens-ignore(-file|-start|-end)?(?![\w-])[ \t]*/;
const WORD = /^\/[/*]+!?\s*syscall-lens:\s*([\w-]+)/;
const NOLINT = /\bNOLINT(NEXTLINE|BEGIN|END)?\(([^)\n]*)\)/g;
const NAME = /[\w-]+(?:\/[\w-]+)?/y;

/** Every directive of a file in order, with what it covers. */
export function readDirectives(file: SourceFile): Directives {
  const list: Directive[] = [];
  const words = new Set<string>();
  const open: { readonly kind: Directive['kind']; readonly directive: Directive }[] = [];
  const comments = [...file.comments('syscall-lens'), ...file.comments('NOLINT')]
    .sort((a, b) => a.start - b.start)
    .filter((c, i, all) => all[i - 1]?.start !== c.start);

  const close = (kind: Directive['kind'], comment: Span): boolean => {
    const at = open.findLastIndex((o) => o.kind === kind);
    const begun = open[at]?.directive;
    if (begun === undefined) return false;
    open.splice(at, 1);
    list[list.indexOf(begun)] = {
      ...begun,
      region: { start: begun.comment.end, end: comment.start },
    };
    return true;
  };
  const add = (directive: Directive, opens: boolean): void => {
    list.push(directive);
    if (opens) open.push({ kind: directive.kind, directive });
  };

  for (const comment of comments) {
    const text = file.slice(comment.start, comment.end);
    const word = WORD.exec(text)?.[1];
    if (word !== undefined) words.add(word);
    const ours = OURS.exec(text);
    if (ours !== null) {
      const form = ours[1] ?? '';
      const names = readNames(text, ours[0].length, comment.start);
      if (form === '-end') {
        if (!close('ours', comment)) list.push({ kind: 'ours', comment, names: [], stray: true });
      } else if (names === undefined) {
        list.push({ kind: 'ours', comment, names: [] });
      } else {
        const region = regionOf(form, file, comment);
        add({ kind: 'ours', comment, names, region }, form === '-start');
      }
    }
    for (const match of text.matchAll(NOLINT)) {
      const [, form = '', listed = ''] = match;
      if (form === 'END') {
        close('nolint', comment);
        continue;
      }
      const at = comment.start + match.index + match[0].indexOf('(') + 1;
      const names = splitNames(listed, at);
      if (names.length === 0) continue;
      const region = regionOf(form, file, comment);
      add({ kind: 'nolint', comment, names, region }, form === 'BEGIN');
    }
  }
  return { list, words };
}

/** What a directive covers: its own line, the next statement, the rest of the file, or all of it. */
function regionOf(form: string, file: SourceFile, comment: Span): Span {
  if (form === '-file') return { start: 0, end: file.length };
  if (form === '-start' || form === 'BEGIN') return { start: comment.end, end: file.length };
  if (form === 'NEXTLINE') return statementAfter(file, comment.end);
  const line = lineOf(file, comment.start);
  const before = file.slice(line.start, comment.start);
  const after = file.slice(comment.end, lineOf(file, comment.end).end);
  const alone = before.trim() === '' && after.trim() === '';
  return alone && form === '' ? statementAfter(file, comment.end) : line;
}

/**
 * The rule list at `from` of a comment's text; `undefined` when other words stand there, so that a sentence about
 * suppression suppresses nothing. A colon or the end of the comment ends the list.
 */
function readNames(
  text: string,
  from: number,
  base: number,
): readonly SuppressedName[] | undefined {
  const names: SuppressedName[] = [];
  let at = from;
  for (;;) {
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[0];
    if (name === undefined) break;
    names.push({ text: name, span: { start: base + at, end: base + at + name.length } });
    at += name.length;
    const comma = /^\s*,\s*/.exec(text.slice(at));
    if (comma === null) break;
    at += comma[0].length;
  }
  return /^\s*(?::|\*\/|$)/.test(text.slice(at)) ? names : undefined;
}

function splitNames(listed: string, base: number): readonly SuppressedName[] {
  return [...listed.matchAll(/[^\s,]+/g)].map((m) => ({
    text: m[0],
    span: { start: base + m.index, end: base + m.index + m[0].length },
  }));
}

/** Edits that take one name out of a directive, or the whole comment when it names nothing else. */
export function removal(file: SourceFile, directive: Directive, name?: SuppressedName): TextEdit[] {
  const { names, comment } = directive;
  const index = name === undefined ? -1 : names.indexOf(name);
  if (name !== undefined && names.length > 1) {
    const next = names[index + 1];
    const span =
      next === undefined
        ? { start: names[index - 1]?.span.end ?? name.span.start, end: name.span.end }
        : { start: name.span.start, end: next.span.start };
    return [{ span, newText: '' }];
  }
  const line = lineOf(file, comment.start);
  const before = file.slice(line.start, comment.start);
  const after = file.slice(comment.end, lineOf(file, comment.end).end);
  if (before.trim() === '' && after.trim() === '') {
    const end = lineOf(file, comment.end).next;
    return [{ span: { start: line.start, end }, newText: '' }];
  }
  const start = comment.start - (before.length - before.trimEnd().length);
  return [
    { span: { start: after.trim() === '' ? start : comment.start, end: comment.end }, newText: '' },
  ];
}

/** True when the directive covers a finding: the place itself, or any part of the call that it is about. */
export function covers(
  directive: Directive,
  finding: { readonly span: Span; readonly call: Span },
): boolean {
  const { region } = directive;
  if (region === undefined) return false;
  const meets = (s: Span): boolean => s.start < region.end && region.start < s.end;
  return meets(finding.span) || meets(finding.call);
}
