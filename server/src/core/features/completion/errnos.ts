/** Completes errno names where the code compares errno: those of the call above first. */
import { includeEdits } from '../../c/include.ts';
import { sortKey } from '../support/order.ts';
import { errnoNumber } from '../support/values.ts';
import type { CompletionSource } from './source.ts';

export const errnoCompletion: CompletionSource = {
  name: 'errnos',
  items({ file, cursor, ctx }) {
    if (!cursor.wantsErrno) return [];
    const { kb, target } = ctx;
    const call = cursor.errnoOf;
    const own = call?.errors ?? [];
    const edits = includeEdits(file, ['errno.h']);
    return Object.entries(kb.index.errnos).map(([name, info], position) => {
      const number = errnoNumber(kb, name, target.arch) ?? info.number;
      const place = own.indexOf(name);
      const from = place < 0 || call === undefined ? '' : ` · ${call.name}()`;
      return {
        label: name,
        kind: 'constant' as const,
        detail: `${number.toString()}${from}`,
        sortText: place < 0 ? sortKey(5, position) : sortKey(1, place),
        newText: name,
        replace: cursor.word,
        deprecated: false,
        additionalEdits: edits,
        data: {
          kind: 'errno' as const,
          name,
          ...(call === undefined ? {} : { call: call.name }),
        },
      };
    });
  },
};
