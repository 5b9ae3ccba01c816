/** The runner: severities, superseding, once-per-file findings, `#if` branches, caching, errors, fixes. */
import { describe, expect, test, vi } from 'vitest';
import { rules } from '../../server/src/core/rules/index.ts';
import { memZeroLength } from '../../server/src/core/rules/mem-zero-length.ts';
import * as runner from '../../server/src/core/rules/runner.ts';
import { planOf } from '../../server/src/core/rules/support/plan.ts';
import type { RulePreset, RuleSetting } from '../../server/src/protocol.ts';
import { applySafeFixes } from '../../server/src/core/rules/support/apply-fixes.ts';
import type { FileFinding } from '../../server/src/core/rules/support/placing.ts';
import { testKb } from '../support/kb.ts';
import * as lint from '../support/lint.ts';
import { openFile, targetOf } from '../support/lint.ts';

const inFunction = (body: string): string =>
  `#include <stddef.h>\n#include <sys/mman.h>\nvoid f(void *p, size_t n, int fd)\n{\n${body}\n}\n`;
const RWX = 'mprotect(p, n, PROT_READ | PROT_WRITE | PROT_EXEC);';
const ids = (found: readonly FileFinding[]): string[] => found.map((f) => f.rule);
/** The rules that these tests are about; the others are off unless a test turns them on. */
const SUBJECTS = [
  ...['arg/logical-op', 'mem/anon-fd', 'mem/map-type-missing', 'mem/missing-anonymous'],
  ...['mem/obsolete-map-flag', 'mem/write-exec', 'mem/zero-length', 'port/magic-flags'],
];
const quiet: Record<string, RuleSetting> = Object.fromEntries(
  rules
    .map((r) => r.meta.id)
    .filter((id) => !SUBJECTS.includes(id))
    .map((id) => [id, 'off']),
);
const lintText = (text: string, request: lint.LintRequest = {}): ReturnType<typeof lint.lintText> =>
  lint.lintText(text, { ...request, settings: { ...quiet, ...request.settings } });
const lintFile = (
  file: Parameters<typeof lint.lintFile>[0],
  request: lint.LintRequest = {},
): ReturnType<typeof lint.lintFile> =>
  lint.lintFile(file, { ...request, settings: { ...quiet, ...request.settings } });
const runRules: typeof runner.runRules = (file, options) =>
  runner.runRules(file, { ...options, rules: { ...quiet, ...options.rules } });

/** Settings with which these rules run and no others. */
const only = (...on: readonly string[]): Record<string, RuleSetting> =>
  Object.fromEntries(rules.map(({ meta }) => [meta.id, on.includes(meta.id) ? 'on' : 'off']));
const severities = (found: readonly FileFinding[]): string[] => found.map((f) => f.severity);

describe('severity', () => {
  test('is what the rule ships with, or what the settings say', async () => {
    const text = inFunction(RWX);
    expect(severities(await lintText(text))).toEqual(['warning']);
    for (const severity of ['error', 'information', 'hint'] as const) {
      const found = await lintText(text, { settings: { 'mem/write-exec': severity } });
      expect(severities(found)).toEqual([severity]);
    }
    expect(severities(await lintText(text, { settings: { 'mem/write-exec': 'on' } }))).toEqual([
      'warning',
    ]);
    expect(await lintText(text, { settings: { 'mem/write-exec': 'off' } })).toEqual([]);
  });

  test('falls one level where the code expects the failure, and no fix is safe there', async () => {
    const call = 'mmap(NULL, n, PROT_READ, MAP_PRIVATE, -1, 0)';
    const settings = only('mem/missing-anonymous');
    const sure = await lintText(inFunction(`${call};`), { settings });
    const test = `if (${call} == MAP_FAILED && errno == EBADF) return;`;
    const expected = await lintText(inFunction(test), { settings });
    expect(severities(sure)).toEqual(['error']);
    expect(severities(expected)).toEqual(['warning']);
    expect(sure[0]?.fixes.map((f) => f.safety)).toEqual(['safe']);
    expect(expected[0]?.fixes.map((f) => f.safety)).toEqual(['unsafe']);
  });

  test('a lower finding stays as far below as its rule says', async () => {
    const text = inFunction('mprotect(p, n, PROT_READ + PROT_WRITE);');
    expect(severities(await lintText(text))).toEqual(['warning']);
    const settings = { 'arg/logical-op': 'warning' } as const;
    expect(severities(await lintText(text, { settings }))).toEqual(['information']);
  });

  test('a preset turns on what ships off, what is set by name holds', async () => {
    const off = rules.find((r) => r.meta.severity === 'off');
    const on = (preset: RulePreset, chosen = {}): boolean =>
      planOf(rules, { preset, rules: chosen }).rule(off?.meta.id ?? '') !== undefined;
    expect(off).toBeDefined();
    expect(on('recommended')).toBe(false);
    expect(on('all')).toBe(true);
    expect(on('all', { [off?.meta.id ?? '']: 'off' })).toBe(false);
    const adds = (preset: RulePreset): string[] =>
      rules
        .filter((r) => r.meta.severity === 'off' && planOf(rules, { preset }).rule(r.meta.id))
        .map((r) => r.meta.id);
    expect(adds('portability').every((id) => /^(?:port|raw)\//.test(id))).toBe(true);
    const file = await openFile(
      inFunction('mmap(0, n, 0x22, MAP_PRIVATE | MAP_GROWSDOWN, fd, 0);'),
    );
    const kb = testKb();
    const found = (preset: RulePreset): string[] =>
      ids(runRules(file, { kb, target: targetOf(), preset }));
    expect(found('recommended')).not.toContain('mem/obsolete-map-flag');
    expect(found('all')).toContain('mem/obsolete-map-flag');
  });

  test('in a test file everything is one level lower', async () => {
    const file = await openFile(inFunction('munmap(p, 0);'));
    const options = { kb: testKb(), target: targetOf() };
    expect(severities(runRules(file, options))).toEqual(['error']);
    expect(severities(runRules(file, { ...options, testFile: true }))).toEqual(['warning']);
  });

  test('one switch leaves to clang-tidy what it sees too, unless a rule is named', async () => {
    const file = await openFile(inFunction(RWX));
    const options = { kb: testKb(), target: targetOf(), leaveToClangTidy: true };
    expect(runRules(file, options)).toEqual([]);
    const named = { ...options, rules: { 'mem/write-exec': 'warning' as const } };
    expect(ids(runRules(file, named))).toEqual(['mem/write-exec']);
  });
});

describe('one root cause, one finding', () => {
  test('a missing type hides the missing MAP_ANONYMOUS on the same call', async () => {
    const text = inFunction('mmap(NULL, n, PROT_READ, MAP_POPULATE, -1, 0);');
    const both = only('mem/map-type-missing', 'mem/missing-anonymous');
    expect(ids(await lintText(text, { settings: both }))).toEqual(['mem/map-type-missing']);
    const settings = only('mem/missing-anonymous');
    expect(ids(await lintText(text, { settings }))).toEqual(['mem/missing-anonymous']);
  });

  test('once per file: the others are listed with the first', async () => {
    const text = inFunction(`${RWX}\n${RWX}\n${RWX}`);
    const [first, ...more] = await lintText(text);
    expect(more).toEqual([]);
    expect(first?.related.map((r) => text.slice(r.span.start, r.span.end))).toEqual([
      'PROT_EXEC',
      'PROT_EXEC',
    ]);
  });

  test('once per file: a suppressed first place hands over to the next', async () => {
    const text = inFunction(`${RWX} // syscall-lens-ignore mem/write-exec: known\n${RWX}`);
    const [first, ...more] = await lintText(text);
    expect(more).toEqual([]);
    expect(first?.span.start).toBe(text.lastIndexOf('PROT_EXEC'));
  });
});

describe('silence', () => {
  test.each([
    ['a syntax error in the call', 'munmap(p, 0 0);'],
    ['#if 0', '#if 0\nmunmap(p, 0);\n#endif'],
    ['the branch for systems without the constant', '#ifndef MAP_ANONYMOUS\nmunmap(p, 0);\n#endif'],
    ['the other branch of such a test', '#ifdef MAP_ANONYMOUS\n;\n#else\nmunmap(p, 0);\n#endif'],
    ['a string', 'char *s = "munmap(p, 0)";'],
    ['a comment', '/* munmap(p, 0) */'],
    ['a member', 'struct ops *o = p; o->munmap(p, 0);'],
  ])('%s', async (_, body) => {
    expect(await lintText(inFunction(body))).toEqual([]);
  });

  test('but not in other branches', async () => {
    const text = inFunction('#ifdef MAP_ANONYMOUS\nmunmap(p, 0);\n#else\n;\n#endif');
    expect(ids(await lintText(text))).toEqual(['mem/zero-length']);
  });
});

describe('findings', () => {
  test('come in order of place, in file offsets', async () => {
    const text = `${inFunction('munmap(p, 0);')}${inFunction('mprotect(p, n, 3);\nmunmap(p, 0);').replace('void f', 'void g')}`;
    const found = await lintText(text);
    expect(found.map((f) => text.slice(f.span.start, f.span.end))).toEqual(['0', '3', '0']);
    expect(found.map((f) => text.slice(f.call.start, f.call.start + 6))).toEqual([
      'munmap',
      'mprote',
      'munmap',
    ]);
  });

  test('a fix brings the header that its names need, once', async () => {
    const text =
      '#include <unistd.h>\n\nvoid f(void *p)\n{\n    syscall(10, p);\n    mprotect(p, 1, 1);\n    mprotect(p, 1, 3);\n}\n';
    const { text: fixed, applied } = applySafeFixes(text, await lintText(text));
    expect(applied).toBe(2);
    expect(fixed).toContain('mprotect(p, 1, PROT_READ | PROT_WRITE)');
    expect(fixed.match(/#include <sys\/mman\.h>\n/g)).toHaveLength(1);
  });

  test("a line end is the file's own", async () => {
    const text = '#include <unistd.h>\r\nvoid f(void *p)\r\n{\r\n    mprotect(p, 1, 1);\r\n}\r\n';
    const { text: fixed } = applySafeFixes(text, await lintText(text));
    expect(fixed).toContain('#include <sys/mman.h>\r\n');
    expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('fixes that touch the same text are not applied together', async () => {
    const text = inFunction('mmap(NULL, n, PROT_READ, 0x20, -1, 0);');
    const found = await lintText(text);
    expect(ids(found)).toEqual(['mem/map-type-missing', 'port/magic-flags']);
    const once = applySafeFixes(text, found);
    expect(once.applied).toBe(1);
    const twice = applySafeFixes(once.text, await lintText(once.text));
    expect(twice.text).toContain('mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)');
  });
});

describe('a rule that throws', () => {
  const rule = memZeroLength;
  const text = inFunction('munmap(p, 0); mprotect(p, n, 3);');

  test('is named, and the others go on', async () => {
    const check = vi.spyOn(rule, 'check').mockImplementation(() => {
      throw new Error('a slip');
    });
    const said: string[] = [];
    const file = await openFile(text);
    const found = runRules(file, {
      kb: testKb(),
      target: targetOf(),
      onError: (id, error) => said.push(`${id}: ${String(error)}`),
    });
    expect(said).toEqual(['mem/zero-length: Error: a slip']);
    expect(ids(found)).toEqual(['port/magic-flags']);
    expect(() => lintFile(file, { settings: { 'mem/anon-fd': 'off' } })).toThrow('a slip');
    check.mockRestore();
  });
});

describe('a second run', () => {
  test('asks no rule again about a call whose surroundings are the same', async () => {
    const one = inFunction('munmap(p, 0);');
    const two = inFunction('munmap(p, 0);').replace('void f', 'void g');
    const gap = '/* a comment as long as a page of text */\n'.repeat(200);
    const file = await openFile(one + gap + two);
    const rule = memZeroLength;
    const check = vi.spyOn(rule, 'check');
    expect(lintFile(file)).toHaveLength(2);
    expect(check).toHaveBeenCalledTimes(2);
    const at = file.text().lastIndexOf('munmap(p, 0)') + 'munmap(p, '.length;
    file.update([{ span: { start: at, end: at + 1 }, newText: '0 * 2' }]);
    const found = lintFile(file);
    expect(found.map((f) => file.slice(f.span.start, f.span.end))).toEqual(['0', '0 * 2']);
    // Only g was judged again.
    expect(check).toHaveBeenCalledTimes(3);
    lintFile(file, { options: new Map([['arch', 'aarch64']]) });
    expect(check).toHaveBeenCalledTimes(5);
    check.mockRestore();
  });
});
