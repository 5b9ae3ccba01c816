/** Compiles the cold file: what people wrote, joined with the tables a reference page shows. Pure. */
import type {
  ArchRow,
  CallPage,
  ErrnoProse,
  FlagProse,
} from '../../../server/src/core/kb/kb.types.ts';
import { arches, type ArchSpec } from '../import/arches.ts';
import type { TableRow } from '../import/syscall-tables.ts';
import type { AuthoredCall, AuthoredErrnos, AuthoredFlagSet } from '../lib/authored.types.ts';
import type { Facts } from '../lib/facts.ts';
import { isImplemented } from '../lib/prototypes.ts';
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

function archRows(name: string, facts: Facts): ArchRow[] {
  const rows = facts.numbers.records.find((record) => record.name === name)?.arches ?? {};
  return arches.map((arch) => {
    const row = rows[arch.name];
    return row === undefined
      ? { arch: arch.name }
      : archRow(arch, row, isImplemented(row, arch.name, facts));
  });
}

function archRow(arch: ArchSpec, row: TableRow, implemented: boolean): ArchRow {
  const notes: string[] = [];
  if (!implemented) notes.push('number reserved, the call answers ENOSYS');
  // On a 64-bit architecture the column names the entry of its 32-bit programs, who have a row of their own.
  if (implemented && arch.bits === 32 && row.compat !== undefined) {
    notes.push(`on a 64-bit kernel: ${row.compat}`);
  }
  if (arch.base !== undefined)
    notes.push(`${baseText(arch.base)} + ${String(row.number - arch.base)}`);
  return {
    arch: arch.name,
    ...(implemented ? { number: row.number } : {}),
    abi: row.abi,
    ...(row.entry === undefined ? {} : { entryPoint: row.entry }),
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  };
}

function baseText(base: number): string {
  return base >= 0x10000 ? `0x${base.toString(16)}` : String(base);
}
