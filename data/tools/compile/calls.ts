/** Compiles the index entry of each call: imported facts, and what its page says where there is one. Pure. */
import type {
  CallInfo,
  ContainerStatus,
  ParamInfo,
  Since,
} from '../../../server/src/core/kb/kb.types.ts';
import { HOMONYMS } from '../import/wrappers.ts';
import type { AuthoredCall } from '../lib/authored.types.ts';
import type { Facts } from '../lib/facts.ts';
import { defineOf, isImplemented } from '../lib/prototypes.ts';
import { applyArgmap, saidOfRaw, type Said } from './argmap.ts';
import { groupOfSource } from './call-groups.ts';
import { prototypeOf, type Prototype } from './prototype.ts';

/** Index entries by name, for every call of every table; `kernel` is the release the tables are from. */
export function compileCalls(
  facts: Facts,
  pages: ReadonlyMap<string, AuthoredCall>,
  argmap: ReadonlyMap<string, ReadonlyMap<string, Said>>,
  kernel: string,
): Record<string, CallInfo> {
  const wrappers = new Map(facts.wrappers.records.map((record) => [record.name, record]));
  const since = new Map(facts.since.records.map((record) => [record.name, record]));
  const errors = new Map(facts.errors.records.map((record) => [record.name, record.errors]));
  const prototypes = new Map(facts.prototypes.records.map((record) => [record.name, record]));
  const containers = new Map(facts.containers.records.map((record) => [record.name, record]));
  const out: Record<string, CallInfo> = {};
  for (const { name, arches } of facts.numbers.records) {
    const page = pages.get(name);
    const define = defineOf(name, facts);
    const numbers: Record<string, number> = {};
    const reserved: Record<string, number> = {};
    for (const [arch, row] of Object.entries(arches)) {
      (isImplemented(row, arch, facts) ? numbers : reserved)[arch] = row.number;
    }
    const verdict = containers.get(name);
    const libc = libcOf(page, wrappers.get(name));
    const wrapped = libc.glibc !== undefined || libc.musl === true;
    const written =
      page === undefined
        ? prototypeOf(name, prototypes.get(name), define?.params, wrapped)
        : prototypeOfPage(page);
    const said = argmap.get(name);
    const { params, raw } = written;
    out[name] = {
      name,
      group: page?.group ?? groupOfSource(define?.file),
      summary: page?.summary ?? '',
      ...written,
      params: applyArgmap(params, said),
      ...(raw === undefined ? {} : { raw: applyArgmap(raw, saidOfRaw(said, params, raw)) }),
      libc,
      numbers,
      ...(Object.keys(reserved).length === 0 ? {} : { reserved }),
      since: arrivalOf(page?.since ?? since.get(name), kernel),
      errors: page === undefined ? (errors.get(name) ?? []) : Object.keys(page.errors),
      containers: { docker: status(verdict?.docker), podman: status(verdict?.podman) },
      page: page !== undefined,
      ...(HOMONYMS.has(name) ? { homonym: true as const } : {}),
    };
  }
  return out;
}

/** C type of the result, from the first signature: what stands before the name and its parenthesis. */
export function returnType(page: AuthoredCall): string {
  const text = page.signatures[0]?.text ?? '';
  const found =
    /^\s*(?:\[\[[^\]]*\]\]\s*)?(?:extern\s+)?(.*?)\s*\b[A-Za-z_]\w*\s*\(/s.exec(text)?.[1] ?? '';
  return found === '' ? 'long' : found.replace(/\s+/g, ' ');
}

/** A call that nobody dates is in this kernel's table, so it arrived no later. */
function arrivalOf(known: Since | undefined, kernel: string): Since {
  if (known === undefined) return { version: kernel, precision: 'atOrBefore' };
  return { version: known.version, precision: known.precision };
}

function libcOf(
  page: AuthoredCall | undefined,
  wrapper: { readonly glibc?: string; readonly musl?: true } | undefined,
): CallInfo['libc'] {
  const glibc = page?.libc?.glibc ?? wrapper?.glibc;
  const musl = page?.libc?.musl ?? wrapper?.musl;
  return {
    ...(glibc === undefined || glibc === 'no' ? {} : { glibc }),
    ...(musl === undefined ? {} : { musl }),
  };
}

function paramInfo(param: NonNullable<AuthoredCall['rawParams']>[number]): ParamInfo {
  const { name, type, kind, group } = param;
  return { name, type, ...(group === undefined ? {} : { group }), kind };
}

function prototypeOfPage(page: AuthoredCall): Prototype {
  return {
    params: page.params.map(paramInfo),
    ret: returnType(page),
    headers: page.signatures[0]?.headers ?? [],
    ...(page.rawParams === undefined ? {} : { raw: page.rawParams.map(paramInfo) }),
    fails: page.fails,
  };
}

/** A profile that was never read says nothing: such a call counts as allowed nowhere and is worded by nobody. */
function status(verdict: ContainerStatus | undefined): ContainerStatus {
  return verdict ?? { status: 'blocked' };
}
