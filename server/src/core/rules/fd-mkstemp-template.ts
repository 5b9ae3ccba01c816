/** `fd/mkstemp-template`: a template that cannot be written, or without its six X. */
import { nameOf, type CallExpr, type FunctionIr } from '../c/ir.ts';
import { defineFunctionRule, type Fix, type FunctionContext } from './rule.ts';
import { indentAt } from './support/error-style.ts';
import { literalTextOf, type LiteralText } from './support/literal-text.ts';
import { parentMap, placeInBlock } from './support/parents.ts';

/** Functions that write into a template; a number: the argument that says how long the suffix is (mkstemp(3)). */
const TEMPLATES: Readonly<Record<string, number | undefined>> = {
  mkdtemp: undefined,
  mkostemp: undefined,
  mkostemp64: undefined,
  mkostemps: 1,
  mkostemps64: 1,
  mkstemp: undefined,
  mkstemp64: undefined,
  mkstemps: 1,
  mkstemps64: 1,
  mktemp: undefined,
};
const NAMES = Object.keys(TEMPLATES);

export const fdMkstempTemplate = defineFunctionRule({
  meta: {
    id: 'fd/mkstemp-template',
    summary: 'A template of mkstemp that is read-only or lacks XXXXXX',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-686'],
    others: ['clang-tidy:clang-analyzer-security.insecureAPI.mkstemp'],
    messages: {
      constant:
        '{call}() writes into its template; a string literal is read-only and faults: use an array.',
      ending: '{call}() fails with EINVAL: the template must have XXXXXX {where}.',
    },
    docs: {
      why: `These functions replace the six X of their template by the name they found. A string literal lies in
read-only memory, so the first write ends the program with SIGSEGV. A template that does not end in XXXXXX (before the
suffix, for mkstemps) is refused with EINVAL.`,
      bad: [
        `#include <stdlib.h>

int scratch(void)
{
    char *name = "/var/tmp/reportXXXXXX";
    return mkostemp(name, 0);
}
`,
        `#include <stdlib.h>

int scratch(void)
{
    char name[] = "/var/tmp/report.XXXX";
    return mkstemp(name);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>

int scratch(void)
{
    char name[] = "/var/tmp/reportXXXXXX";
    return mkostemp(name, O_CLOEXEC);
}
`,
      ],
      limits: `Sees literals in the call, in a local variable's only value, and written by one strcpy() or snprintf().
A template in a macro, a parameter or a field is not looked at.`,
      references: ['man:mkstemp(3)', 'man:mktemp(3)', 'CWE-686', 'CERT:STR30-C'],
    },
  },
  words: NAMES,
  *inFunction(fn, ctx) {
    let arrays = 0;
    for (const call of ctx.library(...NAMES)) {
      const [template, suffix] = call.args;
      const name = nameOf(call.callee) ?? '';
      const found = template && literalTextOf(template, fn);
      if (template === undefined || found === undefined) continue;
      if (found.how === 'written' || found.how === 'pointer') {
        yield {
          message: 'constant',
          data: { call: name },
          span: template,
          related: found.declared
            ? [{ span: found.literal, text: 'the literal it points to' }]
            : [],
          fixes: [
            ...(found.declared ? asArray(found, ctx) : moved(found, call, ++arrays, fn, ctx)),
          ],
        };
        continue;
      }
      const at = TEMPLATES[name.replace(/^::/, '')];
      const length = at === undefined ? 0n : suffix && ctx.paths(call)?.constantLength(suffix);
      if (length === undefined || !lacksX(found, Number(length))) continue;
      yield {
        message: 'ending',
        data: {
          call: name,
          where: at === undefined ? 'at its end' : `before the suffix of ${String(length)}`,
        },
        span: template,
        related: [{ span: found.literal, text: 'the template' }],
      };
    }
  },
});

/** True when the six characters before the suffix are surely others. */
function lacksX({ how, literal }: LiteralText, suffix: number): boolean {
  const { text } = literal;
  if (!text.endsWith('"') || text.includes('\\')) return false;
  const content = text.slice(text.lastIndexOf('"', text.length - 2) + 1, -1);
  const end = content.slice(0, content.length - suffix).slice(-6);
  // Another literal or a macro stands before a short one; a conversion may print anything.
  if (end.length < 6 && text.indexOf('"', 1) !== text.length - 1) return false;
  if (how === 'printed' && content.slice(-(6 + suffix + 3)).includes('%')) return false;
  return end !== 'XXXXXX';
}

/** Puts a literal of the call into an array before it; it faulted every time before. `n` counts them. */
function* moved(
  { literal }: LiteralText,
  call: CallExpr,
  n: number,
  fn: FunctionIr,
  ctx: FunctionContext,
): Iterable<Fix> {
  const name = n === 1 ? 'name' : `name${String(n)}`;
  const statement = placeInBlock(fn, call);
  if (statement === undefined || parentMap(fn).get(statement)?.kind !== 'block') return;
  if (ctx.mentions(name, call)) return;
  const { start } = statement;
  const indent = indentAt(fn, start, (span) => ctx.text(span));
  yield {
    title: 'Put the template into an array',
    safety: 'safe',
    edits: [
      { span: { start, end: start }, newText: `char ${name}[] = ${ctx.text(literal)};\n${indent}` },
      { span: literal, newText: name },
    ],
  };
}

/** Makes an array of the pointer that the literal is given to. */
function* asArray({ declared }: LiteralText, ctx: FunctionContext): Iterable<Fix> {
  if (declared?.statement.vars.length !== 1) return;
  const { statement, variable } = declared;
  const before = ctx.text({ start: statement.start, end: variable.nameSpan.end });
  const star = /^(?:static )?char (\* ?)\w+$/.exec(before)?.[1];
  if (star === undefined) return;
  const { start, end } = variable.nameSpan;
  yield {
    title: 'Make it an array',
    safety: 'safe',
    edits: [{ span: { start: start - star.length, end }, newText: `${variable.name}[]` }],
  };
}
