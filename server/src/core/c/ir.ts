/**
 * Our own small picture of C: expressions, statements and functions as plain objects. The parser and the
 * expression reader produce it; values, flow, features and rules read it. Nothing here knows tree-sitter.
 *
 * Offsets are relative to the unit (segment) the function stands in; see `source-file.ts`.
 */
import type { Span } from '../text/span.ts';

export type Expr =
  | NameExpr
  | NumberExpr
  | TextExpr
  | CallExpr
  | BinaryExpr
  | UnaryExpr
  | AssignExpr
  | CastExpr
  | ConditionalExpr
  | CommaExpr
  | MemberExpr
  | IndexExpr
  | ParenExpr
  | SizeofExpr
  | InitExpr
  | OpaqueExpr;

export interface NameExpr extends Span {
  readonly kind: 'name';
  /** With its namespace as written in C++ (`ns::f`, `::mmap`). */
  readonly name: string;
}
export interface NumberExpr extends Span {
  readonly kind: 'number';
  readonly text: string;
  /** Absent for floating point and what cannot be read. Never negative. */
  readonly value?: bigint;
}
export interface TextExpr extends Span {
  readonly kind: 'string' | 'char';
  /** As written, quotes included. */
  readonly text: string;
}
export interface CallExpr extends Span {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly args: readonly Expr[];
  /** What stands between the parentheses. */
  readonly inside: Span;
}
export interface BinaryExpr extends Span {
  readonly kind: 'binary';
  readonly op: string;
  readonly operator: Span;
  readonly left: Expr;
  readonly right: Expr;
}
export interface UnaryExpr extends Span {
  readonly kind: 'unary';
  /** `!` `~` `-` `+` `*` `&` `++` `--` */
  readonly op: string;
  readonly postfix: boolean;
  readonly operand: Expr;
}
export interface AssignExpr extends Span {
  readonly kind: 'assign';
  /** `=`, `|=`, `&=`, … */
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}
export interface CastExpr extends Span {
  readonly kind: 'cast';
  /** The type as written, white space folded: `void *`, `unsigned long`. */
  readonly type: string;
  readonly operand: Expr;
}
export interface ConditionalExpr extends Span {
  readonly kind: 'conditional';
  readonly test: Expr;
  /** Absent in GNU's `a ?: b`. */
  readonly yes?: Expr;
  readonly no: Expr;
}
export interface CommaExpr extends Span {
  readonly kind: 'comma';
  readonly left: Expr;
  readonly right: Expr;
}
export interface MemberExpr extends Span {
  readonly kind: 'member';
  readonly object: Expr;
  readonly arrow: boolean;
  readonly name: string;
  readonly nameSpan: Span;
}
export interface IndexExpr extends Span {
  readonly kind: 'index';
  readonly object: Expr;
  readonly index: Expr;
}
export interface ParenExpr extends Span {
  readonly kind: 'paren';
  readonly inner: Expr;
}
export interface SizeofExpr extends Span {
  readonly kind: 'sizeof';
  /** The type as written, when it is one. */
  readonly type?: string;
  readonly operand?: Expr;
}
/** `{ … }` as initialiser or compound literal. */
export interface InitExpr extends Span {
  readonly kind: 'init';
  readonly type?: string;
  readonly entries: readonly { readonly field?: string; readonly value: Expr }[];
}
/** Anything this picture has no word for (statement expressions, generics, lambdas); its calls are kept. */
export interface OpaqueExpr extends Span {
  readonly kind: 'opaque';
  /** True when the parser met a syntax error inside. */
  readonly broken: boolean;
  readonly inner: readonly (Expr | Stmt)[];
}

export type Stmt =
  | ExprStmt
  | DeclStmt
  | BlockStmt
  | IfStmt
  | LoopStmt
  | SwitchStmt
  | CaseStmt
  | ReturnStmt
  | JumpStmt
  | LabelStmt
  | ConditionalGroupStmt
  | OpaqueStmt;

export interface ExprStmt extends Span {
  readonly kind: 'expr';
  readonly expr: Expr;
}
export interface DeclStmt extends Span {
  readonly kind: 'decl';
  readonly isStatic: boolean;
  readonly isConst: boolean;
  readonly type: string;
  readonly vars: readonly Variable[];
}
export interface Variable {
  readonly name: string;
  readonly nameSpan: Span;
  /** Type with pointer stars, white space folded: `void *`, `int`, `char []`. */
  readonly type: string;
  readonly init?: Expr;
  /** Sizes of an array's dimensions, outermost first; `undefined` for `[]`. */
  readonly sizes?: readonly (Expr | undefined)[];
}
export interface BlockStmt extends Span {
  readonly kind: 'block';
  readonly body: readonly Stmt[];
}
export interface IfStmt extends Span {
  readonly kind: 'if';
  readonly test: Expr;
  readonly yes: Stmt;
  readonly no?: Stmt;
}
export interface LoopStmt extends Span {
  readonly kind: 'loop';
  readonly form: 'while' | 'do' | 'for';
  readonly init?: Stmt;
  readonly test?: Expr;
  readonly step?: Expr;
  readonly body: Stmt;
}
export interface SwitchStmt extends Span {
  readonly kind: 'switch';
  readonly value: Expr;
  readonly body: Stmt;
}
export interface CaseStmt extends Span {
  readonly kind: 'case';
  /** Absent for `default`. */
  readonly value?: Expr;
  readonly body: readonly Stmt[];
}
export interface ReturnStmt extends Span {
  readonly kind: 'return';
  readonly value?: Expr;
}
export interface JumpStmt extends Span {
  readonly kind: 'break' | 'continue' | 'goto';
  readonly label?: string;
}
export interface LabelStmt extends Span {
  readonly kind: 'label';
  readonly name: string;
  readonly body?: Stmt;
}
/** `#if … #elif … #else … #endif` between statements: every branch is kept. */
export interface ConditionalGroupStmt extends Span {
  readonly kind: 'conditional-group';
  readonly branches: readonly {
    /** Directive with its condition, as `ifdef MAP_FIXED_NOREPLACE`, `if 0`, `else`. */
    readonly condition: string;
    readonly body: readonly Stmt[];
  }[];
}
export interface OpaqueStmt extends Span {
  readonly kind: 'opaque-stmt';
  readonly broken: boolean;
  readonly inner: readonly (Expr | Stmt)[];
}

export interface FunctionIr extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** Declared return type as written. */
  readonly returns: string;
  readonly params: readonly Variable[];
  readonly body: BlockStmt;
  /** Every call expression inside, in source order, whoever is called. */
  readonly calls: readonly FoundCall[];
}
export interface FoundCall {
  readonly expr: CallExpr;
  /** A syntax error in the statement it stands in. */
  readonly broken: boolean;
}

/** The expression without parentheses around it. */
export function unparen(expr: Expr): Expr {
  let e = expr;
  while (e.kind === 'paren') e = e.inner;
  return e;
}

/** The expression without parentheses and casts around it. */
export function uncast(expr: Expr): Expr {
  let e = expr;
  while (e.kind === 'paren' || e.kind === 'cast') e = e.kind === 'paren' ? e.inner : e.operand;
  return e;
}

/** The identifier an expression is (through parentheses), or `undefined`. */
export function nameOf(expr: Expr): string | undefined {
  const e = unparen(expr);
  return e.kind === 'name' ? e.name : undefined;
}
