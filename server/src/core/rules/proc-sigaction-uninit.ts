/** `proc/sigaction-uninit`: a struct sigaction whose flags or mask nobody set. */
import type { DeclStmt, FunctionIr, Variable } from '../c/ir.ts';
import { nameOf } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { uninitialised, usesOf } from './support/object-uses.ts';

export const procSigactionUninit = defineFunctionRule({
  meta: {
    id: 'proc/sigaction-uninit',
    summary: 'A struct sigaction with flags or mask that were never set',
    severity: 'warning',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-457'],
    messages: {
      flags:
        '{name}.sa_flags is never set, so the handler gets random flags: clear {name} where it is declared.',
      mask: '{name}.sa_mask is never set, so random signals wait during the handler: call sigemptyset().',
    },
    docs: {
      why: `An automatic structure holds what the stack held before. Random bits in sa_flags may be SA_RESETHAND, which
removes the handler after the first signal, SA_SIGINFO or SA_NODEFER; random bits in sa_mask block signals while the
handler runs. Compilers do not warn, because the address of the structure is given away.`,
      bad: [
        `#include <signal.h>
#include <stddef.h>

void on_term(int sig);

int install(void)
{
    struct sigaction sa;
    sa.sa_handler = on_term;
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGTERM, &sa, NULL);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <stddef.h>

void on_term(int sig);

int install(void)
{
    struct sigaction sa = { .sa_handler = on_term };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGTERM, &sa, NULL);
}
`,
        `#include <signal.h>
#include <stddef.h>
#include <string.h>

void on_term(int sig);

int install(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = on_term;
    return sigaction(SIGTERM, &sa, NULL);
}
`,
      ],
      limits: `Silent as soon as the structure is set as a whole, handed to any other function, or filled by a sigaction()
that asks for the old action. A mask that was not set does no harm with SIG_IGN and SIG_DFL and is not reported.`,
      references: ['man:sigaction(2)', 'CWE-457'],
    },
  },
  words: ['sigaction'],
  *inFunction(fn, ctx) {
    if (!ctx.mentions('sa_handler', fn.body) && !ctx.mentions('sa_sigaction', fn.body)) return;
    for (const { variable, by } of uninitialised(fn, /^struct sigaction$/)) {
      const missing = missingIn(fn, variable, ctx);
      if (missing === undefined) continue;
      const { name, nameSpan } = variable;
      const at = { start: nameSpan.end, end: nameSpan.end };
      yield {
        message: missing.what,
        data: { name },
        span: missing.span,
        related: [{ span: { start: by.start, end: by.end }, text: 'declared without a value' }],
        fixes: [
          {
            title: `Initialise ${name} with {0}`,
            safety: 'safe',
            edits: [{ span: at, newText: ' = {0}' }],
          },
        ],
      };
    }
  },
});

/** What of the structure is not set when sigaction() takes it, and where that is. */
function missingIn(
  fn: FunctionIr,
  { name }: Variable,
  ctx: FunctionContext,
):
  | { what: 'flags' | 'mask'; span: DeclStmt | FunctionIr | { start: number; end: number } }
  | undefined {
  const set = new Set<string>();
  let harmless = true;
  let taken: { start: number; end: number } | undefined;
  const calls = new Set(ctx.library('sigaction'));
  for (const use of usesOf(fn, name)) {
    if (use.kind === 'size') continue;
    if (use.kind === 'member') {
      set.add(use.member ?? '');
      const handler = /^sa_(?:handler|sigaction)$/.test(use.member ?? '') && use.assigned;
      if (handler && !/^SIG_(?:IGN|DFL)$/.test(nameOf(handler.right) ?? '')) harmless = false;
    } else if (use.kind === 'address' && use.call && calls.has(use.call) && use.index === 1) {
      taken ??= use.call.args[1];
    } else return undefined;
  }
  if (taken === undefined || (!set.has('sa_handler') && !set.has('sa_sigaction'))) return undefined;
  if (!set.has('sa_flags')) return { what: 'flags', span: taken };
  return set.has('sa_mask') || harmless ? undefined : { what: 'mask', span: taken };
}
