/** `arg/type`: a number where the kernel reads memory, an address where it wants a number. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { nameOf, unparen } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { localType } from './support/locals.ts';
import { isConstantExpr, shownName } from './support/members.ts';

export const argType = defineRule({
  meta: {
    id: 'arg/type',
    summary: 'A number for an address, or an address for a number',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-686'],
    messages: {
      number:
        '{call}() reads memory here ({type}): with the number {value} it fails with EFAULT. Pass an address.',
      integer: '{call}() wants the address of {value} here ({type}): write &{value}.',
      address: '{call}() takes a number here, not an address: pass the value itself.',
    },
    docs: {
      why: `The last arguments of fcntl, ioctl and prctl mean what the operation says, and the compiler checks none of
them. FIONBIO reads an int from an address, so \`ioctl(fd, FIONBIO, 1)\` fails with EFAULT; F_SETFL takes the flags
themselves, and with their address it sets whatever bits the address has.`,
      bad: [
        `#include <sys/ioctl.h>

int no_waiting(int fd)
{
    return ioctl(fd, FIONBIO, 1);
}
`,
        `#include <fcntl.h>

int set(int fd, int flags)
{
    return fcntl(fd, F_SETFL, &flags);
}
`,
      ],
      good: [
        `#include <sys/ioctl.h>

int no_waiting(int fd)
{
    int on = 1;
    return ioctl(fd, FIONBIO, &on);
}
`,
      ],
      limits: `Only operations whose argument is known; numbers and variables declared as \`int\` or narrower for the
one, \`&x\` and strings for the other. 0 passes for a null pointer.`,
      references: ['man:ioctl(2)', 'man:fcntl(2)', 'man:prctl(2)', 'kernel:fs/ioctl.c', 'CWE-686'],
    },
  },
  on: ['fcntl', 'ioctl', 'prctl'],
  *check(call, ctx) {
    for (const arg of call.args.slice(call.name === 'prctl' ? 1 : 2)) {
      const { param } = arg;
      if (param === undefined || param.undecided === true || param.ignored === true) continue;
      const pointer = param.type.includes('*');
      if (pointer) {
        const found = numberFor(arg, call, ctx);
        if (found === undefined) continue;
        const name = nameOf(arg.expr);
        yield {
          message: name === undefined || found.isConstant ? 'number' : 'integer',
          data: { call: shownName(call), type: param.type, value: found.text },
          span: arg,
          fixes:
            found.isConstant || arg.written === false
              ? []
              : [
                  {
                    title: `Pass &${found.text}`,
                    safety: 'unsafe',
                    edits: [{ span: { start: arg.start, end: arg.start }, newText: '&' }],
                  },
                ],
        };
      } else if (isAddress(arg) && DECIDED.has(param.kind)) {
        const e = unparen(arg.expr);
        const value = e.kind === 'unary' ? ctx.text(e.operand) : '';
        yield {
          message: 'address',
          data: { call: shownName(call) },
          span: arg,
          fixes:
            value === ''
              ? []
              : [
                  {
                    title: `Pass ${value}`,
                    safety: 'unsafe',
                    edits: [{ span: arg, newText: value }],
                  },
                ],
        };
      }
    }
  },
});

/** Kinds of numbers; an address as a number (PR_SET_MM) may well be written with `&`. */
const DECIDED = new Set(['enum', 'fd', 'flags', 'id', 'length', 'pid']);

const NARROW =
  /^(?:const )?(?:(?:un)?signed |unsigned |signed )?(?:int|short|char|_Bool|bool)$|^unsigned$/;

function numberFor(
  arg: Argument,
  call: SyscallCall,
  ctx: RuleContext,
): { readonly text: string; readonly isConstant: boolean } | undefined {
  const text = ctx.text(arg);
  if (isConstantExpr(arg.expr)) {
    const value = constantOf(ctx.value(arg.expr));
    return value === undefined || value === 0n ? undefined : { text, isConstant: true };
  }
  const type = localType(call.fn, nameOf(arg.expr));
  return type !== undefined && NARROW.test(type) ? { text, isConstant: false } : undefined;
}

function isAddress({ expr }: Argument): boolean {
  const e = unparen(expr);
  return e.kind === 'string' || (e.kind === 'unary' && e.op === '&');
}
