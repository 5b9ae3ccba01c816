/** `fd/mode-decimal`: a mode written in decimal. */
import { nameOf, unparen, type Expr, type FunctionIr, type NumberExpr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineRule, type Finding, type FunctionRule, type Rule } from './rule.ts';
import { argumentTaking, isClear } from './support/arguments.ts';
import { isUsualMode, isUsualMask, readsAsMode, readsAsMask } from './support/mode-table.ts';
import {
  calledAs,
  MODE_CALLS,
  MODE_FUNCTIONS,
  modeOf,
  modeOfFunction,
  octal,
} from './support/modes.ts';

type Message = 'decimal' | 'number';

const inCalls = defineRule({
  meta: {
    id: 'fd/mode-decimal',
    summary: 'A mode written in decimal',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-732', 'CWE-1389'],
    supersedes: ['fd/world-writable', 'fd/mode-setid', 'fd/umask-confusion'],
    messages: {
      decimal: '{number} is decimal and means mode {real} to {call}(): write {meant}.',
      number: '{number} is mode {real} in decimal: write {real}.',
    },
    docs: {
      why: `C takes a number for octal only when it begins with 0. Without it, 644 is the mode 01204: the sticky bit,
write for the owner and read for others, and the owner cannot even read the file. The program often works for root,
whom no mode stops.

Where the decimal number is a usual mode (420 is 0644), it does what was meant, and the finding is a hint.`,
      bad: [
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 644);
}
`,
        `#include <sys/stat.h>

int folder(const char *path)
{
    return mkdir(path, 755);
}
`,
        `#include <sys/stat.h>

void only_mine(void)
{
    umask(77);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
}
`,
        `#include <sys/stat.h>

int folder(const char *path)
{
    return mkdir(path, S_IRWXU | S_IRGRP | S_IXGRP);
}
`,
      ],
      limits: `Looks at numbers written in the call and at a local variable's only value. A macro's number is its
author's business, and so are numbers with an 8 or a 9, which nobody means as a mode.`,
      references: ['man:open(2)', 'man:chmod(2)', 'man:umask(2)', 'CWE-732', 'CWE-1389'],
    },
  },
  on: MODE_CALLS,
  *check(call, ctx) {
    const mode = modeOf(call);
    if (mode === undefined) return;
    const found = decimalsOf(mode.expr, call.fn);
    const name = nameOf(mode.expr);
    // A variable's number is told at the first call that takes it.
    const told = (): boolean =>
      ctx.before(call).some((c) => {
        const other = modeOf(c);
        return other !== undefined && nameOf(other.expr) === name;
      });
    if (found.length > 0 && name !== undefined && told()) return;
    // A mode that is not read does no harm.
    const flags = argumentTaking(call, 'O_CREAT', ctx);
    const value = flags && ctx.value(flags.expr);
    const unread =
      value !== undefined && isClear(value, 'O_CREAT', ctx) && isClear(value, 'O_TMPFILE', ctx);
    for (const number of found) {
      for (const finding of judge(number, call.name === 'umask', calledAs(call))) {
        yield unread ? { ...finding, severity: 'hint' } : finding;
      }
    }
  },
});

export const fdModeDecimal: Rule<Message> & FunctionRule<Message> = {
  ...inCalls,
  words: MODE_FUNCTIONS,
  *inFunction(fn, ctx) {
    for (const call of ctx.library(...MODE_FUNCTIONS)) {
      const mode = modeOfFunction(call);
      if (mode === undefined) continue;
      for (const number of decimalsOf(mode)) yield* judge(number, false, nameOf(call.callee) ?? '');
    }
  },
};

/** Decimal numbers that a mode is made of: in its or-combination, in both sides of `?:`, as a variable's only value. */
function decimalsOf(expr: Expr, fn?: FunctionIr): readonly NumberExpr[] {
  const e = unparen(expr);
  if (e.kind === 'number') return /^[1-9][0-9]+[uUlL]*$/.test(e.text) ? [e] : [];
  if (e.kind === 'cast') return decimalsOf(e.operand, fn);
  if (e.kind === 'unary' && e.op === '~') return decimalsOf(e.operand);
  if (e.kind === 'binary' && (e.op === '|' || e.op === '&')) {
    return [...decimalsOf(e.left), ...decimalsOf(e.right)];
  }
  if (e.kind === 'conditional') {
    return [...(e.yes ? decimalsOf(e.yes) : []), ...decimalsOf(e.no)];
  }
  const only = e.kind === 'name' && fn ? onlyValue(e.name, fn) : undefined;
  return only ? decimalsOf(only) : [];
}

/** What a local variable begins with, when it is declared once and never given anything else. */
function onlyValue(name: string, fn: FunctionIr): Expr | undefined {
  const values: (Expr | undefined)[] = fn.params
    .filter((p) => p.name === name)
    .map(() => undefined);
  walk(fn.body, (n) => {
    if (n.kind === 'decl') {
      for (const v of n.vars) if (v.name === name) values.push(v.init);
    } else if (n.kind === 'assign' && nameOf(n.left) === name) values.push(n.right);
    else if (n.kind === 'unary' && ['&', '++', '--'].includes(n.op) && nameOf(n.operand) === name) {
      values.push(undefined);
    }
  });
  const given = values.filter((v) => v !== undefined);
  return given.length === 1 && values.length <= 2 ? given[0] : undefined;
}

function* judge(number: NumberExpr, mask: boolean, call: string): Iterable<Finding<Message>> {
  const { value } = number;
  if (value === undefined || value > 0o177777n) return;
  const real = octal(value);
  const digits = /^\d+/.exec(number.text)?.[0] ?? '';
  const fix = (to: string): Pick<Finding, 'fixes'> => ({
    fixes: [
      {
        title: `Write ${to}`,
        safety: to === real ? 'safe' : 'unsafe',
        edits: [{ span: number, newText: to }],
      },
    ],
  });
  // 22 for 022 is a slip, though 026 is a mask too; 511 for 0777 is none.
  const slip = mask ? readsAsMask(digits) : readsAsMode(digits) && !isUsualMode(Number(value));
  if (slip) {
    const meant = `0${digits}`;
    yield {
      message: 'decimal',
      data: { number: number.text, real, call, meant },
      span: number,
      ...fix(meant),
    };
  } else if (mask ? isUsualMask(Number(value)) : isUsualMode(Number(value))) {
    yield {
      message: 'number',
      data: { number: number.text, real },
      span: number,
      severity: 'hint',
      ...fix(real),
    };
  }
}
