/** Folds the index into its shipped form; the core unfolds it again. Pure. */
import type { CallInfo, KbIndex } from '../../../server/src/core/kb/kb.types.ts';
import {
  SHARED_MEMBERS,
  type PackedCall,
  type PackedColumn,
  type PackedIndex,
} from '../../../server/src/core/kb/unpack.ts';

/** `unpackIndex(packIndex(x))` is `x`, but for the order of keys inside a call. */
export function packIndex(index: KbIndex): PackedIndex {
  const { calls, ...rest } = index;
  const list = Object.values(calls);
  const shared: unknown[] = [];
  const positions = new Map<string, number>();
  const place = (value: unknown): number => {
    if (value === undefined) return -1;
    const key = JSON.stringify(value);
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, shared.length);
    return shared.push(value) - 1;
  };
  const packed = list.map((call): PackedCall => [
    call.name,
    call.summary,
    (call.page ? 1 : 0) + (call.reserved === undefined ? 0 : 2) + (call.homonym === true ? 4 : 0),
    ...SHARED_MEMBERS.map((member) => place(call[member])),
  ]);
  const arches = index.arches.map((arch) => arch.name);
  return {
    ...rest,
    packed: true,
    shared,
    calls: packed,
    numbers: columns(list, arches, (call) => call.numbers),
    reserved: columns(list, arches, (call) => call.reserved ?? {}),
  };
}

function columns(
  calls: readonly CallInfo[],
  arches: readonly string[],
  rowOf: (call: CallInfo) => Readonly<Record<string, number>>,
): Record<string, PackedColumn> {
  const out: Record<string, PackedColumn> = {};
  const owners = new Map<string, string>();
  for (const arch of arches) {
    const text = calls.map((call) => rowOf(call)[arch] ?? '').join(',');
    if (/^,*$/.test(text)) continue;
    const owner = owners.get(text);
    out[arch] = owner === undefined ? text : { like: owner };
    owners.set(text, owner ?? arch);
  }
  return out;
}
