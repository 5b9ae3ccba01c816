/** `proc/siginfo-mismatch`: a handler of three parameters without SA_SIGINFO, or the member of the other kind. */
import { nameOf, uncast, type Expr, type FunctionIr } from '../c/ir.ts';
import { hasBits, lacksBits } from '../c/value.ts';
import { walk } from '../c/walk.ts';
import { shift } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import type { FileContext, Finding, Fix, FunctionSite } from './rule.ts';
import { actionsIn, type ActionObject } from './support/actions.ts';
import { withName } from './support/flag-edits.ts';
import { around } from './support/parents.ts';

type Message = 'flag' | 'three' | 'union';

export const procSiginfoMismatch = defineFileRule({
  meta: {
    id: 'proc/siginfo-mismatch',
    summary: 'A handler of three parameters without SA_SIGINFO, or the other way round',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-628'],
    messages: {
      flag: 'sa_sigaction without SA_SIGINFO: {handler} gets no siginfo. Set SA_SIGINFO in sa_flags.',
      three:
        '{handler} has {count} parameters and gets one without SA_SIGINFO: set it and use sa_sigaction.',
      union:
        'With SA_SIGINFO the handler is called with three arguments: assign it to sa_sigaction.',
    },
    docs: {
      why: `sa_handler and sa_sigaction share their place in memory; SA_SIGINFO alone decides how the kernel calls the
function. Without it the second and third argument are not defined: on x86-64 the pointer leads to a siginfo_t that was
never filled, elsewhere to anything. A fault handler then reports a random address.`,
      bad: [
        `#include <signal.h>
#include <stddef.h>

void on_fault(int sig, siginfo_t *info, void *context);

int install(void)
{
    struct sigaction sa = { .sa_sigaction = on_fault, .sa_flags = SA_RESTART };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGSEGV, &sa, NULL);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <stddef.h>

void on_fault(int sig, siginfo_t *info, void *context);

int install(void)
{
    struct sigaction sa = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGSEGV, &sa, NULL);
}
`,
        `#include <signal.h>
#include <stddef.h>

void on_term(int sig);

int install(int flags)
{
    struct sigaction sa = { .sa_handler = on_term, .sa_flags = flags };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGTERM, &sa, NULL);
}
`,
      ],
      limits: `Reported only where the function shows every value that sa_flags can have. sa_handler together with
SA_SIGINFO works, because the two members are one, and is a hint; so is sa_sigaction where the handler stands in the file
and looks at the signal number alone.`,
      references: ['man:sigaction(2)', 'kernel:arch/x86/kernel/signal_64.c', 'CWE-628'],
    },
  },
  words: ['sa_handler', 'sa_sigaction'],
  *inFile(ctx) {
    const bit = ctx.kb.value('SA_SIGINFO', ctx.target.arch);
    if (bit === undefined) return;
    for (const site of ctx.functions('sa_handler', 'sa_sigaction')) {
      for (const object of actionsIn(site.fn, site.ctx)) {
        const finding = judge(object, bit, site, ctx);
        if (finding) yield finding;
      }
    }
  },
});

function judge(
  object: ActionObject,
  bit: bigint,
  { ctx: inside, base }: FunctionSite,
  ctx: FileContext,
): Finding<Message> | undefined {
  const [set] = object.handlers;
  if (set === undefined || object.handlers.length > 1 || !object.flagsKnown) return undefined;
  const name = functionName(set.value);
  if (name === undefined) return undefined;
  const values = object.flags.map((f) => inside.value(f));
  const clear = values.every((v) => lacksBits(v, bit));
  const always = values.length === 1 && values.every((v) => hasBits(v, bit));
  const handler = ctx.functionNamed(name)?.fn;
  const params = handler && paramsOf(handler).length;
  const span = shift(set.value, base);
  const flags = object.flags[0];
  const add: Fix[] =
    flags === undefined
      ? []
      : [
          {
            title: 'Add SA_SIGINFO',
            safety: 'unsafe',
            edits: withName(flags, 'SA_SIGINFO', 'back').map((e) => ({
              span: shift(e.span, base),
              newText: e.newText,
            })),
          },
        ];
  if (set.member === 'sa_sigaction' && clear) {
    const unread = handler !== undefined && !readsInfo(handler);
    const hint = unread ? { severity: 'hint' as const } : {};
    return { message: 'flag', data: { handler: name }, span, fixes: unread ? [] : add, ...hint };
  }
  if (set.member === 'sa_handler' && clear && params !== undefined && params > 1) {
    return { message: 'three', data: { handler: name, count: String(params) }, span };
  }
  if (set.member === 'sa_handler' && always && set.memberSpan) {
    return { message: 'union', span: shift(set.memberSpan, base), severity: 'hint' };
  }
  return undefined;
}

/** Name of the function that a handler is, through casts and `&`; `undefined` for SIG_IGN and what is no name. */
function functionName(value: Expr): string | undefined {
  const e = uncast(value);
  const name = nameOf(e.kind === 'unary' && e.op === '&' ? e.operand : e);
  return name !== undefined && /[a-z]/.test(name) && name !== 'nullptr' ? name : undefined;
}

function paramsOf(fn: FunctionIr): FunctionIr['params'] {
  return fn.params.filter((p) => p.type !== 'void');
}

/** True when a handler looks at more than the signal number; `(void)info` is no look. */
function readsInfo(fn: FunctionIr): boolean {
  const names = new Set(
    paramsOf(fn)
      .slice(1)
      .map((p) => p.name),
  );
  let reads = false;
  walk(fn.body, (n) => {
    if (n.kind !== 'name' || !names.has(n.name)) return;
    const p = around(fn, n);
    if (p?.kind !== 'cast' || p.type !== 'void') reads = true;
  });
  return reads;
}
