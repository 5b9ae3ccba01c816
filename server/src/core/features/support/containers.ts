/** Says in words what the default seccomp profiles of Docker and Podman do with a call. */
import type { CallInfo, ContainerStatus } from '../../kb/kb.types.ts';
import type { TargetInfo } from '../feature.ts';

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
  const [first = '', second] = readings;
  const names = runtimes.map((runtime) => NAMES[runtime]);
  if (readings.every((r) => r === ALLOWS)) {
    const profiles =
      names.length > 1
        ? 'profiles of Docker and Podman allow'
        : `profile of ${names.join()} allows`;
    return `Not the container: the default ${profiles} ${call.name}().`;
  }
  if (second === undefined) return `In a container: ${names.join()}'s default profile ${first}.`;
  return first === second
    ? `In a container: the default profiles of Docker and Podman ${plural(first)}.`
    : `In a container: Docker's default profile ${first}, Podman's ${second}.`;
}

const ALLOWS = 'allows it';

function reading(status: ContainerStatus, errno: string): string {
  if (status.status === 'allowed') return ALLOWS;
  if (status.errno !== undefined && status.errno !== errno)
    return `refuses it with ${status.errno}`;
  const conditions = status.conditions ?? [];
  if (status.status === 'blocked' || conditions.length === 0) return `refuses it with ${errno}`;
  return `gives ${errno} unless allowed (${conditions.join('; ')})`;
}

function plural(text: string): string {
  return text.replace(/^refuses/, 'refuse').replace(/^gives/, 'give');
}
