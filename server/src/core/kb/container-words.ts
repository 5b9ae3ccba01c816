/** Says in words under which conditions a container lets a call through. Pure. */
import type { Conditions, ContainerVerdict } from './containers.ts';
import type { ArgumentTest } from './kb.types.ts';

/** Names that the sentences use. */
export interface ConditionNames {
  /** Parameters of the call in the kernel's order. */
  readonly params: readonly string[];
  /** Constants by the number that a test compares with. */
  readonly values: Readonly<Record<string, string>>;
  /** Capabilities that a container has without asking. */
  readonly granted: readonly string[];
}

/**
 * Conditions of a verdict, ready to print; empty unless it is `conditional`:
 * `only with CAP_SYS_ADMIN, or when (clone_flags & 0x7e020000) == 0`.
 */
export function conditionWords(
  { ways, refusals }: Pick<ContainerVerdict, 'ways' | 'refusals'>,
  names: ConditionNames,
): string[] {
  const phrases = mergeEqual(ways, names).sort(capabilitiesFirst);
  const only = phrases.length === 0 ? [] : [`only ${[...new Set(phrases)].join(', or ')}`];
  return [...only, ...refusals.map((refusal) => `${refusal.errno} ${phrase(refusal, names)}`)];
}

/** What an administrator can grant stands first; the rest keeps the order of the profile. */
function capabilitiesFirst(a: string, b: string): number {
  return Number(b.startsWith('with CAP_')) - Number(a.startsWith('with CAP_'));
}

function phrase({ caps, withoutCaps, kernel, args }: Conditions, names: ConditionNames): string {
  return [
    ...caps.map(
      (cap) => `with ${cap}${names.granted.includes(cap) ? ' (granted by default)' : ''}`,
    ),
    ...withoutCaps.map((cap) => `without ${cap}`),
    ...(kernel === undefined ? [] : [`on kernel ≥ ${kernel}`]),
    ...(args.length === 0
      ? []
      : [`when ${args.map((test) => testWord(test, names)).join(' and ')}`]),
  ].join(' and ');
}

/** One test as C: `(clone_flags & 0x7e020000) == 0`, `family != 40 (AF_VSOCK)`. */
function testWord({ index, mask, op, value }: ArgumentTest, names: ConditionNames): string {
  const name = paramName(index, names);
  if (mask !== undefined) return `(${name} & ${number(mask)}) ${op} ${number(value)}`;
  const constant = names.values[String(value)];
  return `${name} ${op} ${number(value)}${constant === undefined ? '' : ` (${constant})`}`;
}

function paramName(index: number, { params }: ConditionNames): string {
  return params[index] ?? `argument ${index}`;
}

function number(value: number): string {
  return value < 256 ? String(value) : `0x${value.toString(16)}`;
}

/** Phrases of the ways; those that only ask one argument for a value are one: `when persona is 0 or 8`. */
function mergeEqual(ways: readonly Conditions[], names: ConditionNames): string[] {
  const values = new Map<number, string[]>();
  const phrases: string[] = [];
  for (const way of ways) {
    const [test, ...others] = way.args;
    const alone = others.length + way.caps.length + way.withoutCaps.length === 0;
    if (test?.op !== '==' || test.mask !== undefined || !alone || way.kernel !== undefined) {
      phrases.push(phrase(way, names));
    } else {
      values.set(test.index, [...(values.get(test.index) ?? []), number(test.value)]);
    }
  }
  for (const [index, list] of values) {
    const last = list.at(-1) ?? '';
    const text = list.length === 1 ? `== ${last}` : `is ${list.slice(0, -1).join(', ')} or ${last}`;
    phrases.push(`when ${paramName(index, names)} ${text}`);
  }
  return phrases;
}
