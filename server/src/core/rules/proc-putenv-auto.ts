/** `proc/putenv-auto`: an automatic variable made part of the environment. */
import type { CallExpr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { PathFacts, Resource } from './support/library.ts';

const EXEC = /^(?:exec(?:l|lp|le|v|vp|ve|vpe|veat)|fexecve|_exit|_Exit|exit|abort)$/;

export const procPutenvAuto = defineFunctionRule({
  meta: {
    id: 'proc/putenv-auto',
    summary: 'putenv of an automatic variable',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-562'],
    others: [
      'clang-tidy:clang-analyzer-security.PutenvStackArray',
      'gcc:-Wanalyzer-putenv-of-auto-var',
    ],
    messages: {
      array:
        '{name} becomes part of the environment and is gone when {fn}() returns: use {remedy}.',
      alloca:
        'Memory of alloca() becomes part of the environment and is gone when {fn}() returns: use {remedy}.',
    },
    docs: {
      why: `putenv() does not copy. The string itself becomes part of the environment, so when the function returns the
environment points into a dead stack frame, and the next getenv() or exec reads what lies there by then. setenv()
copies name and value.`,
      bad: [
        `#include <stdio.h>
#include <stdlib.h>

int set_level(int level)
{
    char text[32];
    snprintf(text, sizeof text, "LEVEL=%d", level);
    return putenv(text);
}
`,
      ],
      good: [
        `#include <stdio.h>
#include <stdlib.h>

int set_level(int level)
{
    char text[32];
    snprintf(text, sizeof text, "%d", level);
    return setenv("LEVEL", text, 1);
}
`,
        `#include <stdio.h>
#include <stdlib.h>

int set_level(int level)
{
    static char text[32];
    snprintf(text, sizeof text, "LEVEL=%d", level);
    return putenv(text);
}
`,
      ],
      limits: `Silent in main(), whose variables live as long as the program, where the function takes the variable out
again, and where it never returns: a child that goes on to exec.`,
      references: ['man:putenv(3)', 'man:setenv(3)', 'CWE-562', 'CERT:POS34-C'],
    },
  },
  words: ['putenv('],
  *inFunction(fn, ctx) {
    if (fn.name === 'main') return;
    for (const call of ctx.library('putenv')) {
      const text = call.args[0];
      const paths = text && ctx.paths(call);
      if (text === undefined || paths === undefined) continue;
      const from = paths.resource(text);
      const stack = from.kind === 'stack';
      if ((!stack && !isAlloca(from)) || !outlives(call, paths)) continue;
      yield {
        message: stack ? 'array' : 'alloca',
        data: {
          name: stack ? from.variable : '',
          fn: fn.name,
          // A stand-in for the function that would be the remedy.
          remedy: fn.name === 'setenv' ? 'malloc()' : 'setenv()',
        },
        span: text,
        related: stack
          ? [{ span: from.declaration, text: 'automatic: ends with the function' }]
          : [],
      };
    }
  },
});

function isAlloca(from: Resource): boolean {
  return from.kind === 'call' && ['alloca', '__builtin_alloca', 'strdupa'].includes(from.name);
}

/** True when the function returns after the call with the environment still pointing into it. */
function outlives(call: CallExpr, paths: PathFacts): boolean {
  const after = paths.certainlyAfter(call);
  if (after === undefined) return false;
  return !after.some(
    ({ name = '' }) => EXEC.test(name) || /^(?:unsetenv|putenv|clearenv)$/.test(name),
  );
}
