/**
 * The checks that need a C compiler. A machine without gcc, without seccomp.h or with a kernel that loads no filters says so in one
 * line instead; `.ci/run` installs what they need, and then nothing may be left unchecked.
 */
import { describe, expect, test } from 'vitest';
import { constantsGcc } from '../../data/tools/checks/constants-gcc.ts';
import { seccomp } from '../../data/tools/checks/seccomp.ts';
import { compareTrees } from '../../data/tools/checks/constants-uapi.ts';
import type { ConstantRecord } from '../../data/tools/import/constants.ts';
import { canCompile, withFiles } from '../../data/tools/lib/gcc.ts';
import { readAuthored } from '../../data/tools/lib/read-authored.ts';
import type { Check, CheckContext } from '../../data/tools/checks/check.ts';
import { CALL, dataContext, edit, GOOD_CALL } from '../support/data.ts';

/** Problems; where the machine cannot check, its notes instead. */
function outcome(
  check: Check,
  change: (ctx: CheckContext) => CheckContext = (ctx) => ctx,
  text = GOOD_CALL,
): string {
  const notes: string[] = [];
  const problems = [...check.run(change(dataContext({ [CALL]: text }, notes)))];
  const said = problems.map((p) => `${p.file}:${String(p.line)} ${p.message}`);
  return [...said, ...notes.map((note) => `not checked: ${note}`)].join('\n');
}

const rule = (code: string): string => edit(GOOD_CALL, ['seccomp', 'libseccomp'], code);
const NOT_CHECKED = 'not checked: seccomp';

describe('libseccomp examples', () => {
  const cases: [string, string, RegExp][] = [
    [
      'does not compile',
      'rc = seccomp_rule_add(ctx, NOPE, SCMP_SYS(munlock), 0);\n',
      /munlock\.yaml:\d+ does not compile: 'NOPE' undeclared/,
    ],
    ['adds no rule', 'rc = 0;\n', /adds no rule/],
    [
      'breaks ordinary programs',
      'rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mmap), 0);\n',
      /dlopen\(\) fails under the filter/,
    ],
    [
      'kills them',
      'rc = seccomp_rule_add(ctx, SCMP_ACT_KILL_PROCESS, SCMP_SYS(openat), 0);\n',
      /dies under the filter, signal 31/,
    ],
    [
      'can never match',
      'rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(munlock), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, 4, 3));\n',
      /can never match|a rule fails/,
    ],
    [
      'is contradicted by another rule',
      'rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(munlock), 1, SCMP_A1(SCMP_CMP_EQ, 1));\n' +
        'if (rc == 0) rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(munlock), 0);\n',
      /munlock is not refused with errno|a rule fails|adds no rule/,
    ],
  ];
  test.each(cases)('one that %s is reported', (_, code, expected) => {
    const said = outcome(seccomp, undefined, rule(code));
    expect(said.startsWith(NOT_CHECKED) || expected.test(said) ? '' : said).toBe('');
  });

  test('a good one passes', () => {
    const said = outcome(seccomp);
    expect(said.startsWith(NOT_CHECKED) ? '' : said).toBe('');
  });

  test('a companion that nothing mentions is reported without any compiler', () => {
    const text = edit(GOOD_CALL, ['seccomp', 'companions'], ['mprotect']);
    expect(outcome(seccomp, undefined, text)).toMatch(/companion mprotect stands neither/);
  });
});

describe('constants', () => {
  const SET = 'data/flag-sets/mmap-prot.yaml';
  const sets = readAuthored().flagSets.filter((file) => file.path === SET);
  const withRecords =
    (change: (record: ConstantRecord) => ConstantRecord) =>
    (ctx: CheckContext): CheckContext => {
      const records = ctx.facts.constants.records.map(change);
      const facts = { ...ctx.facts, constants: { ...ctx.facts.constants, records } };
      return { ...ctx, facts, data: { ...ctx.data, flagSets: sets } };
    };

  test('as imported pass', () => {
    const said = outcome(
      constantsGcc,
      withRecords((record) => record),
    );
    expect(said.replace(/^not checked: constants-gcc: .*$/gm, '').trim()).toBe('');
  });

  test('a wrong value is reported by the compiler', () => {
    const wrong = withRecords((record) =>
      record.name === 'PROT_WRITE' ? { ...record, value: 5 } : record,
    );
    const said = outcome(constantsGcc, wrong);
    expect(said).toMatch(/PROT_WRITE is not 5 on x86_64|not checked: constants-gcc: .* for x86_64/);
  });

  test('a table whose headers are gone is reported', () => {
    const said = outcome(
      constantsGcc,
      withRecords((record) => ({ ...record, header: 'x.h' })),
    );
    expect(said).toMatch(/only 0 of \d+ constants compared|not checked: constants-gcc/);
  });

  test('headers of another architecture are read as its compiler does', () => {
    const files = {
      'linux/mman.h': '#ifdef __mips__\n#define MAP_TEST 7\n#else\n#define MAP_TEST 8\n#endif\n',
      'linux/ioctl.h': '',
      'linux/sockios.h': '',
      'mips-linux-gnu/asm/types.h': '',
      'm68k-linux-gnu/asm/types.h': '',
    };
    const record = (name: string, value: number): ConstantRecord => ({
      name,
      value,
      header: 'sys/mman.h',
    });
    const told: string[] = [];
    const problems = withFiles(files, (tree) => [
      ...compareTrees([record('MAP_TEST', 7)], tree, (text) => told.push(text)),
    ]);
    if (!canCompile('')) return;
    expect(problems.map((problem) => problem.message)).toEqual([
      'MAP_TEST has another value on m68k, says gcc with its headers',
    ]);
    expect(told.join()).toMatch(
      /^constants-uapi: 2 values compared on 2 architectures, without x86_64/,
    );
  });
});
