/** Scaffold of a rule: its file, its fixture. Pure. */
import { camel, type Scaffold } from './scaffold.ts';

export const newRule: Scaffold = (name) => {
  if (!/^[a-z]+\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    return { problem: `${name}: a rule is called group/name in small letters, as mem/zero-length` };
  }
  const file = name.replace('/', '-');
  const variable = camel(name);
  return {
    files: [
      { path: `server/src/core/rules/${file}.ts`, text: ruleText(name, variable), fresh: true },
      { path: `test/rules/${file}.c`, text: FIXTURE, fresh: true },
    ],
    next: `npm run gen puts it into the list; label test/rules/${file}.c, then: npx vitest run test/rules (server/docs/adding-a-rule.md)`,
  };
};

const ruleText = (id: string, variable: string): string => `/** \`${id}\`: . */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import { argumentOfKind } from './support/arguments.ts';

export const ${variable} = defineRule({
  meta: {
    id: '${id}',
    summary: '',
    severity: 'warning',
    since: '0.1.0',
    messages: {
      found: '',
    },
    docs: {
      why: \`\`,
      bad: [\`\`],
      good: [\`\`],
      limits: \`\`,
      references: [],
    },
  },
  on: ['mmap'],
  *check(call, ctx) {
    const length = argumentOfKind(call, 'length');
    if (length === undefined || constantOf(ctx.value(length.expr)) === undefined) return;
    yield { message: 'found', span: length };
  },
});
`;

const FIXTURE = `#include <stddef.h>
#include <sys/mman.h>

void *reported(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* Silent, and why. */
void *silent(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`;
