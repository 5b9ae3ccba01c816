/** What a seccomp filter lets through, call by call, on the architecture of the target. */
import type { FileContext } from '../../rule.ts';
import type { Program } from './program.ts';
import { actionsFor } from './run.ts';

/** What happens to a call, whatever its arguments are; `some`: it depends on them; `unknown`: it cannot be told. */
export type Verdict = 'allowed' | 'refused' | 'enosys' | 'some' | 'unknown';

/** AUDIT_ARCH_ constants of the ABIs (linux/audit.h). */
const AUDIT: Readonly<Record<string, string>> = {
  ...{ x86_64: 'AUDIT_ARCH_X86_64', i386: 'AUDIT_ARCH_I386', aarch64: 'AUDIT_ARCH_AARCH64' },
  ...{ arm: 'AUDIT_ARCH_ARM', riscv64: 'AUDIT_ARCH_RISCV64', s390x: 'AUDIT_ARCH_S390X' },
};
const ENOSYS = 38n;
/** Actions and their mask (linux/seccomp.h). */
const [ACTION, ALLOW, LOG] = [0xffff0000n, 0x7fff0000n, 0x7ffc0000n];
const [KILL_PROCESS, KILL_THREAD, TRAP, ERRNO] = [0x80000000n, 0n, 0x30000n, 0x50000n];

export interface Policy {
  /** What happens to a system call by name; `unknown` for one that the target does not have. */
  of(call: string): Verdict;
  /** The same for a number. */
  at(number: bigint): Verdict;
  /** What happens to a number that no call has. */
  readonly otherwise: Verdict;
}

/** The policy of a program; `undefined` where the architecture's own constants are not known. */
export function policyOf(program: Program, { kb, target }: FileContext): Policy | undefined {
  const name = AUDIT[target.arch];
  const arch = name === undefined ? undefined : kb.value(name, target.arch);
  if (arch === undefined) return undefined;
  const at = (nr: bigint): Verdict => verdict(actionsFor(program, { nr, arch }));
  return {
    at,
    of(call) {
      const number = kb.number(call, target.arch);
      return number === undefined ? 'unknown' : at(BigInt(number));
    },
    otherwise: at(UNUSED),
  };
}

/** No call of any table has this number. */
const UNUSED = 0x3ffffff0n;

function verdict(actions: ReadonlySet<bigint> | undefined): Verdict {
  if (actions === undefined || actions.size === 0) return 'unknown';
  const list = [...actions];
  if (list.every((a) => (a & ACTION) === ALLOW || (a & ACTION) === LOG)) return 'allowed';
  if (!list.every(isRefusal)) return 'some';
  return list.every((a) => a === (ERRNO | ENOSYS)) ? 'enosys' : 'refused';
}

/** True for an action that keeps the call from being made; a tracer or a supervisor may let it through. */
export function isRefusal(action: bigint): boolean {
  const kind = action & ACTION;
  return kind === KILL_PROCESS || kind === KILL_THREAD || kind === TRAP || kind === ERRNO;
}
