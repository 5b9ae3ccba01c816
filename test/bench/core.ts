/** Measures the core alone: opening, typing and linting against parsing everything. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
import { requestContext } from '../../server/src/project/effective.ts';
import { defaultSettings } from '../../server/src/project/settings.ts';
import { createLanguageService } from '../../server/src/core/service.ts';
import { testKb } from '../support/kb.ts';
import { testParser } from '../support/parser.ts';
import { median, ms, print, quantiles, times } from './measure.ts';

const require = createRequire(import.meta.url);

/** tree-sitter alone, as a server that keeps one tree per file would use it. */
async function bareParser(): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(readFileSync(require.resolve('tree-sitter-c/tree-sitter-c.wasm'))),
  );
  return parser;
}

/** Figures for one text. */
export async function measureCore(name: string, text: string): Promise<void> {
  const kb = testKb();
  const service = createLanguageService({
    parser: await testParser(),
    kb,
    log: () => undefined,
    strict: true,
  });
  const ctx = requestContext(defaultSettings, kb);
  const bare = await bareParser();
  const lines = text.split('\n').length;
  const runs = lines > 50_000 ? 5 : 30;

  const full = await median(runs, () => bare.parse((i) => text.slice(i, i + 5000))?.delete());
  const tree = bare.parse(text);
  const at = text.indexOf('total', text.length / 2);
  const incremental = await median(runs, () => {
    const point = { row: text.slice(0, at).split('\n').length - 1, column: 0 };
    tree?.edit({
      startIndex: at,
      oldEndIndex: at,
      newEndIndex: at,
      startPosition: point,
      oldEndPosition: point,
      newEndPosition: point,
    } as never);
    bare.parse(text, tree)?.delete();
  });
  tree?.delete();

  const open = await median(runs, () => service.diagnostics(service.open(text, 'c'), ctx));
  const file = service.open(text, 'c');
  service.diagnostics(file, ctx);
  const keys: number[] = [];
  for (let i = 0; i < 200; i++) {
    const place = file.text().indexOf('\n    return', Math.floor((file.length * (i % 97)) / 97));
    const start = performance.now();
    file.update([{ span: { start: place, end: place }, newText: 'x' }]);
    service.diagnostics(file, ctx);
    keys.push(performance.now() - start);
    file.update([{ span: { start: place, end: place + 1 }, newText: '' }]);
  }
  const key = quantiles(keys);
  const call = text.indexOf('mmap(NULL', text.length / 2);
  const target = service.open(text, 'c');
  const hover = await median(200, () => service.hover(target, call + 1, ctx));
  const completion = await median(200, () =>
    service.completion(target, call + 'mmap(NULL, size, '.length, ctx),
  );

  print(`${name}: ${lines} lines, ${(text.length / 1e6).toFixed(2)} MB`, [
    { what: 'one full parse', figure: ms(full) },
    { what: 'one incremental parse', figure: ms(incremental) },
    {
      what: 'open → diagnostics',
      figure: ms(open),
      ratio: `${times(open, full)} of a full parse`,
      goal: '≤ 0.33×',
    },
    {
      what: 'keystroke → diagnostics',
      figure: `p50 ${ms(key.p50)}, p99 ${ms(key.p99)}`,
      ratio: `${times(key.p50, incremental)} of an incremental parse`,
      goal: '≤ 0.04×',
    },
    { what: 'hover', figure: ms(hover) },
    { what: 'completion', figure: ms(completion) },
  ]);
}
