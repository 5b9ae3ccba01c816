/** Bytes of a source file to text and back, whatever the encoding. Touches the disk only in `readSource` and `writeSource`. */
import { readFileSync, statSync } from 'node:fs';
import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How the bytes of a file stand for text; writing gives the same bytes back for unchanged text. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be' | 'latin1';

export interface Source {
  /** Text without byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly bytes: number;
}

/** Why a file cannot be used, in words for `file: reason`. */
export class SourceError extends Error {}

/** How much is looked at for a zero byte, as git does. */
const binaryProbe = 8000;

/**
 * Decodes a file. UTF-8 and UTF-16 with a byte order mark are read as such, bytes that are no UTF-8 as Latin-1
 * (so that no column shifts). Throws a `SourceError` for binary contents.
 */
export function decodeSource(data: Uint8Array): Source {
  const bytes = data.length;
  const marked = byMark(data);
  if (marked !== undefined) {
    const { encoding, skip } = marked;
    const label = encoding === 'utf8' ? 'utf-8' : encoding === 'utf16le' ? 'utf-16le' : 'utf-16be';
    const text = new TextDecoder(label, { ignoreBOM: true }).decode(data.subarray(skip));
    return { text, encoding, bom: true, bytes };
  }
  if (data.subarray(0, binaryProbe).includes(0)) throw new SourceError('binary file');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
    return { text, encoding: 'utf8', bom: false, bytes };
  } catch {
    return { text: Buffer.from(data).toString('latin1'), encoding: 'latin1', bom: false, bytes };
  }
}

function byMark(data: Uint8Array): { encoding: Encoding; skip: number } | undefined {
  const [a, b, c] = data;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf8', skip: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf16be', skip: 2 };
  return undefined;
}

/** Text back to bytes, in the encoding it was read in. */
export function encodeSource(text: string, { encoding, bom }: Source): Uint8Array {
  const marked = bom ? `\uFEFF${text}` : text;
  if (encoding === 'utf16be') return Buffer.from(marked, 'utf16le').swap16();
  return Buffer.from(marked, encoding);
}

/** A file as read, with what tells whether it was changed since. */
export interface SourceOnDisk extends Source {
  readonly path: string;
  readonly stamp: string;
}

/**
 * Reads and decodes a file; throws a `SourceError` that says why not. At once: over a tree of small files that
 * takes half the time of asking and waiting for each.
 */
export function readSource(path: string): SourceOnDisk {
  try {
    const data = readFileSync(path);
    return { ...decodeSource(data), path, stamp: stampOf(path) };
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(reasonOf(error));
  }
}

/** Size of a file in bytes; 0 for one that cannot be looked at. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/**
 * Writes new text over a file in one step: readers see the old or the new contents, never half. The file keeps
 * its mode; a link stays a link. Rejects with a `SourceError`, also when somebody else has changed the file.
 */
export async function writeSource(source: SourceOnDisk, text: string): Promise<void> {
  let temporary: string | undefined;
  try {
    const path = await realpath(source.path);
    await access(path, constants.W_OK);
    const { mode } = await stat(path);
    temporary = join(dirname(path), `.syscall-lens-${process.pid}.tmp`);
    await writeFile(temporary, encodeSource(text, source), { mode: mode & 0o7777 });
    if (stampOf(path) !== source.stamp) {
      throw new SourceError('changed while it was being fixed, left as it is');
    }
    await rename(temporary, path);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
    throw error instanceof SourceError ? error : new SourceError(reasonOf(error));
  }
}

function stampOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return `${mtimeMs} ${size} ${ino}`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a folder',
  ENOTDIR: 'no such file',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'name too long',
  EMFILE: 'too many open files',
  ENOSPC: 'no space left on device',
  EROFS: 'read-only file system',
  ERR_FS_FILE_TOO_LARGE: 'too large',
};

/** An error of the file system in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : (reasons[code] ?? code)) ?? message;
}
