/** Addresses of sockets: which structure an argument points to, and how many bytes that has. */
import type { SyscallCall } from '../../c/call-site.ts';
import { uncast, unparen, type Expr } from '../../c/ir.ts';
import { localType } from './locals.ts';

/** Bytes of the address structures on Linux, the same on all architectures (pages of section 7; include/uapi/linux). */
export const ADDRESS_BYTES: Readonly<Record<string, number>> = {
  sockaddr: 16,
  sockaddr_alg: 88,
  sockaddr_in: 16,
  sockaddr_in6: 28,
  sockaddr_ll: 20,
  sockaddr_nl: 12,
  sockaddr_storage: 128,
  sockaddr_un: 110,
  sockaddr_vm: 16,
};

/** What an argument points to. */
export interface Pointed {
  /** The structure: `sockaddr_in`. */
  readonly tag: string;
  /** The variable. */
  readonly name: string;
  /** `object`: `&name`; `pointer`: the variable is itself a pointer to one. */
  readonly by: 'object' | 'pointer';
}

/** The structure that an address argument points to, when the function declares the variable. */
export function pointedBy(expr: Expr, call: SyscallCall): Pointed | undefined {
  const e = uncast(expr);
  const target = e.kind === 'unary' && e.op === '&' ? unparen(e.operand) : undefined;
  const variable = target ?? e;
  if (variable.kind !== 'name') return undefined;
  const type = localType(call.fn, variable.name);
  const tag = tagOf(type, target === undefined);
  const by = target === undefined ? 'pointer' : 'object';
  return tag === undefined ? undefined : { tag, name: variable.name, by };
}

/** `sockaddr_in` of `struct sockaddr_in`, or of `const struct sockaddr_in *` for a pointer. */
export function tagOf(type: string | undefined, pointer: boolean): string | undefined {
  const m = /^(?:const )?struct (\w+)(?: const)?( ?\*)?$/.exec(type ?? '');
  return m !== null && (m[2] !== undefined) === pointer ? m[1] : undefined;
}
