/** Imports facts from the Linux man-pages: releases and errno names, never sentences. Pure: contents in, records out. */
import { compareText } from '../lib/problem.ts';
import { sinceCorrections } from './since-corrections.ts';

export type Precision = 'exact' | 'series' | 'atOrBefore';

/** Kernel release in which a call arrived. */
export interface SinceRecord {
  readonly name: string;
  readonly version: string;
  readonly precision: Precision;
  readonly source: string;
}

/** errno names a page lists; a page for several calls gives them one list. */
export interface ErrorsRecord {
  readonly name: string;
  readonly page: string;
  readonly errors: readonly string[];
}

/** Text of a page of section 2 by name; `undefined` when there is none. */
export type ManReader = (page: string) => string | undefined;

/**
 * Release of each call in `names`: a correction where we know one, else the table of syscalls(2), else the first release
 * that the HISTORY section of its own page names. Calls that nobody dates are left out.
 */
export function importSince(names: readonly string[], read: ManReader): SinceRecord[] {
  const table = parseSyscallTable(read('syscalls') ?? '');
  const records: SinceRecord[] = [];
  for (const name of [...names].sort(compareText)) {
    const corrected = sinceCorrections[name];
    const listed = table.get(name);
    const told = historyRelease(name, pageOf(name, read));
    if (corrected !== undefined) records.push({ name, ...corrected });
    else if (listed !== undefined) {
      records.push({
        name,
        version: listed,
        precision: precisionOf(listed),
        source: 'man:syscalls(2)',
      });
    } else if (told !== undefined) {
      const source = `man:${pageOf(name, read)?.page ?? name}(2)`;
      records.push({ name, version: told, precision: precisionOf(told), source });
    }
  }
  return records;
}

/** errno names of the ERRORS section of the page of each call, sorted by name of the call. */
export function importErrors(names: readonly string[], read: ManReader): ErrorsRecord[] {
  const records: ErrorsRecord[] = [];
  for (const name of [...names].sort(compareText)) {
    const found = pageOf(name, read);
    const errors = found === undefined ? [] : errorTags(found.text);
    if (found !== undefined && errors.length > 0) records.push({ name, page: found.page, errors });
  }
  return records;
}

/**
 * How sure a release of the syscalls(2) table is. That page says: 1.0 means 1.0 or earlier; 1.2, 2.0, 2.2, 2.4, 2.6 mean
 * somewhere in the development series before it; everything later is exact.
 */
export function precisionOf(version: string): Precision {
  if (version === '1.0') return 'atOrBefore';
  return /^[12]\.\d+$/.test(version) ? 'series' : 'exact';
}

/** name → release, from the table in syscalls(2). Of "2.6; 2.4.18" (a backport) the mainline release counts. */
export function parseSyscallTable(text: string): Map<string, string> {
  const rows = new Map<string, string>();
  const start = text.indexOf('.TS');
  const body = text.slice(start, text.indexOf('.TE', start));
  const plain = body
    .replace(/^\.\\".*$/gm, '')
    .replace(/T\{\n\.BR (\w+) \((\d)\)\nT\}/g, '$1($2)')
    .replace(/\\f\[\w*\]|\\f[BRIP]/g, '');
  for (const match of plain.matchAll(/^(\w+)\(2\)\t(\d+\.\d+(?:\.\d+)?)/gm)) {
    if (match[1] !== undefined && match[2] !== undefined) rows.set(match[1], match[2]);
  }
  return rows;
}

/** errno names that head a paragraph of the ERRORS section, in the order of the page. */
export function errorTags(text: string): string[] {
  const section = sectionOf(text, 'ERRORS');
  const names = new Set<string>();
  for (const match of section.matchAll(/^\.T[PQ][^\n]*\n\.BR? ([^\n]*)/gm)) {
    for (const name of (match[1] ?? '').match(/\bE(?!RESTART)[A-Z0-9]{2,}\b/g) ?? [])
      names.add(name);
  }
  return [...names];
}

/**
 * Release that the HISTORY section gives: of the paragraph tagged with the call, else the first one of a page of its own. Only
 * "Linux X.Y" at the start of a line counts; "since Linux X.Y it does …" tells of something else.
 */
function historyRelease(
  name: string,
  found: { readonly page: string; readonly text: string } | undefined,
): string | undefined {
  const section = sectionOf(found?.text ?? '', 'HISTORY');
  const tagged = new RegExp(
    `^\\.BR? ${name} \\(\\)\\n((?:\\.T[PQ]\\n\\.BR? .*\\n)*)((?:[^.].*\\n?)+)`,
    'm',
  ).exec(section);
  const text = tagged?.[2] ?? (found?.page === name ? section : '');
  return /^Linux (\d+\.\d+(?:\.\d+)?)\b/m.exec(text)?.[1];
}

function sectionOf(text: string, name: string): string {
  const start = text.search(new RegExp(`^\\.SH ${name}\\s*$`, 'm'));
  if (start < 0) return '';
  const end = text.slice(start + 1).search(/^\.SH /m);
  return end < 0 ? text.slice(start) : text.slice(start, start + 1 + end);
}

/** Page of a call, following `.so man2/other.2`. */
function pageOf(
  name: string,
  read: ManReader,
): { readonly page: string; readonly text: string } | undefined {
  const text = read(name);
  const target = /^\.so (?:man2\/)?(\w+)\.2/m.exec(text ?? '')?.[1];
  if (target !== undefined && target !== name) return pageOf(target, read);
  return text === undefined ? undefined : { page: name, text };
}
