/** `fd/missing-cloexec`: a descriptor that every program started later inherits. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { nameOf } from '../c/ir.ts';
import type { FunctionIr } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { declaredIn } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { Finding, Fix, FunctionRule, Rule, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isClear } from './support/arguments.ts';
import { CLOEXEC_FLAGS, DEALS_WITH_IT, WITHOUT_FLAG } from './support/cloexec-table.ts';
import { argumentOf, FCNTL } from './support/fcntl.ts';
import { withName, withNameFor } from './support/flag-edits.ts';
import { siblingFix } from './support/siblings.ts';

type Message = 'flag' | 'call' | 'mode';

const inCalls = defineRule({
  meta: {
    id: 'fd/missing-cloexec',
    summary: 'A descriptor without close-on-exec',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-403'],
    others: [
      'clang-tidy:android-cloexec-open',
      'clang-tidy:android-cloexec-socket',
      'clang-tidy:android-cloexec-accept',
      'clang-tidy:android-cloexec-accept4',
      'clang-tidy:android-cloexec-creat',
      'clang-tidy:android-cloexec-dup',
      'clang-tidy:android-cloexec-epoll-create',
      'clang-tidy:android-cloexec-epoll-create1',
      'clang-tidy:android-cloexec-inotify-init',
      'clang-tidy:android-cloexec-inotify-init1',
      'clang-tidy:android-cloexec-memfd-create',
      'clang-tidy:android-cloexec-pipe',
      'clang-tidy:android-cloexec-pipe2',
      'clang-tidy:android-cloexec-fopen',
    ],
    messages: {
      flag: 'Programs that this one starts inherit the descriptor: add {flag}.',
      call: 'Programs that this one starts inherit the descriptor: use {instead}.',
      mode: 'Programs that this one starts inherit the descriptor of the stream: add "e" to the mode.',
    },
    docs: {
      why: `A descriptor stays open across exec unless it is marked. A program that is started later, by this code or by
a library, holds the file, the socket or the lock as well: the port stays taken, the pipe never ends, and an
unprivileged helper reads what only its parent was to read. Marking it later with fcntl() leaves a gap in which another
thread may fork.`,
      bad: [
        `#include <fcntl.h>
#include <stdlib.h>

int journal(const char *path)
{
    return open(path, O_WRONLY | O_APPEND);
}

int rotate(void)
{
    return system("logrotate");
}
`,
        `#include <stddef.h>
#include <sys/socket.h>

int next_client(int listener)
{
    return accept(listener, NULL, NULL);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int journal(const char *path)
{
    return open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}
`,
      ],
      limits: `A warning where the file starts programs and the descriptor goes to a field or to a variable of the
file, and the function does not close it again; a hint elsewhere, because a local one may be made for such a program,
and what starts programs in another file may close everything first. Silent where the function
sets FD_CLOEXEC, starts a program or uses dup2(), for
/dev/null and terminals, which become standard input and output, and in code for systems without the flag.`,
      references: ['man:open(2)', 'man:fcntl(2)', 'man:execve(2)', 'CWE-403', 'CERT:FIO22-C'],
    },
  },
  on: [...Object.keys(CLOEXEC_FLAGS), ...WITHOUT_FLAG, ...FCNTL],
  *check(call, ctx) {
    if (call.via === 'wrapper') return;
    const found = missingIn(call, ctx);
    if (found === undefined || isDealtWith(call, ctx)) return;
    const severity = ctx.project.here('exec') && isKept(call, ctx) ? {} : HINT;
    yield { ...found, ...severity };
  },
});

const HINT = { severity: 'hint' } as const;
/** Library functions, and the one that takes the flag. */
const TEMPORARY = ['mkstemp', 'mkstemps'];
const STREAMS = ['fopen', 'fopen64', 'popen'];

export const fdMissingCloexec: Rule<Message> & FunctionRule<Message> = {
  ...inCalls,
  words: [...TEMPORARY, ...STREAMS],
  *inFunction(fn, ctx) {
    for (const call of ctx.library(...TEMPORARY)) {
      if (isDealtWith({ ...call, fn }, ctx)) continue;
      const name = nameOf(call.callee)?.replace(/^::/, '') ?? '';
      const fix = siblingFix(name, call, fn, ctx);
      yield {
        message: 'call',
        data: { instead: `${name === 'mkstemp' ? 'mkostemp' : 'mkostemps'} with O_CLOEXEC` },
        span: call.callee,
        fixes: fix ? [fix] : [],
        ...HINT,
      };
    }
    if (ctx.project.has('exec') !== 'yes') return;
    for (const call of ctx.library(...STREAMS)) {
      const mode = call.args[1];
      if (mode?.kind !== 'string' || !/^"[rwa][^e,"]*"$/.test(mode.text)) continue;
      if (isDealtWith({ ...call, fn }, ctx) || ctx.mentions('fclose', call)) continue;
      const at = { start: mode.end - 1, end: mode.end - 1 };
      yield {
        message: 'mode',
        span: mode,
        fixes: [{ title: 'Add "e"', safety: 'unsafe', edits: [{ span: at, newText: 'e' }] }],
        ...HINT,
      };
    }
  },
};

/** What the call lacks, when that is certain. */
function missingIn(call: SyscallCall, ctx: RuleContext): Finding<Message> | undefined {
  if (FCNTL.includes(call.name)) {
    if (argumentOf(call, 'F_DUPFD', ctx) === undefined) return undefined;
    const edit = call.args[1] && withNameFor(call.args[1].expr, 'F_DUPFD', 'F_DUPFD_CLOEXEC');
    return found('call', 'F_DUPFD_CLOEXEC', call.nameSpan, [
      ...(edit ? [fixed('F_DUPFD_CLOEXEC', [edit])] : []),
    ]);
  }
  if (WITHOUT_FLAG.has(call.name)) {
    // A function of another interface that has the same name.
    if (call.args.length !== call.info.params.length) return undefined;
    const fix = call.via === 'libc' ? siblingFix(call.name, call.expr, call.fn, ctx) : undefined;
    return found('call', INSTEAD[call.name] ?? '', call.nameSpan, fix ? [fix] : []);
  }
  const flag = CLOEXEC_FLAGS[call.name];
  const flags = flag === undefined ? undefined : flagsOf(call, flag, ctx);
  if (flag === undefined || flags === undefined) return undefined;
  if (!isClear(ctx.value(flags.expr), flag, ctx) || isUpdate(call, ctx)) return undefined;
  return found('flag', flag, flags, [fixed(flag, withName(flags.expr, flag, 'back'))]);
}

const INSTEAD: Readonly<Record<string, string>> = {
  accept: 'accept4() with SOCK_CLOEXEC',
  creat: 'open() with O_CREAT and O_CLOEXEC',
  dup: 'fcntl() with F_DUPFD_CLOEXEC',
  epoll_create: 'epoll_create1(EPOLL_CLOEXEC)',
  inotify_init: 'inotify_init1(IN_CLOEXEC)',
  pipe: 'pipe2() with O_CLOEXEC',
};

function found(
  message: 'flag' | 'call',
  what: string,
  span: Finding['span'],
  fixes: readonly Fix[],
): Finding<Message> {
  return { message, data: { [message === 'flag' ? 'flag' : 'instead']: what }, span, fixes };
}

function fixed(flag: string, edits: Fix['edits']): Fix {
  return { title: `Add ${flag}`, safety: 'unsafe', edits };
}

/** The argument that takes the flag; the type of a socket takes it beside SOCK_STREAM. */
function flagsOf(call: SyscallCall, flag: string, ctx: RuleContext): Argument | undefined {
  return argumentTaking(call, flag, ctx) ?? argumentOfKind(call, 'flags');
}

/** signalfd() on a descriptor that is there only changes its mask. */
function isUpdate(call: SyscallCall, ctx: RuleContext): boolean {
  const [first] = call.args;
  if (!call.name.startsWith('signalfd') || first === undefined) return false;
  return BigInt.asIntN(32, signedOf(ctx.value(first.expr)) ?? 0n) !== -1n;
}

/** True where the function deals with it, or the code is for systems that lack the flag. */
function isDealtWith(
  call: Pick<SyscallCall, 'fn' | 'start' | 'end'> & { readonly args: readonly unknown[] },
  ctx: RuleContext,
): boolean {
  if (DEALS_WITH_IT.some((word) => ctx.mentions(word, call))) return true;
  const names = call.fn?.calls.map(({ expr }) => nameOf(expr.callee) ?? '') ?? [];
  if (names.some((name) => /clo(?:se)?_?(?:on)?_?exec/i.test(name))) return true;
  const { absent } = ctx.guards(call);
  if ([...absent].some((m) => /CLOEXEC|ACCEPT4|PIPE2|DUP3|CREATE1|INIT1|MKOSTEMP/.test(m))) {
    return true;
  }
  return /"\/dev\/(?:null|zero|tty\w*|console|ptmx)"/.test(ctx.text(call));
}

/**
 * True when the descriptor goes to a field or to a variable of the file: it stays open while programs are started. One
 * in a local variable may be made for such a program; dup() mostly makes it so.
 */
function isKept(call: SyscallCall, ctx: RuleContext): boolean {
  if (call.name.startsWith('dup') || FCNTL.includes(call.name)) return false;
  const array = call.args.find(
    (a) => a.param?.kind === 'pointer' && a.param.type.startsWith('int'),
  );
  const place = array ? ctx.text(array.expr) : ctx.result(call).variable;
  const name = place === undefined ? undefined : /^[&*(]*(\w+)/.exec(place)?.[1];
  if (place === undefined || name === undefined || call.fn === undefined) return false;
  if (isClosedHere(place, call.fn, ctx)) return false;
  return /->|\./.test(place) || !declaredIn(call.fn).has(name);
}

/** `close(place)` in the same function: no program can be started while it is open but by this function. */
function isClosedHere(place: string, fn: FunctionIr, ctx: RuleContext): boolean {
  return fn.calls.some(
    ({ expr }) =>
      nameOf(expr.callee) === 'close' && expr.args[0] && ctx.text(expr.args[0]) === place,
  );
}
