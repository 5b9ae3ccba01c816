/** The classic BPF programs of a file: every `struct sock_filter` array with an initialiser, in functions and outside. */
import { nameOf, uncast, type DeclStmt, type Expr, type Variable } from '../../../c/ir.ts';
import type { Macro } from '../../../c/preprocess.ts';
import { walk } from '../../../c/walk.ts';
import { shift } from '../../../text/span.ts';
import type { Span } from '../../../text/span.ts';
import type { FileContext } from '../../rule.ts';
import { readProgram, type Program } from './program.ts';

/** Words that wake rules about such programs. */
export const FILTER_WORDS: readonly string[] = ['sock_filter'];

export interface Filter {
  readonly variable: string;
  readonly program: Program;
  /** File offset that spans of the program are relative to. */
  readonly base: number;
}

/** Every program that can be read whole. */
export function* filtersOf(ctx: FileContext): Iterable<Filter> {
  const read = (
    init: Expr | undefined,
    v: Variable,
    base: number,
    text: (s: Span) => string,
  ): readonly Filter[] => {
    const program =
      init &&
      readProgram(init, {
        kb: ctx.kb,
        arch: ctx.target.arch,
        macros: (name) => definitions(name, ctx),
        text,
      });
    return program ? [{ variable: v.name, program, base }] : [];
  };
  for (const { decl, unit, base } of ctx.declarations('sock_filter')) {
    if (!isFilter(decl)) continue;
    for (const v of decl.vars) yield* read(v.init, v, base, (s) => unit.facts.text(s));
  }
  for (const { fn, ctx: inside, base } of ctx.functions('sock_filter')) {
    const decls: DeclStmt[] = [];
    walk(fn.body, (n) => {
      if (n.kind === 'decl' && isFilter(n)) decls.push(n);
    });
    for (const { vars } of decls) {
      for (const v of vars) yield* read(v.init, v, base, (s) => inside.text(s));
    }
  }
}

/**
 * Names of the arrays that the file hands to the kernel as a whole: as `filter` of a `struct sock_fprog`. Others may be
 * pieces of a longer program.
 */
export function attachedArrays(ctx: FileContext): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (e: Expr): void => {
    const plain = uncast(e);
    const inner = plain.kind === 'unary' && plain.op === '&' ? uncast(plain.operand) : plain;
    const name = nameOf(inner.kind === 'index' ? inner.object : inner);
    if (name !== undefined) names.add(name);
  };
  const declared = ({ type, vars }: DeclStmt): void => {
    if (!/\bsock_fprog\b/.test(type)) return;
    for (const { init } of vars) {
      if (init?.kind !== 'init') continue;
      const named = init.entries.find((e) => e.field === 'filter') ?? init.entries[1];
      if (named !== undefined) add(named.value);
    }
  };
  for (const { decl } of ctx.declarations('sock_fprog')) declared(decl);
  for (const { fn } of ctx.functions('sock_fprog')) {
    walk(fn.body, (n) => {
      if (n.kind === 'decl') declared(n);
      if (n.kind !== 'assign') return;
      const left = uncast(n.left);
      if (left.kind === 'member' && left.name === 'filter') add(n.right);
      if (n.right.kind === 'init' && /\bsock_fprog\b/.test(n.right.type ?? '')) {
        const named = n.right.entries.find((e) => e.field === 'filter') ?? n.right.entries[1];
        if (named !== undefined) add(named.value);
      }
    });
  }
  return names;
}

/** A span of a program in the file. */
export function placed(span: Span, { base }: Filter): Span {
  return shift(span, base);
}

function isFilter({ type }: DeclStmt): boolean {
  return /\bsock_filter\b/.test(type);
}

const CALL_NUMBER = /^(?:__NR_|SYS_)(\w+)$/;

/** What the file says of a macro; nothing where it only stands in for headers that do not know a call yet. */
function definitions(
  name: string,
  { file, kb, target }: FileContext,
): readonly Macro[] | undefined {
  const all = file.env().macros.get(name);
  const call = CALL_NUMBER.exec(name)?.[1];
  if (all === undefined || call === undefined || !all.every((m) => m.fallback)) return all;
  return kb.number(call, target.arch) === undefined ? all : undefined;
}
