/** `lint/unused-suppression`: the page and the words; the runner finds it, after all other rules have spoken. */
import { defineRule } from './rule.ts';

export const lintUnusedSuppression = defineRule({
  meta: {
    id: 'lint/unused-suppression',
    summary: 'A suppression comment that suppresses nothing',
    severity: 'hint',
    fix: 'safe',
    since: '0.1.0',
    tags: ['unnecessary'],
    messages: {
      unused: 'Nothing here breaks {rule}: remove this suppression.',
      unknown: 'There is no rule {rule}: correct the name or remove this suppression.',
      all: 'Nothing here is reported: remove this suppression.',
      stray: 'No syscall-lens-ignore-start stands before this: remove it.',
      empty:
        'This suppresses nothing: name the rules, as `syscall-lens-ignore mem/write-exec: reason`.',
    },
    docs: {
      why: `A suppression outlives the code it was written for. The flaw is fixed, the comment stays, and years
later it silently covers a new finding on the same line.

Reported are only Syscall Lens' own comments: \`syscall-lens-ignore\`, \`-file\` and \`-start\`. A
\`NOLINT(…)\` may be there for another tool.`,
      bad: [
        `#include <sys/mman.h>

void *reserve(unsigned long n)
{
    /* syscall-lens-ignore mem/map-type-missing: was so in 2019 */
    return mmap(0, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      good: [
        `#include <sys/mman.h>

void *code_buffer(unsigned long n)
{
    /* syscall-lens-ignore mem/write-exec: patched while other threads run it */
    return mmap(0, n, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      limits: `Nothing is said about a rule that the settings turn off, nor while the covered code has a syntax
error: whether the comment is needed cannot be known then.`,
      references: [],
    },
  },
  on: [],
  check: () => [],
});
