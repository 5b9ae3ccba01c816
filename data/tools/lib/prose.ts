/** Finds the prose of authored files, piece by piece, for the checks that read sentences. Pure. */
import type { AuthoredData } from './authored-data.ts';
import type { AuthoredFile, DataPath } from './authored-file.ts';

/** One piece of text and where it stands. */
export interface ProsePiece {
  readonly file: AuthoredFile;
  readonly at: DataPath;
  readonly text: string;
}

/** Keys whose value is code, a name or a number, whatever their type. */
const NOT_PROSE = new Set([
  'name',
  'group',
  'kind',
  'type',
  'id',
  'header',
  'headers',
  'libseccomp',
  'command',
  'output',
  'snippet',
  'source',
  'sources',
  'version',
  'since',
  'mask',
  'shift',
  'unnamed',
  'unshifted',
  'prefixes',
  'field',
  'status',
  'aliasOf',
  'excludes',
  'requires',
  'arches',
  'calls',
  'aliases',
  'companions',
  'signatures',
  'rawParams',
  'constraints',
  'libc',
  'fails',
  'unit',
  'precision',
  'title',
  'action',
]);

/** Every piece of prose of every authored file, in file order. */
export function* prosePieces(data: AuthoredData): Iterable<ProsePiece> {
  for (const file of data.calls) yield* walk(file, file.value, []);
  for (const file of data.flagSets) yield* walk(file, file.value, []);
  if (data.errnos !== undefined) yield* walk(data.errnos, data.errnos.value, []);
  const { signals } = data.platform;
  if (signals !== undefined) yield* walk(signals, signals.value, []);
}

function* walk(file: AuthoredFile, value: unknown, at: DataPath): Iterable<ProsePiece> {
  if (typeof value === 'string') yield { file, at, text: value };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(file, item, [...at, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!NOT_PROSE.has(key)) yield* walk(file, inner, [...at, key]);
    }
  }
}

/** Sentences of a piece, code spans kept, list marks and line ends dropped. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n\s*\n|\n\s*[-*] /)
    .flatMap((paragraph) =>
      paragraph
        .replace(/\s+/g, ' ')
        .trim()
        .split(/(?<=[.!?])\s+(?=[A-Z`"(])/),
    )
    .filter((sentence) => sentence !== '');
}
