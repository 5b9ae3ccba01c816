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

/** Texts of the files below `folder` of a commit whose names end in `ending`, by path. */
export function filesBelow(
  repository: string,
  commit: string,
  folder: string,
  ending: string,
): Map<string, string> {
  const lines = git(repository, ['ls-tree', '-r', commit, `${folder}/`]).split('\n');
  const files = lines.flatMap((line) => {
    const [, id, path] = /^\d+ blob (\w+)\t(.*)$/.exec(line) ?? [];
    return id === undefined || path?.endsWith(ending) !== true ? [] : [[path, id] as const];
  });
  const texts = blobs(
    repository,
    files.map(([, id]) => id),
  );
  return new Map(files.map(([path], i) => [path, texts[i] ?? '']));
}

/** Messages of a commit and all before it, newest first, each after a NUL. */
export function gitMessages(repository: string, commit: string): string {
  return git(repository, ['log', '--format=%x00%B', commit]);
}

/** Day of a commit: `2026-08-21`. */
export function gitDate(folder: string, commit: string): string {
  return git(folder, ['log', '-1', '--format=%cs', commit]).trim();
}

/** Texts of blobs in the order of `ids`, by one run of git: `<id> blob <bytes>`, the bytes, a newline. */
function blobs(repository: string, ids: readonly string[]): string[] {
  const input = ids.map((id) => `${id}\n`).join('');
  const answer = execFileSync('git', ['-C', repository, 'cat-file', '--batch'], {
    input,
    maxBuffer: 1 << 30,
  });
  const texts: string[] = [];
  for (let at = 0; at < answer.length;) {
    const line = answer.indexOf('\n', at);
    const size = Number(answer.toString('latin1', at, line).split(' ')[2]);
    texts.push(answer.toString('utf8', line + 1, line + 1 + size));
    at = line + size + 2;
  }
  return texts;
}

function git(folder: string, args: readonly string[], input?: string): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
}
