/** Variables at file level, as tokens show them. */
import { expect, test } from 'vitest';
import { fileVariables } from '../../server/src/core/c/file-variables.ts';
import { openFile } from '../support/lint.ts';

async function read(text: string): Promise<readonly string[]> {
  const file = await openFile(text);
  return [...file.segmentList()].flatMap(({ segment }) =>
    fileVariables(segment).map((v) => `${v.words.join(' ')} ${v.name}${v.isPlain ? ' plain' : ''}`),
  );
}

test('each variable with the words before it', async () => {
  expect(
    await read(`#include <signal.h>
#define STOP int stop;
static volatile sig_atomic_t stop;
extern int n, *p, a[3];
const char *name = "x;y", **more = 0;
struct pair { int left; int right; } both = { 1, 2 };
static struct pair *first;
int f(void) { static int inner; int local = 1; return local + inner; }
unsigned long last = sizeof(int) * 8;
`),
  ).toEqual([
    'static volatile sig_atomic_t stop plain',
    'extern int n',
    'extern int p',
    'extern int a',
    'const char name',
    'const char more',
    'struct pair both plain',
    'static struct pair first',
    'unsigned long last plain',
  ]);
});

test('functions, types and pointers to functions are no variables', async () => {
  expect(
    await read(`typedef int number;
int declared(int a, int b);
void (*handler)(int);
enum { ONE, TWO } which;
static inline int twice(int a)
{
    return 2 * a;
}
MACRO(x)
struct only { int field; };
`),
  ).toEqual([]);
});

test('the words of the type are where they stand', async () => {
  const text = 'static int stop;\n';
  const file = await openFile(text);
  const [placed] = [...file.segmentList()];
  const [variable] = placed ? fileVariables(placed.segment) : [];
  expect(variable && text.slice(variable.type.start, variable.type.end)).toBe('static int');
  expect(variable && text.slice(variable.nameSpan.start, variable.nameSpan.end)).toBe('stop');
});
