/** What a C program writes for a call that has no page yet: the libc function, or `syscall()` where there is none. Pure. */
import type { CallInfo, ParamInfo } from '../../../server/src/core/kb/kb.types.ts';
import type { PrototypeRecord } from '../import/prototypes.ts';
import type { DefineRecord } from '../import/syscall-defines.ts';
import { kindOfParam } from './param-kind.ts';

export type Prototype = Pick<CallInfo, 'params' | 'ret' | 'headers' | 'raw' | 'fails'>;

/** Headers of `syscall()` and of `SYS_…`. */
const BY_NUMBER = ['sys/syscall.h', 'unistd.h'];

/** Functions that always succeed although their type could tell a failure. */
const NEVER_FAIL: ReadonlySet<string> = new Set([
  'alarm',
  'getpgrp',
  'getpid',
  'getppid',
  'gettid',
  'umask',
]);

/**
 * The function's parameters where a C library has one (`wrapped`) and its page declares it; the kernel's then stand in `raw`,
 * unless they are the same. Else those of the `syscall()` on the page, if their number is the kernel's, else the kernel's own.
 */
export function prototypeOf(
  name: string,
  known: PrototypeRecord | undefined,
  kernel: DefineRecord['params'] | undefined,
  wrapped: boolean,
): Prototype {
  const own = kernel?.map(paramInfo);
  if (known?.form === 'libc' && wrapped) {
    const params = variadic(known);
    const { ret, headers } = known;
    const same = own === undefined || JSON.stringify(own) === JSON.stringify(params);
    return { params, ret, headers, ...(same ? {} : { raw: own }), fails: failureOf(name, ret) };
  }
  const shown = known?.form === 'syscall' ? known : undefined;
  const fits = shown !== undefined && (own === undefined || own.length === shown.params.length);
  return {
    params: fits ? shown.params.map(paramInfo) : (own ?? []),
    ret: 'long',
    headers: [...new Set([...(shown?.headers ?? []), ...BY_NUMBER])],
    fails: '-1',
  };
}

/** `...` bears the name and kind of the first argument that may follow, where that is known. */
function variadic({ params, optional = [] }: PrototypeRecord): ParamInfo[] {
  return params.map(([type, name]) => {
    if (type !== '...') return paramInfo([type, name]);
    const [next] = optional;
    return next === undefined
      ? { name: '...', type, kind: 'number' }
      : { ...paramInfo(next), type };
  });
}

function paramInfo([type, name]: readonly [string, string]): ParamInfo {
  return { name, type, kind: kindOfParam(type, name) };
}

function failureOf(name: string, ret: string): CallInfo['fails'] {
  if (NEVER_FAIL.has(name) || /^(?:void|[ug]id_t)$/.test(ret)) return 'none';
  if (ret === 'char *') return 'NULL';
  if (name === 'clock_nanosleep') return 'errno';
  return '-1';
}
