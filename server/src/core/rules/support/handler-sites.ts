/** The signal handlers of a file, as functions that rules can read. */
import { handlersIn } from '../../c/handlers.ts';
import { fileVariables, type FileVariable } from '../../c/file-variables.ts';
import type { FileContext, FunctionSite } from '../rule.ts';

/** Words any of which wakes a rule about handlers. */
export const INSTALLS_HANDLER: readonly string[] = ['sa_handler', 'sa_sigaction', 'signal'];

/** Functions of the file that it installs as signal handlers; each once. */
export function* handlerSites(ctx: FileContext): Iterable<FunctionSite> {
  const seen = new Set<string>();
  for (const { segment } of ctx.file.segmentList()) {
    for (const name of handlersIn(segment)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const site = ctx.functionNamed(name);
      if (site) yield site;
    }
  }
}

/** A declaration of a variable at file level, and the file offset that it is relative to. */
export interface PlacedVariable extends FileVariable {
  readonly base: number;
}

/** Every declaration at file level of a variable of this name. */
export function variablesNamed(ctx: FileContext, name: string): readonly PlacedVariable[] {
  const out: PlacedVariable[] = [];
  for (const { segment, base } of ctx.file.segmentList()) {
    if (!segment.text.includes(name)) continue;
    for (const v of fileVariables(segment)) if (v.name === name) out.push({ ...v, base });
  }
  return out;
}
