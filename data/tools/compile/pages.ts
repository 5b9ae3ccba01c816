/** Compiles the cold file: what people wrote, joined with the tables a reference page shows. Pure. */
import type { CallPage, ErrnoProse, FlagProse } from '../../../server/src/core/kb/kb.types.ts';
import type { AuthoredCall, AuthoredErrnos, AuthoredFlagSet } from '../lib/authored.types.ts';
import type { Facts } from '../lib/facts.ts';
import { archRows } from './call-facts.ts';
import { containerRows } from './containers.ts';
import { tracepointsOf } from './tracepoints.ts';

/** Page of one call. */
export function compilePage(page: AuthoredCall, facts: Facts): CallPage {
  const { seccomp, strace } = page;
  return {
    section: '2',
    description: page.description.trim(),
    signatures: page.signatures.map((s) => ({ ...s, text: s.text.trim() })),
    params: page.params.map(({ name, meaning, unit, range }) => ({
      name,
      meaning: meaning.trim(),
      ...(unit === undefined ? {} : { unit }),
      ...(range === undefined ? {} : { range }),
    })),
    returns: page.returns.trim(),
    architectures: archRows(page.name, facts),
    ...(page.architecturesNote === undefined
      ? {}
      : { architecturesNote: page.architecturesNote.trim() }),
    history: page.history.map(({ version, text, source }) => ({
      version,
      text: text.trim(),
      source,
    })),
    containers: containerRows(page.name, facts),
    containersNote: page.containersNote.trim(),
    seccomp: { note: seccomp.note.trim(), libseccomp: seccomp.libseccomp.trimEnd() },
    strace: {
      command: strace.command.trim(),
      output: strace.output.trimEnd(),
      note: strace.note.trim(),
    },
    security: page.security.trim(),
    observability: page.observability.trim(),
    tracepoints: tracepointsOf(page.name, facts),
    errors: Object.entries(page.errors).map(([name, conditions]) => ({
      name,
      conditions: conditions.map(({ text, historical, since }) => ({
        text: text.trim(),
        ...(historical === undefined ? {} : { historical }),
        ...(since === undefined ? {} : { since }),
      })),
    })),
    flagGroups: page.params.flatMap(({ name, group }) =>
      group === undefined ? [] : [{ group, param: name }],
    ),
    capabilities: page.capabilities.map(({ name, why }) => ({ name, why: why.trim() })),
    pitfalls: page.pitfalls.map(({ text }) => text.trim()),
    snippet: page.snippet.trimEnd(),
    related: page.related.map(({ name, why }) => ({ name, why: why.trim() })),
    sources: page.sources,
  };
}

/** Prose of each member of a set. */
export function compileFlagProse(set: AuthoredFlagSet): Record<string, FlagProse> {
  return Object.fromEntries(
    set.members.flatMap(({ name, summary, warning, sinceNote }) =>
      summary === undefined
        ? []
        : [
            [
              name,
              {
                summary: summary.trim(),
                ...(warning === undefined ? {} : { warning: warning.trim() }),
                ...(sinceNote === undefined ? {} : { sinceNote: sinceNote.trim() }),
              },
            ],
          ],
    ),
  );
}

/** Prose of each errno. */
export function compileErrnoProse(errnos: AuthoredErrnos): Record<string, ErrnoProse> {
  const names = Object.keys(errnos).sort();
  return Object.fromEntries(
    names.map((name) => [name, { advice: (errnos[name]?.advice ?? '').trim() }]),
  );
}
