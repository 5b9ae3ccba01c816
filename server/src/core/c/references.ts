/** What a C++ expression may write through references that cannot be seen where it stands. */
import type { Kb } from '../kb/kb.ts';
import { nameOf, type DeclStmt } from './ir.ts';
import { rawForm, spellingOf } from './spellings.ts';
import type { Node } from './walk.ts';

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
