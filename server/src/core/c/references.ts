/** What a C++ expression may write through references that cannot be seen where it stands. */
import type { Kb } from '../kb/kb.ts';
import { nameOf, type CallExpr, type DeclStmt } from './ir.ts';
import { keepsErrno } from './libc-names.ts';
import { rawForm, spellingOf } from './spellings.ts';
import type { Lookup, Macro } from './preprocess.ts';
import { walk, type Node } from './walk.ts';

/** A variable that a node may write or let others write. */
export interface Lent {
  readonly name: string;
  /** A reference to it lives on: it may be written anywhere. */
  readonly kept: boolean;
}

/** For C++: the variables that a node may change without naming an assignment. System calls take values alone. */
export function lentWith(kb: Kb): (n: Node) => readonly Lent[] {
  const takesValues = (name: string | undefined): boolean =>
    name !== undefined &&
    (!/[a-z]/.test(name) ||
      rawForm(name) !== undefined ||
      spellingOf(name.replace(/^::/, ''), kb) !== undefined);
  return (n) => {
    if (n.kind === 'decl') return keptBy(n);
    if (n.kind === 'call' && !takesValues(nameOf(n.callee))) return n.args.flatMap(lent);
    // Streams read into what stands behind `>>`.
    return n.kind === 'binary' && n.op === '>>' ? lent(n.right) : [];
  };
}

/**
 * For C: what looks like a macro may assign the variables it is given, as `PARSE_LONG(value)` does. Names without a small
 * letter are macros; of those that the file defines, or that every C library has, it is known what they do.
 */
export function lentToMacros(
  macros: Pick<Lookup<readonly Macro[]>, 'get'>,
  through: (call: CallExpr) => unknown,
): (n: Node) => readonly Lent[] {
  return (n) => {
    if (n.kind !== 'call') return [];
    const name = nameOf(n.callee);
    if (name === undefined || /[a-z]/.test(name) || keepsErrno(name)) return [];
    const names = n.args.flatMap(lent);
    if (names.length === 0 || through(n) !== undefined) return [];
    const own = macros.get(name);
    return own?.every(onlyReads) === true ? [] : names;
  };
}

/** True for a macro whose body is an expression that assigns nothing and takes no address. */
function onlyReads({ body }: Macro): boolean {
  if (body === undefined) return false;
  let writes = false;
  walk(body, (n) => {
    writes ||= n.kind === 'assign' || n.kind === 'opaque';
    writes ||= n.kind === 'unary' && ['&', '++', '--'].includes(n.op);
  });
  return !writes;
}

function lent(n: Node): readonly Lent[] {
  const name = n.kind === 'name' || n.kind === 'paren' ? nameOf(n) : undefined;
  return name === undefined ? [] : [{ name, kept: false }];
}

function keptBy(n: DeclStmt): readonly Lent[] {
  return n.vars.flatMap((v) => {
    const name = v.init && v.type.includes('&') ? nameOf(v.init) : undefined;
    return name === undefined ? [] : [{ name, kept: true }];
  });
}
