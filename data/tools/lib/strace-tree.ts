/** Opens strace's sources, an unpacked tree or a git directory at its newest release. Does IO. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from './facts.ts';
import { filesBelow, gitCommit, gitMessages, gitTags } from './git.ts';
import { compareReleases } from '../import/strace-log.ts';
import { listFiles } from './read-authored.ts';

const XLAT = 'src/xlat';

/** Text of a file, by its path from the root of the tree; `undefined` when there is none. */
export function straceReader(place: string): (path: string) => string | undefined {
  if (isGit(place)) {
    const files = filesBelow(place, newestTag(place), 'src', '');
    return (path) => files.get(path);
  }
  return (path) =>
    existsSync(join(place, path)) ? readFileSync(join(place, path), 'utf8') : undefined;
}

/** Groups of constants, by path. */
export function straceXlat(place: string): Map<string, string> {
  if (isGit(place)) return filesBelow(place, newestTag(place), XLAT, '.in');
  const names = listFiles(join(place, XLAT)).filter((name) => name.endsWith('.in'));
  return new Map(
    names.map((name) => [`${XLAT}/${name}`, readFileSync(join(place, XLAT, name), 'utf8')]),
  );
}

/** Commit messages up to the release, each after a NUL; an unpacked tree has none. */
export function straceLog(place: string): string | undefined {
  return isGit(place) ? gitMessages(place, newestTag(place)) : undefined;
}

/** What a git directory is; an unpacked tree does not say. */
export function pinStrace(place: string): Omit<Input, 'id'> | undefined {
  if (!isGit(place)) return undefined;
  const version = newestTag(place);
  return { package: 'strace', version, commit: gitCommit(place, version) };
}

function isGit(place: string): boolean {
  return ['.git', 'objects'].some((name) => existsSync(join(place, name)));
}

function newestTag(place: string): string {
  const releases = gitTags(place).filter((tag) => /^v\d+(\.\d+)+$/.test(tag));
  return releases.sort((a, b) => compareReleases(a.slice(1), b.slice(1))).at(-1) ?? 'HEAD';
}
