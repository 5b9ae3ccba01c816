/** Reads fixtures: C text with file headers and labels. The grammar is in `test/README.md`. */
import type { RuleSetting, SeverityName } from '../../server/src/protocol.ts';

/** One file of a fixture, labels taken out. */
export interface FixtureFile {
  readonly name: string;
  /** Options of its header: `arch:aarch64` is `arch` → `aarch64`. */
  readonly options: ReadonlyMap<string, string>;
  readonly settings: Readonly<Record<string, RuleSetting>>;
  readonly text: string;
  readonly labels: readonly Label[];
  /** With the option `workspace`: all files of the fixture, which are one project then. */
  readonly project?: readonly { readonly name: string; readonly text: string }[];
}
/** What a fixture expects at a place. */
export interface Label {
  /** Line in `text`, from 0. */
  readonly line: number;
  readonly column: number;
  /** Where the carets end; a span that goes on in later lines is labelled to the end of its first. */
  readonly endColumn: number;
  readonly severity: SeverityName;
  readonly message: string;
  /** It has a safe fix: written 💡. */
  readonly fixable: boolean;
}

const HEADER = /^\/\/- \/(\S+)(.*)$/;
const LABEL = /^\s*\/\/\s*(\^+) (💡 )?(error|warning|information|hint): (.+)$/u;

/** Splits a fixture at its `//- /name` headers; one without a header is a single file `a.c`. Throws on a bad line. */
export function readFixture(text: string): readonly FixtureFile[] {
  const parts: { name: string; rest: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const header = HEADER.exec(line);
    if (header) parts.push({ name: header[1] ?? '', rest: header[2] ?? '', lines: [] });
    else {
      if (parts.length === 0) parts.push({ name: 'a.c', rest: '', lines: [] });
      parts.at(-1)?.lines.push(line);
    }
  }
  const files = parts.map(({ name, rest, lines }) => ({
    name,
    ...readOptions(rest),
    ...readLabels(lines),
  }));
  if (files[0]?.options.has('workspace') !== true) return files;
  const project = files.map((file) => ({ name: file.name, text: file.text }));
  return files.map((file) => ({ ...file, project }));
}

function readOptions(text: string): Pick<FixtureFile, 'options' | 'settings'> {
  const options = new Map<string, string>();
  const settings: Record<string, RuleSetting> = {};
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    const [, key = '', value = ''] = /^(\w+):(.+)$/.exec(word) ?? [];
    const [, rule = '', setting = ''] = /^(.+)=(\w+)$/.exec(value) ?? [];
    if (word === 'workspace') options.set(word, 'yes');
    else if (key === 'set' && rule !== '') settings[rule] = setting as RuleSetting;
    else if (['arch', 'arches', 'kernel', 'libc', 'container', 'lang'].includes(key)) {
      options.set(key, value);
    } else throw new Error(`no option of a fixture: ${word}`);
  }
  return { options, settings };
}

function readLabels(lines: readonly string[]): Pick<FixtureFile, 'text' | 'labels'> {
  const kept: string[] = [];
  const labels: Label[] = [];
  for (const line of lines) {
    const match = LABEL.exec(line);
    if (match === null) {
      if (/^\s*\/\/\s*\^/.test(line)) throw new Error(`unreadable label: ${line.trim()}`);
      kept.push(line);
      continue;
    }
    const column = line.indexOf('^');
    labels.push({
      line: kept.length - 1,
      column,
      endColumn: column + (match[1]?.length ?? 0),
      severity: match[3] as SeverityName,
      message: match[4]?.trimEnd() ?? '',
      fixable: match[2] !== undefined,
    });
  }
  return { text: kept.join('\n'), labels };
}

/** A label as a person reads it in a failing test. */
export function showLabel(l: Label): string {
  const place = `${l.line + 1}:${l.column + 1}-${l.endColumn + 1}`;
  return `${place} ${l.fixable ? '💡 ' : ''}${l.severity}: ${l.message}`;
}
