/** Findings about a system call that a wrapper makes: which of them the caller is to blame for, and what may be edited. */
import type { Argument, SyscallCall } from '../../c/call-site.ts';
import type { Span } from '../../text/span.ts';
import type { Finding, Fix } from '../rule.ts';

/** The call as the wrapper alone decides it: nothing is known of what its caller writes. */
export function withoutCaller(call: SyscallCall): SyscallCall {
  const args = call.args.map((a): Argument => {
    if (a.written === false) return a;
    const expr = { kind: 'opaque', broken: false, inner: [], start: a.start, end: a.end } as const;
    return { ...a, expr };
  });
  return { ...call, args };
}

/**
 * True when the finding is the caller's: it stands in what the caller wrote, or the wrapper alone would not have it.
 * `alone` are the findings of the same rule on `withoutCaller`.
 */
export function isCallers(
  finding: Finding,
  call: SyscallCall,
  alone: () => readonly Finding[],
): boolean {
  const { start, end } = finding.span;
  const inName = call.nameSpan.start <= start && end <= call.nameSpan.end;
  const whole = start === call.start && end === call.end;
  return (!inName && !whole) || !alone().some((f) => f.message === finding.message);
}

/** The fixes that only change arguments that the caller wrote; none of them is safe. */
export function fixesForCaller(call: SyscallCall, fixes: readonly Fix[]): readonly Fix[] {
  const written = call.args.filter((a) => a.written !== false);
  const inside = (s: Span): boolean => written.some((a) => a.start <= s.start && s.end <= a.end);
  return fixes
    .filter((fix) => fix.edits.every((e) => inside(e.span)))
    .map((fix) => (fix.safety === 'safe' ? { ...fix, safety: 'unsafe' } : fix));
}
