/**
 * The checks that need a C compiler. A machine without gcc, without seccomp.h or with a kernel that loads no filters says so in one
 * line instead; `.ci/run` installs what they need, and then nothing may be left unchecked.
 */
import { describe, expect, test } from 'vitest';
import { constantsGcc } from '../../data/tools/checks/constants-gcc.ts';
import { seccomp } from '../../data/tools/checks/seccomp.ts';
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

test('a wrong value of a constant is reported by the compiler', () => {
  const said = outcome(constantsGcc, (ctx) => {
    const records = ctx.facts.constants.records.map((record) =>
      record.name === 'MAP_SHARED' ? { ...record, value: 5 } : record,
    );
    return { ...ctx, facts: { ...ctx.facts, constants: { ...ctx.facts.constants, records } } };
  });
  expect(said).toMatch(/MAP_SHARED is not 5 on x86_64|not checked: constants-gcc: .* for x86_64/);
});

test('a table that lost its constants is reported', () => {
  const said = outcome(constantsGcc, (ctx) => {
    const records = ctx.facts.constants.records.slice(0, 10);
    return { ...ctx, facts: { ...ctx.facts, constants: { ...ctx.facts.constants, records } } };
  });
  expect(said).toMatch(/only \d+ constants compared|not checked: constants-gcc/);
});
