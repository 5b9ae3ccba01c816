/** Reads what only C++ (and nested functions of GNU C) has into our picture of C: casts, templates, lambdas, bindings. */
import type { DeclStmt, Expr, Stmt, Variable } from './ir.ts';
import { child, isStatement, readExpr, wordsOf, type Reading } from './nodes.ts';
import type { RawNode } from './parser.ts';
import { readStatement } from './statements.ts';

const span = (n: RawNode): { start: number; end: number } => ({ start: n.start, end: n.end });
const CASTS = /^(?:static|reinterpret|const|dynamic)_cast$/;

/** `static_cast<T>(x)` and `int(x)` as the cast that they are; `undefined` for any other call. */
export function readCppCast(n: RawNode, r: Reading): Expr | undefined {
  const fn = child(n, 'function');
  const args = child(n, 'arguments')?.children.filter((c) => c.named) ?? [];
  const [operand] = args;
  if (!fn || !operand || args.length !== 1) return undefined;
  if (fn.type === 'primitive_type' || fn.type === 'sized_type_specifier') {
    return { kind: 'cast', type: wordsOf(fn, r), operand: readExpr(operand, r), ...span(n) };
  }
  const name = fn.type === 'template_function' ? child(fn, 'name') : undefined;
  const types = child(fn, 'arguments');
  if (!name || !types || !CASTS.test(wordsOf(name, r))) return undefined;
  const type = wordsOf(types, r).replace(/^<\s*|\s*>$/g, '');
  return { kind: 'cast', type, operand: readExpr(operand, r), ...span(n) };
}

/** A template's name without its arguments: `f<int>` is the function `f` to us. */
export function readTemplate(n: RawNode, r: Reading): Expr {
  const name = child(n, 'name');
  return { kind: 'name', name: name ? wordsOf(name, r) : '', ...span(n) };
}

const SCOPES = new Set(['lambda_expression', 'function_definition', 'catch_clause']);

/** True for what has a parameter list of its own inside a function. */
export function isScope(n: RawNode): boolean {
  return SCOPES.has(n.type);
}

/**
 * The parts of a lambda, catch clause or nested function, its name and parameters declared before them. They count as
 * declared in the whole function around: that is too much, and never wrong.
 */
export function readScope(n: RawNode, r: Reading): (Expr | Stmt)[] {
  const parts = n.children
    .filter(
      (c) => c.named && c.field !== 'declarator' && c.field !== 'parameters' && c.field !== 'type',
    )
    .map((c) => (isStatement(c.type) ? readStatement(c, r) : readExpr(c, r)));
  const heads = n.children.filter((c) => c.field === 'declarator' || c.field === 'parameters');
  return [...heads.map((head) => namesStatement(head, [], r)), ...parts];
}

/** A declaration of every variable that a declarator or parameter list names, holding nobody knows what. */
export function namesStatement(head: RawNode, inner: readonly Expr[], r: Reading): DeclStmt {
  const vars: Variable[] = [];
  const nothing = (n: RawNode): Expr => ({ kind: 'opaque', broken: false, inner, ...span(n) });
  const note = (n: RawNode): void => {
    const name = r.text.slice(n.start, n.end);
    const init = vars.length === 0 ? nothing(n) : { ...nothing(n), inner: [] };
    vars.push({ name, nameSpan: span(n), type: '', init } as Variable);
  };
  const visit = (n: RawNode): void => {
    if (n.type === 'identifier') note(n);
    for (const c of n.children) {
      if (c.named && c.field !== 'type' && c.field !== 'default_value' && c.field !== 'size')
        visit(c);
    }
  };
  visit(head);
  return { kind: 'decl', isStatic: false, isConst: false, type: '', vars, ...span(head) };
}

/** Variables of `auto [a, b] = x`; `undefined` for any other declarator. */
export function readBindings(n: RawNode, r: Reading): readonly Variable[] | undefined {
  const binding =
    n.type === 'structured_binding_declarator'
      ? n
      : n.children.find((c) => c.type === 'structured_binding_declarator');
  if (!binding) return undefined;
  const value = child(n, 'value');
  return namesStatement(binding, value ? [readExpr(value, r)] : [], r).vars;
}

/** Calls in the initialisers of a constructor, as a statement that comes before its body. */
export function readInitializers(n: RawNode, r: Reading): Stmt | undefined {
  const list = n.children.find((c) => c.type === 'field_initializer_list');
  if (!list) return undefined;
  const before = r.broken;
  r.broken ||= list.broken;
  const inner = list.children
    .flatMap((c) => c.children)
    .filter((c) => c.named && /argument_list|initializer_list/.test(c.type))
    .flatMap((c) => c.children.filter((a) => a.named).map((a) => readExpr(a, r)));
  r.broken = before;
  return inner.length === 0
    ? undefined
    : { kind: 'opaque-stmt', broken: list.broken, inner, ...span(list) };
}

const SCALAR = /^(?:(?:unsigned|signed|long|short|int|char|bool|\w+_t)\s?)+$/;

/** What `int x{1}`, `int x(1)` give the variable; the node itself for anything else. */
export function scalarOf(value: RawNode, type: string): RawNode {
  if (value.type !== 'initializer_list' && value.type !== 'argument_list') return value;
  const [only, ...more] = value.children.filter((c) => c.named);
  const plain = only && more.length === 0 && only.type !== 'initializer_pair' && SCALAR.test(type);
  return plain ? only : value;
}
