/** Which system calls a function of the C library makes, and which functions make a call. Pure; knows no words. */
import { own } from './constants.ts';
import type { Kb } from './kb.ts';
import { compareVersionTexts } from './kernel-version.ts';
import type { LibcStep, LibcVariant } from './kb.types.ts';

export type Libc = 'glibc' | 'musl';

/** Where a program runs. */
export interface LibcPlace {
  readonly libc: Libc;
  /** Release of the library, as `2.36`; absent: the release that was read. */
  readonly version?: string;
  /** Architecture, canonical name or alias. */
  readonly arch: string;
}

/** What a function asks of the kernel. Calls for housekeeping (signal masks, allocation) do not count. */
export interface KernelCalls {
  /** In order; empty when it needs no kernel. */
  readonly calls: readonly string[];
  /** Other calls it makes in place of one of them: on an older kernel, or for some arguments. */
  readonly or: readonly string[];
  /** The vDSO answers, the call is made only where it cannot. */
  readonly vdso: boolean;
  readonly note?: string;
}

/**
 * Calls that a function makes. `undefined` for a function that nobody read, an architecture that the library does
 * not run on, or a release that is older than what is known. What carries no release is as in the release that was read.
 */
export function kernelCallOf(kb: Kb, name: string, place: LibcPlace): KernelCalls | undefined {
  const table = kb.libcCalls();
  const arch = kb.arch(place.arch);
  if (table === undefined || arch === undefined) return undefined;
  if (!table.libcs[place.libc].arches.includes(arch.name)) return undefined;
  const has = (call: string): boolean => kb.number(call, arch.name) !== undefined;
  const fits = ({ arches, bits, has: needed, lacks, since, until }: LibcVariant): boolean =>
    (arches === undefined || arches.includes(arch.name)) &&
    (bits === undefined || bits === arch.bits) &&
    (needed === undefined || has(needed)) &&
    (lacks === undefined || !has(lacks)) &&
    isIn(place.version ?? table.libcs[place.libc].release, since, until);
  const variant = own(table.functions, name)?.[place.libc]?.find(fits);
  if (variant === undefined) return undefined;
  const steps = variant.calls.map((step) => resolve(step, has));
  // A call that the architecture does not have: the row was not read for it.
  if (steps.some((step) => step.length === 0)) return undefined;
  return {
    calls: steps.flatMap((step) => step.slice(0, 1)),
    or: steps.flatMap((step) => step.slice(1)),
    vdso: variant.vdso === true,
    ...(variant.note === undefined ? {} : { note: variant.note }),
  };
}

/** Functions that make a call there, as their first choice before those that make it otherwise; each part sorted. */
export function functionsMaking(kb: Kb, call: string, place: LibcPlace): string[] {
  const table = kb.libcCalls();
  const first: string[] = [];
  const second: string[] = [];
  for (const name of Object.keys(table?.functions ?? {})) {
    const made = kernelCallOf(kb, name, place);
    if (made?.calls.includes(call) === true) first.push(name);
    else if (made?.or.includes(call) === true) second.push(name);
  }
  return [...first.sort(), ...second.sort()];
}

function isIn(version: string, since: string | undefined, until: string | undefined): boolean {
  if (since !== undefined && compareVersionTexts(version, since) < 0) return false;
  return until === undefined || compareVersionTexts(version, until) < 0;
}

/** Calls of a step that the architecture has, the preferred one first. */
function resolve(step: LibcStep, has: (call: string) => boolean): readonly string[] {
  if (typeof step === 'string') return has(step) ? [step] : [];
  return 'first' in step ? step.first.filter(has).slice(0, 1) : step.try.filter(has);
}
