/** Compiles what surrounds the calls: C libraries, distributions, signals. Pure. */
import type {
  Distribution,
  LibcCalls,
  LibcVariant,
  SignalProse,
} from '../../../server/src/core/kb/kb.types.ts';
import type {
  AuthoredDistributions,
  AuthoredLibcCalls,
  AuthoredLibcVariants,
  AuthoredSignals,
} from '../lib/platform.types.ts';

/** Presets in the order of the file, without their sources. */
export function compileDistributions(authored: AuthoredDistributions): Distribution[] {
  return Object.entries(authored).map(([id, { name, kernel, libc, libcVersion, backports }]) => ({
    id,
    name,
    kernel,
    ...(libc === undefined ? {} : { libc }),
    ...(libcVersion === undefined ? {} : { libcVersion }),
    ...(backports === undefined ? {} : { backports }),
  }));
}

/** Signals by name, without their sources. */
export function compileSignals(authored: AuthoredSignals): Record<string, SignalProse> {
  const entries = Object.entries(authored).map(
    ([name, { action, fixed, aliasOf, meaning, advice }]) =>
      [
        name,
        {
          action,
          ...(fixed === undefined ? {} : { fixed }),
          ...(aliasOf === undefined ? {} : { aliasOf }),
          meaning,
          ...(advice === undefined ? {} : { advice }),
        },
      ] as const,
  );
  return Object.fromEntries(entries);
}

/** Functions by name, without their sources. */
export function compileLibcCalls({ libcs, functions }: AuthoredLibcCalls): LibcCalls {
  const { glibc, musl } = libcs;
  const compiled = Object.entries(functions).map(
    ([name, by]) =>
      [
        name,
        {
          ...(by.glibc === undefined ? {} : { glibc: variants(by.glibc) }),
          ...(by.musl === undefined ? {} : { musl: variants(by.musl) }),
        },
      ] as const,
  );
  return {
    libcs: {
      glibc: { release: glibc.release, arches: glibc.arches },
      musl: { release: musl.release, arches: musl.arches },
    },
    functions: Object.fromEntries(compiled),
  };
}

function variants(authored: AuthoredLibcVariants): LibcVariant[] {
  return authored.map((variant) => {
    const kept = Object.entries(variant).filter(([key]) => key !== 'source');
    return Object.fromEntries(kept) as unknown as LibcVariant;
  });
}
