/** Gives commands the language service and the context to ask it with. */
import {
  createLanguageService,
  type LanguageService,
  type RequestContext,
} from '../core/service.ts';
import type { Kb } from '../core/kb/kb.ts';
import { nearestNames } from '../core/kb/suggest.ts';
import { requestContext } from '../project/effective.ts';
import type { LoadOptions } from '../project/platform.ts';
import { defaultSettings } from '../project/settings.ts';
import type { TargetSettings } from '../protocol.ts';
import { UsageError, type Io } from './io.ts';

export interface CliService {
  readonly service: LanguageService;
  readonly kb: Kb;
  /** Context with default settings for a target. */
  readonly context: (target: TargetSettings) => RequestContext;
}

/**
 * Loads engine and service. An error inside a rule or feature goes to stderr with its name, once, and to
 * `failed`; everything else goes on.
 */
export async function openService(
  io: Io,
  options: LoadOptions,
  failed?: (error: unknown) => void,
): Promise<CliService> {
  const { parser, kb } = await io.platform.load(options);
  const seen = new Set<string>();
  const log = (name: string, error: unknown): void => {
    failed?.(error);
    const line = `syscall-lens: ${name}: ${error instanceof Error ? error.message : String(error)}\n`;
    if (seen.has(line)) return;
    seen.add(line);
    io.stderr.write(line);
  };
  return {
    service: createLanguageService({ parser, kb, log }),
    kb,
    context: (target) => requestContext({ ...defaultSettings, target }, kb),
  };
}

/** The canonical name of an architecture; a usage error for a name nobody knows. */
export function requireArch(kb: Kb, name: string): string {
  const arch = kb.arch(name);
  if (arch !== undefined) return arch.name;
  const names = kb.index.arches.flatMap((one) => [one.name, ...one.aliases]);
  const near = nearestNames(name, names);
  throw new UsageError(
    `no architecture is called '${name}' (${(near.length > 0 ? near : names).join(', ')})`,
  );
}
