/** Reads a git directory without a work tree, by the `git` command: tags, and files as they were at a tag. */
import { execFileSync } from 'node:child_process';

/** Names of all tags. */
export function gitTags(folder: string): string[] {
  return git(folder, ['tag']).split('\n').filter(Boolean);
}

/** Commit that a tag or branch leads to, 40 hexadecimal digits. */
export function gitCommit(folder: string, name: string): string {
  return git(folder, ['rev-parse', `${name}^{commit}`]).trim();
}

/**
 * Text of the first of `paths` that each tag has, by tag; a tag without any is left out. Contents that several tags
 * share are read once.
 */
export function filesAtTags(
  folder: string,
  tags: readonly string[],
  paths: readonly string[],
): Map<string, string> {
  const asked = tags.flatMap((tag) => paths.map((path) => ({ tag, name: `${tag}:${path}` })));
  const input = asked.map(({ name }) => `${name}\n`).join('');
  const answers = git(folder, ['cat-file', '--batch-check'], input).split('\n');
  const blobs = new Map<string, string>();
  asked.forEach(({ tag }, i) => {
    const [id = '', kind] = (answers[i] ?? '').split(' ');
    if (kind === 'blob' && !blobs.has(tag)) blobs.set(tag, id);
  });
  const texts = new Map(
    [...new Set(blobs.values())].map((id) => [id, git(folder, ['cat-file', 'blob', id])]),
  );
  return new Map([...blobs].map(([tag, id]) => [tag, texts.get(id) ?? '']));
}

function git(folder: string, args: readonly string[], input?: string): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
}
