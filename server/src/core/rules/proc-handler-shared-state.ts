/** `proc/handler-shared-state`: a signal handler writes an ordinary variable that other code reads. */
import { nameOf, type Expr, type FunctionIr } from '../c/ir.ts';
import { declaredIn, walk } from '../c/walk.ts';
import { shift } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import type { FileContext, Fix, FunctionSite } from './rule.ts';
import {
  handlerSites,
  INSTALLS_HANDLER,
  type PlacedVariable,
  variablesNamed,
} from './support/handler-sites.ts';

const GUARDED =
  /^(?:volatile|__volatile__?|(?!sig_)\w*[aA]tomic\w*|_Thread_local|__thread|thread_local)$/;
/** Types that a sig_atomic_t can stand in for. */
const SMALL = /^(?:int|bool|_Bool|char|short|sig_atomic_t|gboolean|BOOL)$/;

export const procHandlerSharedState = defineFileRule({
  meta: {
    id: 'proc/handler-shared-state',
    summary: 'A signal handler that writes an ordinary variable',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-364'],
    messages: {
      plain:
        '{name} is written in a signal handler and read elsewhere: make it volatile sig_atomic_t.',
    },
    docs: {
      why: `The compiler does not know that a handler can run in between. It keeps a variable in a register, so a loop
that waits for the handler never ends, or it stores a value in parts. C allows a handler to write objects of type
volatile sig_atomic_t and lock-free atomics, and nothing else that lives longer than the handler.`,
      bad: [
        `#include <signal.h>
#include <stddef.h>

static int stop;

static void on_term(int sig)
{
    (void)sig;
    stop = 1;
}

void serve(void (*step)(void))
{
    struct sigaction sa = { .sa_handler = on_term };
    sigemptyset(&sa.sa_mask);
    if (sigaction(SIGTERM, &sa, NULL) != 0)
        return;
    while (!stop)
        step();
}
`,
      ],
      good: [
        `#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t stop;

static void on_term(int sig)
{
    (void)sig;
    stop = 1;
}

void serve(void (*step)(void))
{
    struct sigaction sa = { .sa_handler = on_term };
    sigemptyset(&sa.sa_mask);
    if (sigaction(SIGTERM, &sa, NULL) != 0)
        return;
    while (!stop)
        step();
}
`,
      ],
      limits: `Looks at variables declared in the file without volatile that the handler itself assigns by name. Any
volatile or atomic type is taken for right, and so are a structure and a variable that only handlers read, and a handler that
jumps out or ends the program behind the assignment.`,
      references: ['man:signal-safety(7)', 'CWE-364', 'CERT:SIG31-C'],
    },
  },
  words: INSTALLS_HANDLER,
  *inFile(ctx) {
    const seen = new Set<string>();
    const handlers = [...handlerSites(ctx)];
    for (const site of handlers) {
      for (const target of written(site.fn)) {
        const name = nameOf(target) ?? '';
        if (seen.has(name) || leaves(site, target)) continue;
        seen.add(name);
        const declared = variablesNamed(ctx, name);
        const [first] = declared;
        if (!first || declared.some((v) => v.words.some((w) => GUARDED.test(w)))) continue;
        // No small type holds it: there is no short remedy to tell.
        if (declared.some((v) => v.words.some((w) => /^(?:struct|union)$/.test(w)))) continue;
        if (!isReadElsewhere(ctx, name, handlers, declared)) continue;
        yield {
          message: 'plain',
          data: { name },
          span: shift(target, site.base),
          related: [
            { span: shift(first.nameSpan, first.base), text: 'declared here' },
            { span: shift(site.fn.nameSpan, site.base), text: 'installed as a signal handler' },
          ],
          fixes: declared.length === 1 ? retyped(first) : [],
        };
      }
    }
  },
});

/** Names from outside that a function assigns, each at its first place. */
function written(fn: FunctionIr): readonly Expr[] {
  const declared = declaredIn(fn);
  const out = new Map<string, Expr>();
  walk(fn.body, (n) => {
    const step = n.kind === 'unary' && (n.op === '++' || n.op === '--');
    const target = n.kind === 'assign' ? n.left : step ? n.operand : undefined;
    const name = target && nameOf(target);
    if (target && name !== undefined && name !== 'errno' && !declared.has(name) && !out.has(name)) {
      out.set(name, target);
    }
  });
  return [...out.values()];
}

/** True when what follows never gets back to the code that was interrupted. */
function leaves({ ctx }: FunctionSite, target: Expr): boolean {
  const paths = ctx.paths(target);
  if (paths?.certainlyAfter(target) === undefined) return true;
  return paths.mayAfter(target).some(({ name = '' }) => name.endsWith('longjmp'));
}

/** True when something that is no handler reads the variable: a plain assignment is no read. */
function isReadElsewhere(
  ctx: FileContext,
  name: string,
  handlers: readonly FunctionSite[],
  declared: readonly PlacedVariable[],
): boolean {
  const own = new Set(declared.map((v) => v.base + v.nameSpan.start));
  const inHandler = (at: number): boolean =>
    handlers.some(({ fn, base }) => base + fn.start <= at && at < base + fn.end);
  const isAssigned = (at: number): boolean =>
    /^\s*=(?!=)/.test(ctx.file.slice(at + name.length, at + name.length + 20));
  return ctx.places(name).some((at) => !own.has(at) && !inHandler(at) && !isAssigned(at));
}

function retyped({ type, words, base }: PlacedVariable): Fix[] {
  if (type === undefined || !SMALL.test(words.at(-1) ?? '')) return [];
  return [
    {
      title: 'Make it volatile sig_atomic_t',
      safety: 'unsafe',
      edits: [{ span: shift(type, base), newText: 'volatile sig_atomic_t' }],
      include: 'signal.h',
    },
  ];
}
