/** `mem/mmap-null-check`: the result of mmap, mremap or shmat tested as if failure were NULL. */
import type { SyscallCall } from '../c/call-site.ts';
import type { ResultTest, ResultUse } from '../c/facts.ts';
import type { TextEdit } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isClear } from './support/arguments.ts';
import { localType } from './support/locals.ts';

export const memMmapNullCheck = defineRule({
  meta: {
    id: 'mem/mmap-null-check',
    summary: 'A failure of mmap, mremap or shmat looked for as NULL',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-253'],
    others: ['clang-tidy:clang-analyzer-unix.StdCLibraryFunctions'],
    messages: {
      null: '{call}() fails with {failed}, not NULL, so this test misses the failure: compare with {failed}.',
    },
    docs: {
      why: `On failure these calls return \`(void *)-1\`, for mmap and mremap by the name of MAP_FAILED. It is not
NULL, not false and, as a pointer, not negative. A test for NULL lets the failure pass, and the program goes on
with the address 0xffffffffffffffff.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == NULL)
        return NULL;
    return p;
}
`,
        `#include <sys/shm.h>

char *attach(int id)
{
    char *p = shmat(id, 0, 0);
    if (!p)
        return 0;
    return p;
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    return p;
}
`,
        `#include <stddef.h>
#include <sys/mman.h>

static void *map(unsigned long n)
{
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

int twice(unsigned long n)
{
    void *p = map(n);
    if (p == NULL)
        return -1;
    return munmap(p, n);
}
`,
      ],
      limits: `Silent as soon as the result is also compared with MAP_FAILED, with -1 or with anything unknown, and
where another value (an initial NULL, a malloc()) can reach the test as well. With MAP_FIXED at an address that may
be 0, NULL is a success.`,
      references: ['man:mmap(2)', 'man:mremap(2)', 'man:shmat(2)', 'CWE-253', 'CERT:ERR33-C'],
    },
  },
  on: ['mmap', 'mmap2', 'mremap', 'shmat'],
  *check(call, ctx) {
    const use = ctx.result(call);
    if (use.kind !== 'assigned' && use.kind !== 'tested') return;
    if (mayBeNull(call, ctx)) return;
    if (use.tests.some((t) => t.kind === 'failed' || t.kind === 'value')) return;
    const wrong = use.tests.filter((t) => t.certain && misses(t, call, use, ctx));
    const first = wrong[0];
    if (first === undefined) return;
    const failed = call.info.fails === '(void *)-1' ? '(void *)-1' : 'MAP_FAILED';
    const edits = wrong.map((t) => mended(t, failed, ctx));
    const whole = edits.every((e) => e !== undefined);
    const fix: Fix = {
      title: `Compare with ${failed}`,
      safety: 'safe',
      edits: edits.flatMap((e) => e ?? []),
    };
    yield {
      message: 'null',
      data: { call: call.name, failed },
      span: first,
      related: [{ span: call.nameSpan, text: 'the result comes from here' }],
      fixes: whole && call.via === 'libc' ? [fix] : [],
    };
  },
});

/** True when the call asks for address 0, or may ask for it: NULL is a success then. */
function mayBeNull(call: SyscallCall, ctx: RuleContext): boolean {
  const flags = argumentTaking(call, 'MAP_FIXED', ctx);
  const addr = argumentOfKind(call, 'address');
  if (flags === undefined || addr === undefined) return false;
  const value = ctx.value(flags.expr);
  const anywhere = isClear(value, 'MAP_FIXED', ctx) && isClear(value, 'MAP_FIXED_NOREPLACE', ctx);
  return !anywhere && ['null', 'unknown'].includes(ctx.origin(addr.expr, call).kind);
}

const INTEGER_CAST =
  /\(\s*(?:const\s+)?(?:(?:un)?signed\s+)?(?:long|int|s?size_t|u?intptr_t|ptrdiff_t|off_t|u?int\d+_t)[\w ]*\)/;

/** Does the test take the failure for a success? A pointer is never negative, an integer that holds it may be. */
function misses(test: ResultTest, call: SyscallCall, use: ResultUse, ctx: RuleContext): boolean {
  if (test.kind !== 'negative') return test.kind === 'null' || test.kind === 'falsy';
  if (INTEGER_CAST.test(ctx.text(test))) return false;
  if (use.kind === 'tested') return call.via === 'libc';
  return localType(call.fn, use.variable)?.includes('*') === true;
}

/** The test written against the failure value; `undefined` where it is not simple enough to rewrite. */
function mended(
  test: ResultTest,
  failed: string,
  ctx: RuleContext,
): readonly TextEdit[] | undefined {
  const text = ctx.text(test);
  const subject = ctx.text(test.subject);
  if (test.kind === 'null') {
    return test.other === undefined ? undefined : [{ span: test.other, newText: failed }];
  }
  if (test.kind === 'negative') {
    if (test.other === undefined || !isBare(text.replace(/[<>]=?\s*0|0\s*[<>]=?/, ''), subject)) {
      return undefined;
    }
    const swapped = test.other.start < test.subject.start;
    const below = test.op.startsWith(swapped ? '>' : '<');
    return [{ span: test, newText: `${subject} ${below ? '==' : '!='} ${failed}` }];
  }
  const before = { start: test.start, end: test.start + 1 };
  const after = { start: test.end, end: test.end };
  if (test.op === '!' && text.startsWith('!') && !text.startsWith('!!')) {
    return [
      { span: before, newText: '' },
      { span: after, newText: ` == ${failed}` },
    ];
  }
  if (test.op !== '') return undefined;
  if (isBare(text, subject)) {
    const at = { start: test.subject.end, end: test.subject.end };
    return [{ span: at, newText: ` != ${failed}` }];
  }
  // `if (p = mmap(…))`: the assignment needs parentheses of its own.
  const inner = /^\((.*)\)$/s.exec(text)?.[1];
  const assignment = new RegExp(`^${subject.replace(/\W/g, '\\$&')}\\s*=(?!=)`);
  if (!assignment.test(inner ?? text)) return undefined;
  const outer = inner === undefined ? `(${text}) != ${failed}` : `((${inner}) != ${failed})`;
  return [{ span: test, newText: outer }];
}

/** True when nothing but parentheses and space stands around the subject. */
function isBare(text: string, subject: string): boolean {
  const strip = (s: string): string => s.replace(/[\s()]/g, '');
  return strip(text) === strip(subject);
}
