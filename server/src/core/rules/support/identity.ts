/** Calls of a function that change user or group ids: what they change, to what, and whether it can be taken back. */
import type { SyscallCall } from '../../c/call-site.ts';
import type { CallExpr, Expr } from '../../c/ir.ts';
import { uncast } from '../../c/ir.ts';
import { calledName } from '../../c/leaving.ts';
import type { Node } from '../../c/walk.ts';
import { constantOf, signedOf } from '../../c/value.ts';
import type { Span } from '../../text/span.ts';
import type { FunctionContext, RuleContext } from '../rule.ts';

/** Calls that change user ids. */
export const USER_CALLS = ['setuid', 'setreuid', 'setresuid', 'seteuid'] as const;
/** Calls that change group ids. */
export const GROUP_CALLS = ['setgid', 'setregid', 'setresgid', 'setegid'] as const;
/** Calls that change the list of supplementary groups. */
export const LIST_CALLS = ['setgroups', 'initgroups'] as const;
/** Words any of which wakes a rule about them. */
export const ID_CALLS: readonly string[] = [...USER_CALLS, ...GROUP_CALLS, ...LIST_CALLS];

export interface IdChange extends Span {
  readonly call: CallExpr;
  /** As written: `setresuid`. */
  readonly name: string;
  /** `user`, `group`: ids of the process; `list`: its supplementary groups. */
  readonly sets: 'user' | 'group' | 'list';
  /** Real, effective and saved id, as a process with the capability changes them (credentials(7)). */
  readonly permanent: boolean;
  /** The ids as written; those that are -1, and stay as they are, left out. */
  readonly ids: readonly Expr[];
  /** The word that names the call. */
  readonly nameSpan: Span;
}

/** The changes of ids that a function makes, in source order. */
export function idChanges(ctx: FunctionContext): readonly IdChange[] {
  return ctx.library(...ID_CALLS).flatMap((call) => {
    const name = calledName(call);
    return name === undefined ? [] : [changeOf(call, name, ctx)];
  });
}

/** The change of ids that a system call makes, or `undefined` when it makes none. */
export function changeBy(call: SyscallCall, ctx: RuleContext): IdChange | undefined {
  const is = call.via === 'libc' && !call.broken && ID_CALLS.includes(call.name);
  return is ? changeOf(call.expr, call.name, ctx) : undefined;
}

function changeOf(call: CallExpr, name: string, ctx: RuleContext): IdChange {
  const { start, end, callee } = call;
  const sets = isIn(LIST_CALLS, name) ? 'list' : isIn(USER_CALLS, name) ? 'user' : 'group';
  const kept = (e: Expr | undefined): boolean => e === undefined || isMinusOne(e, ctx);
  const { args } = call;
  const permanent =
    sets === 'list' ||
    /^set[ug]id$/.test(name) ||
    // With a real id the saved one follows the effective one (setreuid(2)).
    (/^setres?[ug]id$/.test(name) && args.length > 1 && !args.some(kept));
  const ids = sets === 'list' ? [] : args.filter((a) => !kept(a));
  return { call, name, sets, permanent, ids, nameSpan: callee, start, end };
}

const isIn = (list: readonly string[], name: string): boolean => list.includes(name);

function isMinusOne(e: Expr, ctx: RuleContext): boolean {
  const n = signedOf(ctx.value(e));
  // (uid_t)-1 is all ones of 32 bits.
  if (n !== undefined) return BigInt.asIntN(32, n) === -1n;
  // The grammar cannot tell `(uid_t)-1` from a difference.
  if (e.kind === 'binary' && e.op === '-' && e.left.kind === 'paren') {
    return (
      e.right.kind === 'number' && e.right.value === 1n && /^\(\w+_t\)$/.test(ctx.text(e.left))
    );
  }
  const name = uncast(e);
  return name.kind === 'name' && /^(?:UID|GID)_INVALID$/.test(name.name);
}

/** Names of ids that a process had before: it goes back to them, it does not drop. */
const FORMER =
  /(?:^|_|\b)(?:saved?|eff|old|orig|original|prev|previous|former|restore|root|super|priv|privileged|before|backup|start|init(?:ial)?|s)_*(?:[re]?[ug]id\b)|saved|orig|root|previous/i;

/** True when ids are set to 0, to the effective id, or to something named like an id of before. */
export function isRegained(change: IdChange, ctx: RuleContext): boolean {
  return change.ids.some((id) => {
    if (constantOf(ctx.value(id)) === 0n) return true;
    const e = uncast(id);
    if (e.kind === 'call') return /^gete[ug]id$/.test(calledName(e) ?? '');
    return FORMER.test(ctx.text(e));
  });
}

/** True for a function that goes back to the ids of before, as its name says. */
export function isRestoring(fn: { readonly name: string }): boolean {
  return /restore|regain|rais(?:e|ing)_?priv|revert/i.test(fn.name);
}

/** Names of the ids that a process has anyway: those of whoever started it. */
const OWN = /\b[rR][ug]id\b|real|current|\bmy_?[ug]id|caller|invok|\bself/i;

/** True when an id is named like that of the caller: going there needs no capability, and leads to no stranger. */
export function isNamedOwn(id: Expr, ctx: RuleContext): boolean {
  return uncast(id).kind !== 'call' && OWN.test(ctx.text(id));
}

/** Calls of the exec family: what they start has its effective ids as saved ones (execve(2)). */
export const STARTS = /^f?exec(?:l|le|lp|v|ve|vp|vpe|veat)$/;

/** True when an id is that of the caller (`getuid()`), here or in the variable that holds it. */
export function isOwnId(id: Expr, ctx: RuleContext): boolean {
  const from = ctx.paths(id)?.resource(id);
  return from?.kind === 'call' && /^get[ug]id$/.test(from.name);
}

/** Signs of capabilities that outlive a change of ids, or of ids in a namespace (capabilities(7), user_namespaces(7)). */
const KEEPERS = [
  ...['PR_SET_KEEPCAPS', 'PR_SET_SECUREBITS', 'SECBIT_KEEP_CAPS', 'SECBIT_NO_SETUID_FIXUP'],
  ...['CLONE_NEWUSER', 'capset', 'cap_set_proc', 'capng_apply', 'capng_change_id', 'uid_map'],
  ...['CAP_SETUID', 'CAP_SETGID', 'CAP_SYS_CHROOT', 'CAP_SYS_ADMIN', 'keepcaps', 'keep_caps'],
];

/** True when the function around a place keeps capabilities, or works in a user namespace. */
export function keepsCapabilities(place: Node, ctx: RuleContext): boolean {
  return KEEPERS.some((word) => ctx.mentions(word, place));
}

/** An id that something else works out, by a macro as well: it may be that of before. */
function isComputed(id: Expr): boolean {
  const e = uncast(id);
  return e.kind === 'call' && !/^get[ug]id$/.test(calledName(e) ?? '');
}

/** A permanent change of the user to somebody who is not root, before a place. */
export interface Drop {
  readonly drop: IdChange;
  /** On every way there; otherwise on some. */
  readonly certain: boolean;
}

/** The first such change before a place in the text that is not known to have failed there, on some way at least. */
export function droppedBefore(
  place: Node,
  changes: readonly IdChange[],
  ctx: RuleContext,
): Drop | undefined {
  const drops = changes.filter(
    (c) =>
      c.sets === 'user' &&
      c.permanent &&
      c.start < place.start &&
      !isRegained(c, ctx) &&
      !c.ids.some((id) => isComputed(id)),
  );
  if (drops.length === 0 || keepsCapabilities(place, ctx)) return undefined;
  const paths = ctx.paths(place);
  if (paths === undefined) return undefined;
  const always = paths.certainlyBefore(place) ?? [];
  const sometimes = paths.mayBefore(place);
  const drop = drops.find((d) => {
    if (!sometimes.some((b) => b.expr === d.call)) return false;
    const states = paths.testedBefore(d.call, place);
    return states !== undefined && [...states].some((s) => s !== 'failed');
  });
  return drop && { drop, certain: always.some((b) => b.expr === drop.call) };
}
