/**
 * Completes `SYS_` and `__NR_` names: as the first argument of syscall(), and wherever such a name is begun; the bare
 * names where a macro takes them, as libseccomp's SCMP_SYS().
 */
import { includeEdits } from '../../c/include.ts';
import { sortKey } from '../support/order.ts';
import { showSinceShort } from '../support/versions.ts';
import type { CompletionSource } from './source.ts';

export const callNumberCompletion: CompletionSource = {
  name: 'call-numbers',
  items({ file, cursor, typed, ctx }) {
    const begun = /^(SYS_|__NR_)/.exec(typed)?.[1];
    if (begun === undefined && !cursor.wantsNumber && !cursor.wantsName) return [];
    const prefix = cursor.wantsName ? '' : (begun ?? 'SYS_');
    const { kb, target } = ctx;
    const edits = cursor.wantsName ? [] : includeEdits(file, ['sys/syscall.h']);
    return Object.values(kb.index.calls).map((call, position) => {
      const number = kb.number(call.name, target.arch);
      const where = number === undefined ? `not on ${target.arch}` : number.toString();
      return {
        label: `${prefix}${call.name}`,
        kind: 'constant' as const,
        detail: `${where} · ${showSinceShort(call.since)}`,
        sortText: sortKey(number === undefined ? 6 : call.page ? 1 : 2, position),
        newText: `${prefix}${call.name}`,
        replace: cursor.word,
        deprecated: false,
        additionalEdits: edits,
        data: { kind: 'syscall' as const, name: call.name },
      };
    });
  },
};
