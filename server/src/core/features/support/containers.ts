/** Says in words what the default seccomp profiles of Docker and Podman do with a call. */
import type { CallInfo, ContainerStatus } from '../../kb/kb.types.ts';
import type { TargetInfo } from '../../kb/target-info.ts';

export type Runtime = 'docker' | 'podman';
const NAMES: Readonly<Record<Runtime, string>> = { docker: 'Docker', podman: 'Podman' };

/** The runtime's own name. */
export function runtimeName(runtime: Runtime): string {
  return NAMES[runtime];
}

/** `allowed`, `blocked (EPERM)`, `only with CAP_SYS_PTRACE, or kernel ≥ 4.8, else EPERM`. */
export function showContainer(status: ContainerStatus): string {
  if (status.status === 'allowed') return 'allowed';
  const conditions = status.conditions ?? [];
  if (status.status === 'blocked' || conditions.length === 0) {
    return status.errno === undefined ? 'blocked' : `blocked (${status.errno})`;
  }
  const refused = status.errno === undefined ? '' : `, else ${status.errno}`;
  return `${conditions.join('; ')}${refused}`;
}

/** One line for the runtimes that concern the target: one sentence where they agree. */
export function containerLine(call: CallInfo, target: TargetInfo): string {
  const { docker, podman } = call.containers;
  if (target.container !== undefined) {
    const only = call.containers[target.container];
    return `${NAMES[target.container]} default profile: ${showContainer(only)}`;
  }
  const [d, p] = [showContainer(docker), showContainer(podman)];
  return d === p
    ? `Docker and Podman default profiles: ${d}`
    : `Docker default profile: ${d} · Podman: ${p}`;
}

/** True when a container of the target may refuse the call. */
export function containersMatter(call: CallInfo, target: TargetInfo): boolean {
  const runtimes: readonly Runtime[] =
    target.container === undefined ? ['docker', 'podman'] : [target.container];
  return runtimes.some((runtime) => call.containers[runtime].status !== 'allowed');
}

/** How to read EPERM or ENOSYS after a call inside a container; `undefined` for any other errno. */
export function containerReading(
  call: CallInfo,
  errno: string,
  target: TargetInfo,
): string | undefined {
  if (errno !== 'EPERM' && errno !== 'ENOSYS') return undefined;
  const runtimes: readonly Runtime[] =
    target.container === undefined ? ['docker', 'podman'] : [target.container];
  const readings = runtimes.map((runtime) => reading(call.containers[runtime], errno));
  const owners = runtimes.map((runtime) => `${NAMES[runtime]}'s`);
  const [first = ''] = readings;
  const same = readings.every((r) => r === first);
  const verb = owners.length > 1 ? plural(first) : first;
  if (same && first === ALLOWS) {
    return `Not the default seccomp profile: ${owners.join(' and ')} ${verb}.`;
  }
  const all = same
    ? `${owners.join(' and ')} ${verb}`
    : readings.map((text, i) => `${owners[i] ?? ''} ${text}`).join('; ');
  return `Default seccomp profile: ${all}.`;
}

const ALLOWS = 'allows it';

/** What a profile does, with a verb in the singular first. */
function reading(status: ContainerStatus, errno: string): string {
  if (status.status === 'allowed') return ALLOWS;
  const refusal = status.errno ?? errno;
  const other = refusal === errno ? '' : `, not ${errno}`;
  const conditions = (status.conditions ?? []).join('; ');
  return status.status === 'conditional' && conditions !== ''
    ? `allows it ${conditions}, else ${refusal}${other}`
    : `refuses it with ${refusal}${other}`;
}

function plural(text: string): string {
  return text.replace(/^(allow|refuse)s/, '$1');
}
