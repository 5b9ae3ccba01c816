/** `arg/timespec-range`: nanoseconds or microseconds that are a second or more, or less than none. */
import type { SyscallCall } from '../c/call-site.ts';
import { uncast, unparen } from '../c/ir.ts';
import type { Expr, FunctionIr } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { walk } from '../c/walk.ts';
import type { Node } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { shownName } from './support/members.ts';

export const argTimespecRange = defineRule({
  meta: {
    id: 'arg/timespec-range',
    summary: 'Nanoseconds or microseconds outside of a second',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-1284'],
    messages: {
      range:
        '{field} is {value}, so {call}() fails with {errno}: it must be 0 to {most}. Carry into tv_sec.',
    },
    docs: {
      why: `tv_nsec holds what is left of a second, 0 to 999999999. The kernel does not carry: a timespec of 0 seconds
and 1500000000 nanoseconds is EINVAL, and a nanosleep whose result nobody reads then does not sleep at all.`,
      bad: [
        `#include <time.h>

int pause_a_little(void)
{
    struct timespec ts = {0, 1500000000};
    return nanosleep(&ts, NULL);
}
`,
      ],
      good: [
        `#include <time.h>

int pause_a_little(void)
{
    struct timespec ts = {1, 500000000};
    return nanosleep(&ts, NULL);
}
`,
      ],
      limits: `The structure must be a local variable whose field is given a constant once, with nothing else done to it
before the call. select() carries by itself and is left alone.`,
      references: [
        'man:nanosleep(2)',
        'man:timespec(3type)',
        'kernel:include/linux/time64.h',
        'CWE-1284',
      ],
    },
  },
  on: (name) => CALLS.has(name),
  *check(call, ctx) {
    const at = CALLS.get(call.name);
    const arg = at === undefined ? undefined : call.args[at];
    const e = arg && uncast(arg.expr);
    if (call.fn === undefined || e?.kind !== 'unary' || e.op !== '&' || call.via === 'wrapper')
      return;
    const target = unparen(e.operand);
    const variable = target.kind === 'name' ? target.name : undefined;
    const found = variable === undefined ? undefined : writtenOnce(call.fn, variable, call, ctx);
    if (arg === undefined || found === undefined) return;
    const { field, expr } = found;
    const value = signedOf(ctx.value(expr));
    const most = field === 'tv_nsec' ? 999999999n : 999999n;
    if (value === undefined || (value >= 0n && value <= most)) return;
    // UTIME_NOW and UTIME_OMIT (utimensat(2))
    if (field === 'tv_nsec' && (value === 0x3fffffffn || value === 0x3ffffffen)) return;
    yield {
      message: 'range',
      data: {
        field,
        value: value.toString(),
        call: shownName(call),
        errno: call.name === 'setsockopt' ? 'EDOM' : 'EINVAL',
        most: most.toString(),
      },
      span: { start: expr.start, end: expr.end },
      related: [{ span: arg, text: 'passed here' }],
    };
  },
});

/** Call → position of the time, a struct timespec or timeval that the kernel checks. */
const CALLS: ReadonlyMap<string, number> = new Map([
  ['clock_nanosleep', 2],
  ['clock_settime', 1],
  ['futex', 3],
  ['nanosleep', 0],
  ['ppoll', 2],
  ['recvmmsg', 4],
  ['rt_sigtimedwait', 2],
  ['semtimedop', 3],
  ['setsockopt', 3],
  ['settimeofday', 0],
]);

interface Written {
  readonly field: 'tv_nsec' | 'tv_usec';
  readonly expr: Expr;
}

const isField = (name: string | undefined): name is Written['field'] =>
  name === 'tv_nsec' || name === 'tv_usec';

/** The one place that gives the small field its value, when everything else only reads the variable or passes it on. */
function writtenOnce(
  fn: FunctionIr,
  variable: string,
  call: SyscallCall,
  ctx: RuleContext,
): Written | undefined {
  const writes: Written[] = [];
  let declarations = 0;
  const disturbances: Node[] = [];
  const isDisturbed = (): boolean => disturbances.length > 0;
  walk(fn.body, (n) => {
    if (n.kind === 'decl') {
      for (const v of n.vars) {
        if (v.name !== variable) continue;
        declarations++;
        const second = v.type.replace(/^const /, '');
        const field = /^struct timespec$/.test(second)
          ? 'tv_nsec'
          : /^struct timeval$/.test(second)
            ? 'tv_usec'
            : undefined;
        if (field === undefined || n.isStatic) disturbances.push(n);
        else if (v.init !== undefined) {
          const init = unparen(v.init);
          if (init.kind !== 'init') disturbances.push(n);
          else {
            const entry = init.entries.find(
              (x, i) => x.field?.replace(/^\./, '') === field || (x.field === undefined && i === 1),
            );
            if (entry !== undefined) writes.push({ field, expr: entry.value });
          }
        }
      }
    }
    if (n.kind === 'assign') {
      const left = unparen(n.left);
      const object = left.kind === 'member' ? unparen(left.object) : undefined;
      if (left.kind === 'name' && left.name === variable) disturbances.push(n);
      if (left.kind === 'member' && object?.kind === 'name' && object.name === variable) {
        if (isField(left.name) && n.op === '=') writes.push({ field: left.name, expr: n.right });
        else if (isField(left.name)) disturbances.push(n);
      }
    }
    // Its address elsewhere, and before the call: somebody may write it there.
    if (n.kind === 'unary' && n.op === '&' && n.start < call.start) {
      const object = unparen(n.operand);
      const base = object.kind === 'member' ? unparen(object.object) : object;
      if (base.kind === 'name' && base.name === variable) disturbances.push(n);
    }
    if (n.kind === 'unary' && (n.op === '++' || n.op === '--') && ctx.text(n).includes(variable)) {
      disturbances.push(n);
    }
  });
  const [only, ...others] = writes;
  if (only === undefined || others.length > 0 || declarations !== 1 || isDisturbed())
    return undefined;
  return only.expr.start < call.start ? only : undefined;
}
