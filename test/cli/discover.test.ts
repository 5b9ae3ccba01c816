/** Which files a command line means. */
import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../server/src/cli/discover.ts';
import { createProjectSource } from '../../server/src/host/project-files.ts';
import { createSourceTree } from '../../server/src/host/source-tree.ts';
import { folder } from '../support/folder.ts';

const projects = () =>
  createProjectSource(() =>
    Promise.resolve({
      isRule: () => true,
      nearRules: () => [],
      isArch: () => true,
      isDistribution: () => true,
    }),
  );

/** Paths found, relative to the root, and the problems as `path: reason`. */
async function found(root: string, paths: readonly string[] = ['.']): Promise<string[]> {
  const { files, problems } = await discover(paths, root, createSourceTree(projects()));
  return [
    ...files.map((file) => relative(root, file)),
    ...problems.map(({ path, reason }) => `${relative(root, path)}: ${reason}`),
  ];
}

describe('discover', () => {
  it('takes C and C++ files of a folder, in order', async () => {
    const root = folder({
      'b.c': '',
      'a.h': '',
      'sub/x.cpp': '',
      'sub/y.cc': '',
      'notes.txt': '',
      'sub/x.o': '',
      'node_modules/p/n.c': '',
    });
    expect(await found(root)).toEqual(['a.h', 'b.c', 'sub/x.cpp', 'sub/y.cc']);
  });

  it('takes each file once, and named files whatever they are called', async () => {
    const root = folder({ 'a.c': '', 'odd.inc': '' });
    expect(await found(root, ['odd.inc', 'a.c', '.', './a.c'])).toEqual(['odd.inc', 'a.c']);
  });

  it('leaves out what .gitignore files leave out, at every depth and with exceptions', async () => {
    const root = folder({
      '.gitignore': 'build/\n*.gen.c\n!keep.gen.c\n',
      'a.c': '',
      'x.gen.c': '',
      'keep.gen.c': '',
      'build/b.c': '',
      'sub/.gitignore': '/local.c\n!y.gen.c\n',
      'sub/local.c': '',
      'sub/y.gen.c': '',
      'sub/deep/local.c': '',
    });
    expect(await found(root)).toEqual(['a.c', 'keep.gen.c', 'sub/deep/local.c', 'sub/y.gen.c']);
  });

  it('asks the .gitignore files above only inside a repository', async () => {
    const files = { '.gitignore': 'gen.c\n', 'sub/gen.c': '', 'sub/a.c': '' };
    const plain = folder(files);
    expect(await found(plain, ['sub'])).toEqual(['sub/a.c', 'sub/gen.c']);
    const repository = folder({ ...files, '.git/info/exclude': 'a.c\n' });
    expect(await found(repository, ['sub'])).toEqual([]);
    expect(await found(repository, ['sub/gen.c'])).toEqual(['sub/gen.c']);
  });

  it('leaves out what the project file ignores, but not a file that is named', async () => {
    const root = folder({
      '.syscall-lens.json': '{"ignore": ["third_party", "*.pb.c"]}',
      'a.c': '',
      'x.pb.c': '',
      'third_party/z.c': '',
    });
    expect(await found(root)).toEqual(['a.c']);
    expect(await found(root, ['third_party/z.c'])).toEqual(['third_party/z.c']);
  });

  it('expands globs that the shell did not', async () => {
    const root = folder({ 'a.c': '', 'b.c': '', 'c.h': '' });
    expect(await found(root, ['*.c'])).toEqual(['a.c', 'b.c']);
    expect(await found(root, ['*.cpp'])).toEqual(['*.cpp: no such file']);
  });

  it('does not follow links in folders', async () => {
    const root = folder({ 'real/a.c': '' });
    symlinkSync(join(root, 'real'), join(root, 'loop'));
    symlinkSync(join(root, 'real/a.c'), join(root, 'b.c'));
    expect(await found(root)).toEqual(['real/a.c']);
    expect(await found(root, ['b.c'])).toEqual(['b.c']);
  });

  it('tells of paths that are not there and goes on', async () => {
    const root = folder({ 'a.c': '' });
    expect(await found(root, ['gone.c', 'a.c'])).toEqual(['a.c', 'gone.c: no such file']);
  });

  it('tells of a link that leads to itself', async () => {
    const root = folder({ 'a.c': '' });
    symlinkSync('loop.c', join(root, 'loop.c'));
    expect(await found(root, ['.', 'loop.c'])).toEqual(['a.c', 'loop.c: too many symbolic links']);
  });
});
