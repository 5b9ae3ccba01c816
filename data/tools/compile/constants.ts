/** Compiles constants, errnos and flag groups: imported values joined with what people wrote about them. Pure. */
import type {
  ArchInfo,
  ConstantInfo,
  ErrnoInfo,
  FlagField,
  FlagGroup,
  FlagMember,
  KbInt,
} from '../../../server/src/core/kb/kb.types.ts';
import { havingArches } from '../../../server/src/core/kb/unpack-groups.ts';
import { arches } from '../import/arches.ts';
import { evaluateText } from '../import/c-expression.ts';
import type { ConstantRecord } from '../import/constants.ts';
import { isErrno } from '../lib/constant-kinds.ts';
import type { AuthoredErrnos, AuthoredFlagSet } from '../lib/authored.types.ts';

type AuthoredField = NonNullable<AuthoredFlagSet['fields']>[number];

const archNames = arches.map((arch) => arch.name);

/** Second names of an errno. ENOTSUP is a libc name, absent from most UAPI headers. */
const ERRNO_ALIASES: Readonly<Record<string, string>> = {
  EWOULDBLOCK: 'EAGAIN',
  EDEADLOCK: 'EDEADLK',
  ENOTSUP: 'EOPNOTSUPP',
  EFSBADCRC: 'EBADMSG',
  EFSCORRUPTED: 'EUCLEAN',
  ECANCELLED: 'ECANCELED',
  EREFUSED: 'ECONNREFUSED',
};

/** Constants by name, without errnos and without those that only tools need. */
export function compileConstants(
  records: readonly ConstantRecord[],
  sets: readonly AuthoredFlagSet[],
): Record<string, ConstantInfo> {
  const uses = new Map<string, AuthoredFlagSet[]>();
  for (const set of sets) {
    for (const { name } of set.members) uses.set(name, [...(uses.get(name) ?? []), set]);
  }
  const out: Record<string, ConstantInfo> = {};
  const inFields = new Set(sets.flatMap((set) => set.fields ?? []).flatMap(namesInField));
  for (const record of records) {
    const { name, header } = record;
    const groups = uses.get(name) ?? [];
    if (groups.length === 0 && !inFields.has(name)) continue;
    out[name] = {
      ...(record.value === undefined ? {} : { value: record.value }),
      ...(record.differs === undefined ? {} : { differs: record.differs }),
      ...(record.absent === undefined ? {} : { absent: record.absent }),
      groups: groups.map((group) => group.id),
      header: groups[0]?.header ?? header,
    };
  }
  // Names that only libc has (MAP_ANON) have the value of what they stand for.
  for (const set of sets) {
    for (const { name, aliasOf } of set.members) {
      const usual = aliasOf === undefined ? undefined : out[aliasOf];
      if (usual === undefined || out[name] !== undefined) continue;
      const groups = (uses.get(name) ?? []).map((group) => group.id);
      out[name] = { ...usual, groups, header: set.header };
    }
  }
  return out;
}

/** Constants that the expressions of a field mention. */
function namesInField({ mask, shift = '', unnamed = '' }: AuthoredField): string[] {
  return [...`${mask} ${shift} ${unnamed}`.matchAll(/[A-Z_][A-Za-z0-9_]*/g)].map(([name]) => name);
}

/** errnos by name with their meaning; a name nobody described yet has an empty one. */
export function compileErrnos(
  records: readonly ConstantRecord[],
  authored: AuthoredErrnos,
): Record<string, ErrnoInfo> {
  const out: Record<string, ErrnoInfo> = {};
  const byName = new Map(records.map((record) => [record.name, record]));
  const names = records.filter(isErrno).map((record) => record.name);
  for (const name of [...new Set([...names, ...Object.keys(ERRNO_ALIASES)])].sort()) {
    const usual = ERRNO_ALIASES[name];
    const record = byName.get(name) ?? byName.get(usual ?? '');
    const number = record?.value ?? Object.values(record?.differs ?? {})[0];
    if (record === undefined || typeof number !== 'number') continue;
    const having = havingArches(record, archNames);
    out[name] = {
      number,
      ...(having === undefined ? {} : { arches: having }),
      ...(record.differs === undefined
        ? {}
        : { differs: record.differs as Record<string, number> }),
      ...(usual === undefined ? {} : { aliasOf: usual }),
      meaning: authored[name]?.meaning ?? authored[usual ?? '']?.meaning ?? '',
    };
  }
  return out;
}

/** Flag groups by id; a member that nobody dates arrived when `releases` say. Throws where a field names a constant that nobody imported: the checks report it with its line. */
export function compileGroups(
  sets: readonly AuthoredFlagSet[],
  constants: Readonly<Record<string, ConstantInfo>>,
  releases: readonly { readonly name: string; readonly version: string }[] = [],
): Record<string, FlagGroup> {
  const out: Record<string, FlagGroup> = {};
  const since = new Map(releases.map(({ name, version }) => [name, version]));
  for (const { id, title, kind, open, prefixes, header, fields, members } of sets) {
    out[id] = {
      id,
      title,
      kind,
      ...(open === undefined ? {} : { open }),
      prefixes,
      header,
      ...(fields === undefined
        ? {}
        : { fields: fields.map((field) => compileField(field, constants)) }),
      members: members.map((member) => compileMember(member, constants, since)),
    };
  }
  return out;
}

/** Architectures, in the order of tables. */
export function compileArches(records: readonly ConstantRecord[]): ArchInfo[] {
  const audit = new Map(
    records.filter((r) => r.name.startsWith('AUDIT_ARCH_')).map((r) => [r.name, Number(r.value)]),
  );
  return arches.map((arch) => {
    const [usual, ...others] = arch.audit.flatMap((name) => audit.get(name) ?? []);
    return {
      name: arch.name,
      aliases: arch.aliases,
      bits: arch.bits,
      ...(usual === undefined ? {} : { audit: usual }),
      ...(others.length === 0 ? {} : { auditOther: others }),
    };
  });
}

/** Value of an expression over constants on an architecture, such as `MAP_HUGE_MASK << MAP_HUGE_SHIFT`. */
export function evaluateOn(
  text: string,
  arch: string,
  constants: Readonly<Record<string, ConstantInfo>>,
): bigint | undefined {
  const enumerators = new Map<string, { readonly value: bigint }>();
  for (const [name] of text.matchAll(/[A-Za-z_]\w*/g)) {
    const info = constants[name];
    const value =
      info?.differs?.[arch] ?? (info?.absent?.includes(arch) === true ? undefined : info?.value);
    if (value !== undefined) enumerators.set(name, { value: BigInt(value) });
  }
  const result = evaluateText(text, { macros: new Map(), enumerators, longBits: 64 });
  return result === undefined ? undefined : BigInt.asUintN(result.bits, result.value);
}

function compileField(
  field: AuthoredField,
  constants: Readonly<Record<string, ConstantInfo>>,
): FlagField {
  const { name, unnamed, unshifted, required } = field;
  const common = evaluateOn(field.mask, 'x86_64', constants);
  if (common === undefined) throw new Error(`field ${name}: cannot evaluate "${field.mask}"`);
  const differs: Record<string, KbInt> = {};
  for (const arch of arches) {
    const mask = evaluateOn(field.mask, arch.name, constants);
    if (mask !== undefined && mask !== common) differs[arch.name] = Number(mask);
  }
  const shift =
    field.shift === undefined ? undefined : evaluateOn(field.shift, 'x86_64', constants);
  return {
    name,
    mask: Number(common),
    ...(Object.keys(differs).length === 0 ? {} : { differs }),
    ...(shift === undefined ? {} : { shift: Number(shift) }),
    ...(unnamed === undefined ? {} : { unnamed }),
    ...(unshifted === undefined ? {} : { unshifted }),
    ...(required === undefined ? {} : { required }),
  };
}

function compileMember(
  member: AuthoredFlagSet['members'][number],
  constants: Readonly<Record<string, ConstantInfo>>,
  releases: ReadonlyMap<string, string>,
): FlagMember {
  const { name, field, status, aliasOf, excludes, requires, calls } = member;
  const since = member.since ?? releases.get(name);
  const having = member.arches ?? havingArches(constants[name], archNames);
  return {
    name,
    ...(field === undefined ? {} : { field }),
    ...(since === undefined ? {} : { since }),
    ...(status === undefined ? {} : { status }),
    ...(aliasOf === undefined ? {} : { aliasOf }),
    ...(excludes === undefined ? {} : { excludes }),
    ...(requires === undefined ? {} : { requires }),
    ...(having === undefined ? {} : { arches: having }),
    ...(calls === undefined ? {} : { calls }),
  };
}
