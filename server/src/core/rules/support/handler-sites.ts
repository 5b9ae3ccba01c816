/** The signal handlers of a file, as functions that rules can read. */
import { handlersIn } from '../../c/handlers.ts';
import type { Span } from '../../text/span.ts';
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

/** A declaration of a variable at file level; offsets are relative to `base`. */
export interface PlacedVariable {
  readonly nameSpan: Span;
  /** Words before the first name, as `static volatile sig_atomic_t`. */
  readonly words: readonly string[];
  /** The type, when it is one word and nothing else is declared with it; no pointer, no array. */
  readonly type?: Span;
  readonly base: number;
}

/** Every declaration at file level of a variable of this name. */
export function variablesNamed(ctx: FileContext, name: string): readonly PlacedVariable[] {
  const out: PlacedVariable[] = [];
  for (const { decl, unit, base } of ctx.declarations(name)) {
    const variable = decl.vars.find((v) => v.name === name);
    const first = decl.vars[0];
    if (!variable || !first) continue;
    const head = unit.facts.text({ start: decl.start, end: first.nameSpan.start });
    const { nameSpan, type, sizes } = variable;
    const at = head.lastIndexOf(type);
    const plain = decl.vars.length === 1 && sizes === undefined && /^\w+$/.test(type) && at >= 0;
    const start = decl.start + at;
    out.push({
      nameSpan,
      words: head.match(/\w+/g) ?? [],
      ...(plain ? { type: { start, end: start + type.length } } : {}),
      base,
    });
  }
  return out;
}
