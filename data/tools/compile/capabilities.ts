/** Compiles the capabilities of calls that have no page: a page says them itself. Pure. */
import type { CapabilityUse } from '../../../server/src/core/kb/kb.types.ts';
import type { AuthoredCapabilities } from '../lib/platform.types.ts';

/** Capabilities by call, without their sources; sorted by call. */
export function compileCapabilities(
  authored: AuthoredCapabilities,
  pages: ReadonlySet<string>,
): Record<string, CapabilityUse[]> {
  const names = Object.keys(authored)
    .filter((name) => !pages.has(name))
    .sort();
  return Object.fromEntries(
    names.map((call) => [call, (authored[call] ?? []).map(({ name, when }) => ({ name, when }))]),
  );
}
