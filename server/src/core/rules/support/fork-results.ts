/** What a function makes of the result of fork(): where it is kept, and whether anybody looks for -1. */
import type { SyscallCall } from '../../c/call-site.ts';
import { unparen, type FunctionIr, type SwitchStmt } from '../../c/ir.ts';
import { declaredIn, walk } from '../../c/walk.ts';
import { signedOf } from '../../c/value.ts';
import type { RuleContext } from '../rule.ts';
import { callName } from './library.ts';
import { around } from './parents.ts';

/** Kernel names of the calls that make a child and return its process id. */
export const FORKS: readonly string[] = ['fork', 'vfork'];

/** What becomes of a result that is -1 when the call fails. */
export interface ForkUse {
  /** Local variable that holds it; absent where it is tested in place. */
  readonly variable?: string;
  /** `looked`: a test tells -1 from a process id; `handed-on`: others may look; `ignored`: nobody does. */
  readonly failure: 'looked' | 'handed-on' | 'ignored';
}

/** How the function treats a failure of the call; `undefined` when the result is thrown away. */
export function forkUse(fn: FunctionIr, call: SyscallCall, ctx: RuleContext): ForkUse | undefined {
  const use = ctx.result(call);
  if (use.kind === 'discarded') return undefined;
  const labels = switchOn(fn, call);
  if (labels) return { failure: takesMinusOne(labels) ? 'looked' : 'ignored' };
  if (use.kind !== 'assigned' && use.kind !== 'tested') return { failure: 'handed-on' };
  if (isChecked(fn, call)) return { failure: 'handed-on' };
  const { variable } = use;
  const named = variable === undefined ? {} : { variable };
  if (use.tests.some((t) => t.kind !== 'null' && t.kind !== 'falsy')) {
    return { ...named, failure: 'looked' };
  }
  if (variable === undefined) return { failure: 'ignored' };
  // What is kept in a structure or a global may be tested anywhere.
  if (!declaredIn(fn).has(variable)) return { ...named, failure: 'handed-on' };
  return { ...named, failure: usesOfVariable(fn, variable, ctx) };
}

/** The `switch (fork())` or `switch (pid = fork())` that a call decides. */
function switchOn(fn: FunctionIr, call: SyscallCall): SwitchStmt | undefined {
  let p = around(fn, call.expr, true);
  if (p?.kind === 'assign') p = around(fn, p, true);
  return p?.kind === 'switch' ? p : undefined;
}

/** True inside the parentheses of another call, as in `CHECK(pid = fork())`: that one may look. */
function isChecked(fn: FunctionIr, call: SyscallCall): boolean {
  let p = around(fn, call.expr, true);
  while (p?.kind === 'assign' || p?.kind === 'comma') p = around(fn, p, true);
  return p?.kind === 'call';
}

/** True when a label stands for -1, or for whatever has no label. */
function takesMinusOne(n: SwitchStmt): boolean {
  let takes = false;
  walk(n, (part) => {
    if (part.kind !== 'case') return;
    const value = part.value && unparen(part.value);
    if (value === undefined || value.kind === 'unary') takes = true;
  });
  return takes;
}

/** Calls that take a process id and do not test it. */
const TAKES_PID =
  /^(?:waitpid|wait4|waitid|kill|setpgid|getpgid|getsid|ptrace|printf|fprintf|snprintf|sprintf|syslog|fork|vfork)$/;

function usesOfVariable(fn: FunctionIr, variable: string, ctx: RuleContext): ForkUse['failure'] {
  let failure: ForkUse['failure'] = 'ignored';
  const raise = (to: 'looked' | 'handed-on'): void => {
    if (failure !== 'looked') failure = to;
  };
  walk(fn.body, (n) => {
    if (n.kind !== 'name' || n.name !== variable) return;
    const p = around(fn, n, true);
    if (p === undefined) return;
    if (p.kind === 'switch') {
      if (takesMinusOne(p)) raise('looked');
    } else if (p.kind === 'binary') {
      const other = unparen(p.left === n ? p.right : p.left);
      if (!/^[=!]=$/.test(p.op) || signedOf(ctx.value(other)) !== 0n) raise('looked');
    } else if (p.kind === 'call') {
      if (!TAKES_PID.test(callName(p))) raise('handed-on');
    } else if (p.kind === 'assign' ? unparen(p.left) !== n : isPassing(p.kind)) raise('handed-on');
  });
  return failure;
}

function isPassing(kind: string): boolean {
  return !['if', 'loop', 'expr', 'conditional'].includes(kind) && kind !== 'unary';
}
