/** Bytes to text and back: nothing is lost, whatever the encoding. */
import { chmodSync, readFileSync, statSync, symlinkSync, lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeSource,
  encodeSource,
  readSource,
  writeSource,
} from '../../server/src/cli/read-source.ts';
import { folder } from '../support/folder.ts';

describe('decode and encode', () => {
  it.each([
    ['UTF-8', Buffer.from('/* é 💡 */\r\nint x;'), 'utf8', false],
    ['UTF-8 with a mark', Buffer.from('\uFEFFint x;'), 'utf8', true],
    ['Latin-1', Buffer.from('/* caf\u00e9 */ int x;', 'latin1'), 'latin1', false],
    ['UTF-16 LE', Buffer.from('\uFEFFint é;', 'utf16le'), 'utf16le', true],
    ['UTF-16 BE', Buffer.from('\uFEFFint é;', 'utf16le').swap16(), 'utf16be', true],
  ] as const)('reads %s and gives the same bytes back', (_, bytes, encoding, bom) => {
    const source = decodeSource(bytes);
    expect(source).toMatchObject({ encoding, bom, bytes: bytes.length });
    expect(source.text).not.toContain('\uFEFF');
    expect(source.text).toContain('int ');
    expect(Buffer.from(encodeSource(source.text, source))).toEqual(Buffer.from(bytes));
  });

  it('keeps every byte of any text without a zero', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1 }), (bytes) => {
        fc.pre(
          !(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff),
        );
        fc.pre(!(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf));
        const source = decodeSource(bytes);
        expect(Buffer.from(encodeSource(source.text, source))).toEqual(Buffer.from(bytes));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('refuses binary contents', () => {
    expect(() => decodeSource(Buffer.from('\u007fELF\u0000\u0001'))).toThrow('binary file');
  });
});

describe('files', () => {
  it('are replaced in one step, with their mode', async () => {
    const root = folder({ 'a.c': 'int a;\n' });
    const path = join(root, 'a.c');
    chmodSync(path, 0o640);
    await writeSource(readSource(path), 'int b;\n');
    expect(readFileSync(path, 'utf8')).toBe('int b;\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('stay behind their link', async () => {
    const root = folder({ 'real.c': 'int a;\n' });
    const link = join(root, 'link.c');
    symlinkSync('real.c', link);
    await writeSource(readSource(link), 'int b;\n');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'real.c'), 'utf8')).toBe('int b;\n');
  });

  it('are left alone when somebody else has changed them', async () => {
    const root = folder({ 'a.c': 'int a;\n' });
    const path = join(root, 'a.c');
    const source = readSource(path);
    writeFileSync(path, 'int changed;\n');
    await expect(writeSource(source, 'int b;\n')).rejects.toThrow('changed while');
    expect(readFileSync(path, 'utf8')).toBe('int changed;\n');
  });

  it.each([
    ['gone.c', 'no such file'],
    ['.', 'is a folder'],
  ])('%s cannot be read: %s', (name, reason) => {
    expect(() => readSource(join(folder(), name))).toThrow(reason);
  });
});
