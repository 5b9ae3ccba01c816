/** `fd/world-writable`: everyone on the machine may write. */
import type { SyscallCall } from '../c/call-site.ts';
import { constantOf } from '../c/value.ts';
import { uncast } from '../c/ir.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet } from './support/arguments.ts';
import { calledAs, MODE_CALLS, modeOf, octal, permissionsOf } from './support/modes.ts';

const CHANGES = new Set(['chmod', 'fchmod', 'fchmodat', 'fchmodat2']);
const OTHERS = 0o2;
const STICKY = 0o1000;

export const fdWorldWritable = defineRule({
  meta: {
    id: 'fd/world-writable',
    summary: 'A file that everyone may write',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-732'],
    messages: {
      chmod: '{call}() with {mode} lets every user of the machine write: use {less}.',
      unmasked: 'umask is 0 here, so {mode} lets every user of the machine write: use {less}.',
      program:
        '{mode} makes a data file executable, and writable for all where umask allows: use {less}.',
    },
    docs: {
      why: `A file that others may write can be changed under the program's feet by any account, and by any daemon that
was broken into. chmod() does not look at the umask: what it is given is what the file gets. open() and mkdir() do, so
0666 is harmless there until the program has set its umask to 0.`,
      bad: [
        `#include <sys/stat.h>

int share(const char *path)
{
    return chmod(path, 0666);
}
`,
        `#include <fcntl.h>
#include <sys/stat.h>

int start(const char *path)
{
    umask(0);
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}
`,
      ],
      good: [
        `#include <sys/stat.h>

int share(const char *path)
{
    return chmod(path, 0644);
}
`,
        `#include <sys/stat.h>

int scratch(const char *path)
{
    return mkdir(path, 01777);
}
`,
      ],
      limits: `The sticky bit makes a folder that everyone may write reasonable. Silent for sockets (a function that
speaks of AF_UNIX), terminals, device nodes and named pipes, known by their names, and for a file that is made writable to be removed next. A mode of 0777 for a
file that open() creates is told as information; compilers and linkers need it.`,
      references: ['man:chmod(2)', 'man:umask(2)', 'CWE-732', 'CERT:FIO06-C'],
    },
  },
  on: MODE_CALLS.filter((name) => !['umask', 'mq_open'].includes(name)),
  *check(call, ctx) {
    const mode = modeOf(call);
    const bits = mode && permissionsOf(mode.expr, ctx);
    if (mode === undefined || bits === undefined) return;
    if ((bits & OTHERS) === 0 || (bits & STICKY) !== 0 || isSpecial(call, ctx)) return;
    const message = flawOf(call, bits, ctx);
    if (message === undefined) return;
    const less = octal(message === 'program' ? bits & 0o666 : bits & ~0o22);
    yield {
      message,
      data: { call: calledAs(call), mode: octal(bits), less },
      span: mode,
      ...(message === 'program' ? { severity: 'information' as const } : {}),
      fixes: uncast(mode.expr).kind === 'number' ? [written(less, mode)] : [],
    };
  },
});

function flawOf(
  call: SyscallCall,
  bits: number,
  ctx: RuleContext,
): 'chmod' | 'unmasked' | 'program' | undefined {
  if (CHANGES.has(call.name)) return isRemovedNext(call, ctx) ? undefined : 'chmod';
  const flags = argumentTaking(call, 'O_CREAT', ctx);
  if (flags !== undefined && !isSet(ctx.value(flags.expr), 'O_CREAT', ctx)) return undefined;
  if (isUnmasked(call, ctx)) return 'unmasked';
  return flags !== undefined && (bits & 0o111) === 0o111 ? 'program' : undefined;
}

/** True when the last umask() on every way to the call is umask(0). */
function isUnmasked(call: SyscallCall, ctx: RuleContext): boolean {
  if (!ctx.mentions('umask', call)) return false;
  const named = (c: { readonly name?: string }): boolean => c.name === 'umask';
  const paths = ctx.paths(call);
  const last = paths?.certainlyBefore(call.expr)?.find(named);
  const argument = last?.expr.args[0];
  if (paths === undefined || last === undefined || argument === undefined) return false;
  if (constantOf(ctx.value(argument)) !== 0n) return false;
  // Another umask() between the two, on some way.
  const since = paths.mayAfter(last.expr).filter(named);
  return !since.some((c) => c.expr.start < call.start);
}

/** Words of functions that make sockets, device nodes and pipes. */
const SPECIAL = ['sun_path', 'sockaddr_un', 'AF_UNIX', 'AF_LOCAL', 'S_IFCHR', 'S_IFBLK', 'mkfifo'];

/** How code names terminals, which go back to everyone after a session, and sockets. */
const SPECIAL_NAME = /tty|pty|slave|sock|fifo|^line$/i;

/** Sockets, terminals, device nodes and named pipes: who may write there is what the program is about. */
function isSpecial(call: SyscallCall, ctx: RuleContext): boolean {
  if (SPECIAL.some((word) => ctx.mentions(word, call))) {
    return true;
  }
  const file = argumentOfKind(call, 'path') ?? argumentOfKind(call, 'fd');
  const text = file === undefined ? '' : ctx.text(file);
  return text.startsWith('"') ? /^"\/(?:dev|proc|sys)\//.test(text) : SPECIAL_NAME.test(text);
}

/** `chmod(path, 0777); unlink(path);` */
function isRemovedNext(call: SyscallCall, ctx: RuleContext): boolean {
  if (!['unlink', 'unlinkat', 'remove', 'rmdir'].some((w) => ctx.mentions(w, call))) return false;
  const [next] = ctx.paths(call)?.mayAfter(call.expr) ?? [];
  return next?.name !== undefined && /^(?:unlink|unlinkat|remove|rmdir)$/.test(next.name);
}

function written(less: string, span: Fix['edits'][number]['span']): Fix {
  return { title: `Use ${less}`, safety: 'unsafe', edits: [{ span, newText: less }] };
}
