/** The check that a fix writes: where it goes, and how it leaves the function. */
import { expect, test } from 'vitest';
import { functionsWith, wordSet } from '../../server/src/core/c/mentions.ts';
import { insertedCheck } from '../../server/src/core/rules/support/error-style.ts';
import { openFile } from '../support/lint.ts';

/** The text after a check of `r` was written behind the call of `here()`; `undefined` where none can be. */
async function checked(text: string): Promise<string | undefined> {
  const file = await openFile(text);
  for (const { fn, unit, base } of functionsWith(file, wordSet(['here']))) {
    const call = fn.calls.find((c) => unit.facts.text(c.expr.callee) === 'here')?.expr;
    const edit = call && insertedCheck(fn, call, 'r < 0', (span) => unit.facts.text(span));
    if (!edit) return undefined;
    const at = base + edit.span.start;
    return text.slice(0, at) + edit.newText + text.slice(at);
  }
  return undefined;
}

const around = (type: string, before: string, behind = ''): string =>
  `${type}f(int x)\n{\n    int r;\n${before}    r = here();\n${behind}    use(r);\n}\n`;

test.each([
  ['int ', '    if (open("a", 0) < 0)\n        return -2;\n', '', 'return -2;'],
  ['int ', '    if (!x) {\n        puts("x");\n        goto out;\n    }\n', '', 'goto out;'],
  ['int ', '', '    if (x == -1)\n        return -errno;\n', 'return -errno;'],
  ['int ', '    if (close(x) != 0)\n        exit(EXIT_FAILURE);\n', '', 'exit(EXIT_FAILURE);'],
  ['int ', '    if (x < 0)\n        err(3, "x is %d", x);\n', '', 'exit(3);'],
  ['int ', '    if (x > 3)\n        return 7;\n', '', 'return -1;'],
  ['int ', '    if (x < 0)\n        return x;\n', '', 'return -1;'],
  ['void *', '', '', 'return NULL;'],
  ['static bool ', '', '', 'return false;'],
  ['void ', '', '', 'return;'],
])('%s with its own checks', async (type, before, behind, leave) => {
  const text = around(type, before, behind);
  const check = `    r = here();\n    if (r < 0)\n        ${leave}\n`;
  expect(await checked(text)).toBe(text.replace('    r = here();\n', check));
});

test('main leaves with 1', async () => {
  const text = 'int main(void)\n{\n\tint r = here();\n\treturn r;\n}\n';
  const after = 'int r = here();\n\tif (r < 0)\n\t\treturn 1;\n';
  expect(await checked(text)).toBe(text.replace('int r = here();\n', after));
});

test.each([
  [
    'a branch without braces',
    'int f(int x)\n{\n    if (x)\n        x = here();\n    return x;\n}\n',
  ],
  ['a condition', 'int f(int x)\n{\n    if (here())\n        x = 0;\n    return x;\n}\n'],
  [
    'a type that tells nothing',
    'struct s f(int r)\n{\n    r = here();\n    return (struct s){r};\n}\n',
  ],
])('none in %s', async (_, text) => {
  expect(await checked(text)).toBeUndefined();
});
