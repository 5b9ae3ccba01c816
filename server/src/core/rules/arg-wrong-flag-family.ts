/** `arg/wrong-flag-family`: a constant of another argument's family. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import type { Term } from '../c/value.ts';
import { asWord } from '../kb/constants.ts';
import { decode } from '../kb/decode.ts';
import type { FlagGroup, ParamInfo } from '../kb/kb.types.ts';
import type { TextEdit } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { Finding, Fix, RuleContext } from './rule.ts';
import { withNameFor } from './support/flag-edits.ts';

type Message = 'means' | 'meant' | 'nothing' | 'zero' | 'same' | 'swapped';

export const argWrongFlagFamily = defineRule({
  meta: {
    id: 'arg/wrong-flag-family',
    summary: 'A constant from the family of another argument',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-688', 'CWE-628'],
    supersedes: [
      'arg/clockid',
      'arg/exclusive-flags',
      'arg/required-flag',
      'arg/unknown-bits',
      'mem/anon-fd',
      'mem/anon-offset',
      'mem/fixed-clobber',
      'mem/fixed-null',
      'mem/map-sync-without-validate',
      'mem/map-type-missing',
      'mem/missing-anonymous',
    ],
    messages: {
      means: '{name} is no {prefix} constant: in {param} of {call}() its value means {read}.',
      meant: '{name} is no {prefix} constant: in {param} of {call}() write {right}.',
      nothing: '{name} is no {prefix} constant: {param} of {call}() has no flag of that value.',
      zero: '{name} is no {prefix} constant: in {param} of {call}() it adds nothing.',
      same: '{name} happens to have the value of {right}: write {right}.',
      swapped: '{first} and {second} of {call}() have changed places: swap them.',
    },
    docs: {
      why: `Flags are plain numbers, so a compiler takes a constant of any family for any argument. PROT_READ as a
flag of mmap is 1, and 1 is MAP_SHARED there. The call may succeed and do something nobody asked for.

Where the foreign constant has the value of the right one by design, the finding is a hint.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | PROT_WRITE, -1, 0);
}
`,
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, MAP_PRIVATE | MAP_ANONYMOUS, PROT_READ | PROT_WRITE, -1, 0);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
        `#include <stddef.h>
#include <sys/mman.h>

#define MY_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS)

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MY_FLAGS, -1, 0);
}
`,
      ],
      limits: `Goes by names, followed through the file's own macros and through local variables. A number, a name of
your own and a constant that no argument of a known call takes are never reported.`,
      references: ['CWE-688', 'CWE-628'],
    },
  },
  on: '*',
  *check(call, ctx) {
    const foreign = call.args.flatMap((arg) => foreignIn(arg, ctx) ?? []);
    const swap = foreign.find((f) => foreign.some((o) => areSwapped(f, o)));
    const other = swap && foreign.find((o) => areSwapped(swap, o));
    if (swap !== undefined && other !== undefined) {
      yield swapped(swap, other, call, ctx);
      return;
    }
    for (const f of foreign) yield report(f, call, ctx);
  },
});

interface Foreign {
  readonly arg: Argument;
  readonly param: ParamInfo;
  readonly group: FlagGroup;
  /** Constants of other families, at least one. */
  readonly terms: readonly Named[];
  /** True when the argument has no constant of its own family. */
  readonly all: boolean;
}
interface Named extends Term {
  readonly name: string;
}

function foreignIn(arg: Argument, ctx: RuleContext): Foreign | undefined {
  const { param } = arg;
  const group = param?.group === undefined ? undefined : ctx.kb.group(param.group);
  if (param === undefined || group === undefined) return undefined;
  const { must } = ctx.value(arg.expr);
  const terms = must.filter((t): t is Named => isForeign(t, group, ctx));
  if (terms.length === 0) return undefined;
  return { arg, param, group, terms, all: terms.length === must.length };
}

/** A constant that other arguments take, with the value the headers give it, and not even named like this group's. */
function isForeign(term: Term, group: FlagGroup, ctx: RuleContext): term is Named {
  const { name } = term;
  if (name === undefined || group.prefixes.some((p) => name.startsWith(p))) return false;
  const info = ctx.kb.constant(name);
  if (info === undefined || info.groups.length === 0 || info.groups.includes(group.id))
    return false;
  const value = ctx.kb.value(name, ctx.target.arch);
  if (value === undefined || asWord(value) !== term.value) return false;
  // An open group takes other values too: only one that has a name there is mistaken for sure.
  if (group.open !== true || counterpart(name, group, ctx) !== undefined) return true;
  const read = decode(value, group, { kb: ctx.kb, arch: ctx.target.arch });
  return read.parts.every((part) => part.name !== undefined);
}

/** Each of the two holds nothing but what the other takes. */
function areSwapped(a: Foreign, b: Foreign): boolean {
  const takes = (f: Foreign, t: Named): boolean => f.group.members.some((m) => m.name === t.name);
  return (
    a !== b &&
    a.all &&
    b.all &&
    a.terms.every((t) => takes(b, t)) &&
    b.terms.every((t) => takes(a, t))
  );
}

function swapped(a: Foreign, b: Foreign, call: SyscallCall, ctx: RuleContext): Finding<Message> {
  return {
    message: 'swapped',
    data: { first: a.param.name, second: b.param.name, call: call.spelled },
    span: { start: a.arg.start, end: b.arg.end },
    fixes: [
      {
        title: `Swap ${a.param.name} and ${b.param.name}`,
        safety: 'safe',
        edits: [
          { span: a.arg, newText: ctx.text(b.arg) },
          { span: b.arg, newText: ctx.text(a.arg) },
        ],
      },
    ],
  };
}

function report(f: Foreign, call: SyscallCall, ctx: RuleContext): Finding<Message> {
  const { arg, param, group, terms } = f;
  const [first] = terms;
  const { name, value, span } = first ?? { name: '', value: 0n };
  const right = counterpart(name, group, ctx);
  const isSame = right !== undefined && valueOf(right, ctx) === value;
  const read = decode(value, group, { kb: ctx.kb, arch: ctx.target.arch, call: call.name });
  const message = ((): Message => {
    if (right !== undefined) return isSame ? 'same' : 'meant';
    if (value === 0n) return 'zero';
    return read.unknown === 0n ? 'means' : 'nothing';
  })();
  const severity = { same: 'hint', zero: 'warning' } as const;
  return {
    message,
    data: {
      name,
      prefix: group.prefixes[0] ?? group.title,
      param: param.name,
      call: call.via === 'raw' ? call.name : call.spelled,
      read: read.text,
      right: right ?? '',
    },
    span: span ?? arg,
    ...(message === 'same' || message === 'zero' ? { severity: severity[message] } : {}),
    fixes: replacement(f, ctx),
  };
}

/** Writes the members of the same meaning, when every foreign constant has one. */
function replacement({ arg, group, terms }: Foreign, ctx: RuleContext): Fix[] {
  const edits: TextEdit[] = [];
  let same = true;
  for (const { name, value } of terms) {
    const right = counterpart(name, group, ctx);
    const edit = right === undefined ? undefined : withNameFor(arg.expr, name, right);
    if (right === undefined || edit === undefined) return [];
    same &&= valueOf(right, ctx) === value;
    edits.push(edit);
  }
  const title = `Write ${edits.map((e) => e.newText).join(', ')}`;
  return [{ title, safety: same ? 'safe' : 'unsafe', edits }];
}

/** The member of the group that ends like the constant: MFD_CLOEXEC for O_CLOEXEC. */
function counterpart(name: string, group: FlagGroup, ctx: RuleContext): string | undefined {
  const word = name.slice(name.indexOf('_') + 1);
  return group.members
    .map((m) => m.name)
    .find((m) => m.slice(m.indexOf('_') + 1) === word && valueOf(m, ctx) !== undefined);
}

function valueOf(name: string, ctx: RuleContext): bigint | undefined {
  const value = ctx.kb.value(name, ctx.target.arch);
  return value === undefined ? undefined : asWord(value);
}
