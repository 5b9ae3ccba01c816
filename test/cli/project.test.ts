/** Project files: what is read, what is refused and on which line. */
import { describe, expect, it } from 'vitest';
import {
  effectiveSettings,
  isIgnored,
  requestContext,
} from '../../server/src/project/effective.ts';
import { globMatcher } from '../../server/src/project/globs.ts';
import { parseProject, type KnownNames } from '../../server/src/project/parse.ts';
import { defaultSettings, parseSettings } from '../../server/src/project/settings.ts';
import { isTestFile } from '../../server/src/project/test-files.ts';
import { testKb } from '../support/kb.ts';

const known: KnownNames = {
  isRule: (id) => ['mem/write-exec', 'mem/anon-fd'].includes(id),
  nearRules: (id) => (id === 'mem/write-exce' ? ['mem/write-exec'] : []),
  isArch: (name) => ['x86_64', 'aarch64', 'arm64'].includes(name),
  isDistribution: (id) => id === 'debian-12',
};
const read = (text: string) => parseProject(text, known);
const reasons = (text: string): string[] =>
  read(text).problems.map(({ line, severity, reason }) => `${line} ${severity}: ${reason}`);

describe('project file', () => {
  it('is JSON with comments, trailing commas and a byte order mark', () => {
    const { project, problems } = read(`\uFEFF{
      // what it runs on
      "target": { "kernel": "5.10", "architectures": ["x86_64", "arm64"], "libc": "musl", "container": "docker", },
      "rules": { "mem/write-exec": "off", "mem/anon-fd": "warning" }, /* two */
      "ignore": ["third_party/"],
      "overrides": [{ "files": ["tests/**"], "rules": { "mem/anon-fd": "off" } }],
      "leaveToClangTidy": true,
    }`);
    expect(problems).toEqual([]);
    expect(project).toEqual({
      target: {
        kernel: '5.10',
        architectures: ['x86_64', 'arm64'],
        libc: 'musl',
        container: 'docker',
      },
      rules: { 'mem/write-exec': 'off', 'mem/anon-fd': 'warning' },
      ignore: ['third_party/'],
      overrides: [{ files: ['tests/**'], rules: { 'mem/anon-fd': 'off' } }],
      leaveToClangTidy: true,
    });
  });

  it.each([
    ['{"rules": 3', ['1 error: not valid JSON (close brace expected)']],
    ['', ['1 error: not valid JSON (value expected)']],
    ['[]', ['1 error: the project file must be an object']],
    ['{"rules": 3}', ['1 error: rules must be an object']],
    [
      '{\n"target": {\n"kernel": 5.10 } }',
      ['3 error: target.kernel must be a release in quotes, such as "5.10"'],
    ],
    [
      '{"target": {"architectures": ["x86_64", "vax"]}}',
      ["1 error: target.architectures: unknown architecture 'vax'"],
    ],
    [
      '{"target": {"distribution": "debian-99"}}',
      ['1 error: target.distribution must be a preset such as "debian-12"'],
    ],
    ['{"target": {"libc": "newlib"}}', ['1 error: target.libc must be one of glibc, musl']],
    [
      '{\r\n"rules": {\r\n"mem/write-exec": "loud"}}',
      ['3 error: rule mem/write-exec must be one of off, on, error, warning, information, hint'],
    ],
    ['{"ignore": "x"}', ['1 error: ignore must be a list of strings']],
    ['{"ignore": ["a", 1]}', ['1 error: ignore must hold strings only']],
    ['{"overrides": {}}', ['1 error: overrides must be a list']],
    ['{"overrides": [{"rules": {}}]}', ['1 error: overrides[0] needs files']],
    [
      '{"rules": {\n"mem/write-exce": "off", "mem/zzz": "off"}}',
      [
        "2 warning: unknown rule 'mem/write-exce', did you mean 'mem/write-exec'?",
        "2 warning: unknown rule 'mem/zzz'",
      ],
    ],
    [
      '{"$schema": "x", "target": {"kernal": "5.10"}}',
      ["1 warning: unknown member 'kernal' in target, it has no effect"],
    ],
  ])('%j is told with its line', (text, expected) => {
    expect(reasons(text)).toEqual(expected);
  });

  it('uses what is right beside what is wrong', () => {
    const { project } = read('{"ignore": 1, "rules": {"mem/anon-fd": 2, "mem/write-exec": "off"}}');
    expect(project.rules).toEqual({ 'mem/write-exec': 'off' });
  });
});

describe('globs', () => {
  it.each([
    ['third_party', 'third_party/zlib/a.c', true],
    ['third_party/', 'src/third_party/a.c', true],
    ['./tests/**', 'tests/unit/a.c', true],
    ['tests/**', 'src/tests/a.c', false],
    ['*.gen.c', 'src/deep/x.gen.c', true],
    ['src/*.c', 'src/a.c', true],
    ['src/*.c', 'src/deep/a.c', false],
    ['.cache', '.cache/a.c', true],
    ['**', '../outside.c', false],
    ['', 'a.c', false],
  ])('%s matches %s: %s', (glob, path, expected) => {
    expect(globMatcher([glob])(path)).toBe(expected);
  });
});

describe('what holds for a file', () => {
  const { project } = read(`{
    "target": { "kernel": "5.10" },
    "rules": { "mem/write-exec": "error" },
    "ignore": ["gen"],
    "overrides": [
      { "files": ["tests"], "rules": { "mem/write-exec": "hint" } },
      { "files": ["tests/jit.c"], "rules": { "mem/write-exec": "off" } }
    ]
  }`);
  const settings = parseSettings({
    target: { kernel: '4.4', libc: 'musl' },
    rules: { 'mem/write-exec': 'off', 'mem/anon-fd': 'off' },
  }).settings;
  const at = (path: string) => effectiveSettings(settings, project, path);

  it('is the project file over the settings, member by member', () => {
    expect(at('src/a.c').target).toEqual({ kernel: '5.10', libc: 'musl' });
    expect(at('src/a.c').rules).toEqual({ 'mem/write-exec': 'error', 'mem/anon-fd': 'off' });
  });

  it('is the last override that names the file', () => {
    expect(at('tests/a.c').rules['mem/write-exec']).toBe('hint');
    expect(at('tests/jit.c').rules['mem/write-exec']).toBe('off');
  });

  it('is nothing for what the project file leaves out', () => {
    expect(isIgnored(project, 'gen/a.c')).toBe(true);
    expect(isIgnored(project, 'src/a.c')).toBe(false);
    expect(isIgnored(undefined, 'gen/a.c')).toBe(false);
  });
});

describe('settings of a client', () => {
  it.each([[undefined], [null], [{}], [{ hover: null, target: { kernel: null, libc: null } }]])(
    '%j gives the defaults and no problem',
    (value) => {
      expect(parseSettings(value)).toEqual({ settings: defaultSettings, problems: [] });
    },
  );

  it.each([
    ['tests/open.c', true],
    ['src/test/a/b.c', true],
    ['test_open.c', true],
    ['open_test.cpp', true],
    ['t/helper/a.c', true],
    ['src/testfile.c', true],
    ['src/latest.c', false],
    ['contest/a.c', false],
    ['/home/tests/src/a.c', false],
    ['/home/src/tests/a.c', true],
    ['../tests/src/a.c', false],
    ['C:\\src\\tests\\a.c', true],
    ['', false],
  ])('a test by its name: %s', (path, is) => {
    expect(isTestFile(path)).toBe(is);
    const testFile = (settings: typeof defaultSettings): unknown =>
      requestContext(settings, testKb(), undefined, path).testFile;
    expect(testFile(defaultSettings)).toBe(is);
    expect(testFile({ ...defaultSettings, testFiles: 'same' })).toBe(false);
  });

  it('read the preset and the policy for tests, the project file over them', () => {
    const { settings, problems } = parseSettings({ preset: 'security', testFiles: 'some' });
    expect(problems).toEqual(['testFiles must be one of lower, same']);
    expect(settings).toMatchObject({ preset: 'security', testFiles: 'lower' });
    const { project } = parseProject('{"preset": "all", "testFiles": "same"}', known);
    expect(effectiveSettings(settings, project, 'a.c')).toMatchObject({
      preset: 'all',
      testFiles: 'same',
    });
  });

  it('keep what is right and name what is wrong', () => {
    const { settings, problems } = parseSettings({
      hover: { detail: 'huge', enabled: 'yes', signature: 'never' },
      inlayHints: { enabled: true },
      rules: { 'mem/anon-fd': 'off', 'mem/write-exec': 1 },
      target: { kernel: 'new', architectures: 'x86_64' },
      completion: [],
    });
    expect(problems).toEqual([
      'target.kernel must be a release such as "5.10"',
      'target.architectures must be a list of names',
      'hover.enabled must be true or false',
      'hover.detail must be one of compact, standard, full',
      'completion must be an object',
      'rules: mem/write-exec must be one of off, on, error, warning, information, hint',
    ]);
    expect(settings).toEqual({
      ...defaultSettings,
      hover: { enabled: true, detail: 'standard', signature: 'never' },
      inlayHints: { enabled: true },
      rules: { 'mem/anon-fd': 'off' },
    });
  });
});
