import { describe, expect, it } from 'vitest';
import type { Settings } from '../../server/src/protocol.ts';
import { links, open } from '../support/feature.ts';

const WX = `#include <sys/mman.h>
int f(void *p, unsigned long n) {
  return mprotect(p, n, PROT_WRITE | PROT_EXEC);
}
$0`;

async function found(
  marked: string,
  settings: Partial<Settings> = {},
  withLinks = true,
): Promise<string[]> {
  const { service, file, text, ctx } = await open(marked, {
    settings,
    ...(withLinks ? { links } : {}),
  });
  return service
    .diagnostics(file, ctx)
    .map(
      (d) =>
        `${d.severity} ${d.code} [${text.slice(d.span.start, d.span.end)}] ${d.href ?? 'no page'}`,
    );
}

describe('diagnostics', () => {
  it('have place, severity, rule and the address of its page', async () => {
    expect(await found(WX)).toEqual([
      'warning mem/write-exec [PROT_EXEC] page:rule/mem%2Fwrite-exec',
    ]);
  });
  it('have no address for a client that opens no pages', async () => {
    expect(await found(WX, {}, false)).toEqual(['warning mem/write-exec [PROT_EXEC] no page']);
  });
  it('follow the settings of the file', async () => {
    expect(await found(WX, { rules: { 'mem/write-exec': 'error' } })).toEqual([
      expect.stringMatching(/^error mem/),
    ]);
    expect(await found(WX, { rules: { 'mem/write-exec': 'off' } })).toEqual([]);
    expect(await found(WX, { leaveToClangTidy: true })).toEqual([]);
  });
  it('can be switched off', async () => {
    expect(await found(WX, { diagnostics: { enabled: false } })).toEqual([]);
  });
  it('have messages of at most 120 characters', async () => {
    const { service, file, ctx } = await open(WX);
    for (const d of service.diagnostics(file, ctx))
      expect(d.message.length).toBeLessThanOrEqual(120);
    expect(service.diagnostics(file, ctx).length).toBe(1);
  });
  it('follow an edit', async () => {
    const { service, file, text, ctx } = await open(WX);
    const at = text.indexOf(' | PROT_EXEC');
    file.update([{ span: { start: at, end: at + ' | PROT_EXEC'.length }, newText: '' }]);
    expect(service.diagnostics(file, ctx)).toEqual([]);
  });
});
