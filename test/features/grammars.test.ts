/** The TextMate grammars colour what they should: each case is a line and the scopes of some words in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const root = join(import.meta.dirname, '..', '..');
const grammarFiles: Record<string, string> = {
  'source.strace': 'syntaxes/strace.tmLanguage.json',
  'syscall-lens.directive.injection': 'syntaxes/directive.injection.tmLanguage.json',
};

/** A host for the injection: the comments of VS Code's C grammar, and nothing else of it. */
const hostGrammar = JSON.stringify({
  scopeName: 'source.c',
  patterns: [
    { name: 'comment.line.double-slash.c', begin: '//', end: '$' },
    { name: 'comment.block.c', begin: '/\\*', end: '\\*/' },
    { name: 'string.quoted.double.c', begin: '"', end: '"' },
  ],
});

let grammars: Record<string, IGrammar>;

beforeAll(async () => {
  const require = createRequire(import.meta.url);
  await oniguruma.loadWASM(
    readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer,
  );
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => {
      const file = grammarFiles[scope];
      const text = file === undefined ? hostGrammar : readFileSync(join(root, file), 'utf8');
      return Promise.resolve(textmate.parseRawGrammar(text, `${scope}.json`));
    },
    getInjections: (scope) => (scope === 'source.c' ? ['syscall-lens.directive.injection'] : []),
  });
  const load = async (scope: string): Promise<IGrammar> => {
    const grammar = await registry.loadGrammar(scope);
    if (!grammar) throw new Error(`no grammar ${scope}`);
    return grammar;
  };
  grammars = { strace: await load('source.strace'), c: await load('source.c') };
});

/** The innermost scope of `word` in `line`, without the language suffix. */
function scopeOf(language: string, line: string, word: string): string {
  const { tokens } = grammars[language]!.tokenizeLine(line, textmate.INITIAL);
  const offset = line.indexOf(word);
  const token = tokens.find(
    ({ startIndex, endIndex }) => startIndex <= offset && offset < endIndex,
  );
  return (token?.scopes.at(-1) ?? 'none').replace(/\.(strace|c|syscall-lens)$/, '');
}

const openat =
  'openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)';
const mmap =
  '[pid  4711] 12:00:01.250000 mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f2c1a400000 <0.000012>';
const stat =
  '4712 newfstatat(3</etc/hosts>, "", {st_mode=S_IFREG|0644, st_size=221, ...}, AT_EMPTY_PATH) = 0';

describe('strace log', () => {
  test.each([
    [openat, 'openat', 'entity.name.function.syscall'],
    [openat, 'AT_FDCWD', 'variable.other.constant.flag'],
    [openat, '/etc/passwd', 'string.quoted.double'],
    [openat, '= -1', 'keyword.operator.result'],
    [openat, 'ENOENT', 'invalid.errno'],
    [openat, '(No such', 'comment.errno'],
    [mmap, '[pid', 'constant.numeric.pid'],
    [mmap, '12:00:01', 'comment.timestamp'],
    [mmap, 'mmap', 'entity.name.function.syscall'],
    [mmap, 'MAP_ANONYMOUS', 'variable.other.constant.flag'],
    [mmap, 'NULL', 'constant.language.null'],
    [mmap, '0x7f2c', 'constant.numeric.hex'],
    [mmap, '<0.000012>', 'comment.duration'],
    [stat, '4712', 'constant.numeric.pid'],
    [stat, '</etc/hosts>', 'string.other.path'],
    [stat, 'st_mode', 'variable.parameter.field'],
    ['<... futex resumed>) = 0', 'futex', 'entity.name.function.syscall'],
    ['4711  <... read resumed>"x", 1) = 1', 'resumed', 'keyword.control.resumed'],
    [
      'poll([{fd=3, events=POLLIN}], 1, -1 <unfinished ...>',
      '<unfinished',
      'keyword.control.unfinished',
    ],
    [
      '--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR} ---',
      'SIGSEGV',
      'constant.language.signal',
    ],
    ['+++ exited with 0 +++', 'exited', 'keyword.control.event'],
    ['write(1, "a = -1 EPERM (x)\\n", 17) = 17', 'EPERM', 'string.quoted.double'],
  ])('%s: %s', (line, word, scope) => {
    expect(scopeOf('strace', line, word)).toBe(scope);
  });
});

describe('directives in C comments', () => {
  test.each([
    ['// syscall-lens-ignore mem/write-exec: a JIT', 'syscall-lens', 'keyword.control.directive'],
    ['// syscall-lens-ignore mem/write-exec: a JIT', 'mem/', 'entity.name.type.rule'],
    ['// syscall-lens-ignore mem/write-exec: a JIT', 'a JIT', 'string.unquoted.reason'],
    [
      '/* syscall-lens-ignore-file mem/anon-fd, port/magic-flags */',
      'port/',
      'entity.name.type.rule',
    ],
    ['/* syscall-lens-ignore-file mem/anon-fd, port/magic-flags */', '*/', 'comment.block'],
    ['// syscall-lens-ignored is another word', 'syscall-lens', 'comment.line.double-slash'],
    ['char *s = "syscall-lens-ignore mem/write-exec";', 'syscall-lens', 'string.quoted.double'],
  ])('%s: %s', (line, word, scope) => {
    expect(scopeOf('c', line, word)).toBe(scope);
  });
});
