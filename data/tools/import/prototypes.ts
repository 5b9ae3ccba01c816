/** Imports C prototypes of system calls from the Linux man-pages. Pure: contents in, records out. */
import { compareText } from '../lib/problem.ts';
import { prototypeCorrections } from './prototype-corrections.ts';
import { declarationsOf, type Declaration } from './synopsis.ts';
import { HOMONYMS } from './wrappers.ts';

/** What a C program writes for a call; the C library's function where the page shows both ways. */
export interface PrototypeRecord extends Omit<Declaration, 'old'> {
  /** Where it is from: `man:read(2)`. */
  readonly source: string;
}

/** Headers of packages that the call does not need: constants of XFS quotas, from xfsprogs. */
const NOT_NEEDED: ReadonlySet<string> = new Set(['xfs/xqm.h']);

/** Sections of the manual that are read. */
export type ManSection = '2' | '2const' | '2type' | '3' | '3type' | '7';

/** Text of a page by section and name: `('2', 'read')`; `undefined` when there is none. */
export type SectionReader = (section: ManSection, page: string) => string | undefined;

/**
 * Prototype of each call in `names`: a correction where we know one, else the declaration on its page. A function that only
 * shares the name of a call is none. Calls whose page does not declare them are left out.
 */
export function importPrototypes(names: readonly string[], read: SectionReader): PrototypeRecord[] {
  const records: PrototypeRecord[] = [];
  for (const name of [...names].sort(compareText)) {
    const corrected = prototypeCorrections[name];
    const found = corrected === undefined ? declared(name, read) : { name, ...corrected };
    if (found !== undefined) records.push(found);
  }
  return records;
}

function declared(name: string, read: SectionReader): PrototypeRecord | undefined {
  const page = pageOf(name, '2', read) ?? pageOf(name, '3', read);
  if (page === undefined) return undefined;
  const all = declarationsOf(page.text).filter(
    (found) => found.name === name && (found.form === 'syscall' || !HOMONYMS.has(name)),
  );
  const functions = all.filter((found) => found.form === 'libc');
  const either = functions.length > 0 ? functions : all;
  const current = either.filter((found) => found.old !== true);
  const choice = longest(current.length > 0 ? current : either);
  if (choice === undefined) return undefined;
  const { form, ret, params, optional } = choice;
  const headers = choice.headers.filter((header) => !NOT_NEEDED.has(header));
  const more = optional === undefined ? {} : { optional };
  return { name, form, ret, params, ...more, headers, source: `man:${page.where}` };
}

/** Of several declarations (a variadic function may have two) the one with most parameters, the first of equals. */
function longest(all: readonly Declaration[]): Declaration | undefined {
  return all.reduce<Declaration | undefined>(
    (best, next) => (best === undefined || next.params.length > best.params.length ? next : best),
    undefined,
  );
}

/** Page of a call, following `.so man3/other.3`. */
function pageOf(
  name: string,
  section: '2' | '3',
  read: SectionReader,
): { readonly where: string; readonly text: string } | undefined {
  const text = read(section, name);
  const [, folder, target] = /^\.so (?:man([23])\/)?(\w+)\.[23]/m.exec(text ?? '') ?? [];
  const next = folder === '2' || folder === '3' ? folder : section;
  if (target !== undefined && (target !== name || next !== section)) {
    return pageOf(target, next, read);
  }
  return text === undefined ? undefined : { where: `${name}(${section})`, text };
}
