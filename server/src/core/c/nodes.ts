/** Turns raw syntax nodes into our picture of C (`ir.ts`): expressions and declarators. Statements are in `statements.ts`. */
import { isScope, readCppCast, readScope, readTemplate, scalarOf } from './cpp-nodes.ts';
import type { Expr, FoundCall, Variable } from './ir.ts';
import type { RawNode } from './parser.ts';
import { readStatement } from './statements.ts';
import { integerValue } from './tokens.ts';

/** What a conversion carries along: the text, and the calls met so far. */
export interface Reading {
  readonly text: string;
  readonly calls: FoundCall[];
  /** The statement being read holds a syntax error. */
  broken: boolean;
  /** What a variable is given, with the branches of `#if` that the parser does not see. */
  readonly joined?: (expr: Expr) => Expr;
}

/** The child that fills a field. */
export function child(node: RawNode, field: string): RawNode | undefined {
  return node.children.find((c) => c.field === field);
}

/** Source text of a node, white space folded. */
export function wordsOf(node: RawNode, r: Reading): string {
  return r.text.slice(node.start, node.end).replace(/\s+/g, ' ');
}

const span = (n: RawNode): { start: number; end: number } => ({ start: n.start, end: n.end });

/** An expression node as `Expr`; never fails, what it does not know is opaque with its calls kept. */
export function readExpr(n: RawNode, r: Reading): Expr {
  const text = (): string => r.text.slice(n.start, n.end);
  const at = (field: string): Expr => {
    const c = child(n, field);
    return c
      ? readExpr(c, r)
      : { kind: 'opaque', broken: true, inner: [], start: n.end, end: n.end };
  };
  switch (n.type) {
    case 'identifier':
    case 'field_identifier':
    case 'type_identifier':
    case 'this':
    case 'true':
    case 'false':
    case 'null':
      return { kind: 'name', name: text(), ...span(n) };
    case 'qualified_identifier':
      return { kind: 'name', name: text().replace(/\s+/g, ''), ...span(n) };
    case 'number_literal':
      return numberOf(text(), n.start, n.end);
    case 'string_literal':
    case 'raw_string_literal':
    case 'concatenated_string':
      return { kind: 'string', text: text(), ...span(n) };
    case 'char_literal':
      return { kind: 'char', text: text(), ...span(n) };
    case 'parenthesized_expression':
    case 'condition_clause': {
      const inner = n.children.filter((c) => c.named);
      const only = inner[0];
      if (inner.length !== 1 || !only || only.type === 'compound_statement') return opaque(n, r);
      return { kind: 'paren', inner: readExpr(only, r), ...span(n) };
    }
    case 'call_expression':
      return readCppCast(n, r) ?? readCall(n, r);
    case 'template_function':
      return readTemplate(n, r);
    case 'binary_expression': {
      const op = child(n, 'operator');
      const operator = op ? span(op) : span(n);
      return {
        kind: 'binary',
        op: op?.type ?? '',
        operator,
        left: at('left'),
        right: at('right'),
        ...span(n),
      };
    }
    case 'unary_expression':
    case 'pointer_expression':
      return {
        kind: 'unary',
        op: child(n, 'operator')?.type ?? '',
        postfix: false,
        operand: at('argument'),
        ...span(n),
      };
    case 'update_expression': {
      const op = child(n, 'operator');
      const postfix = op !== undefined && op.start > n.start;
      return { kind: 'unary', op: op?.type ?? '', postfix, operand: at('argument'), ...span(n) };
    }
    case 'assignment_expression':
      return {
        kind: 'assign',
        op: child(n, 'operator')?.type ?? '=',
        left: at('left'),
        right: r.joined ? r.joined(at('right')) : at('right'),
        ...span(n),
      };
    case 'cast_expression': {
      const type = child(n, 'type');
      return { kind: 'cast', type: type ? wordsOf(type, r) : '', operand: at('value'), ...span(n) };
    }
    case 'conditional_expression': {
      const yes = child(n, 'consequence');
      return {
        kind: 'conditional',
        test: at('condition'),
        ...(yes ? { yes: readExpr(yes, r) } : {}),
        no: at('alternative'),
        ...span(n),
      };
    }
    case 'comma_expression':
      return { kind: 'comma', left: at('left'), right: at('right'), ...span(n) };
    case 'field_expression': {
      const name = child(n, 'field');
      return {
        kind: 'member',
        object: at('argument'),
        arrow: n.children.some((c) => c.type === '->'),
        name: name ? r.text.slice(name.start, name.end) : '',
        nameSpan: span(name ?? n),
        ...span(n),
      };
    }
    case 'subscript_expression': {
      const indices = child(n, 'indices');
      const inner = indices?.children.find((c) => c.named);
      const index = inner ? readExpr(inner, r) : at('index');
      return { kind: 'index', object: at('argument'), index, ...span(n) };
    }
    case 'sizeof_expression':
    case 'alignof_expression': {
      const type = child(n, 'type');
      const value = child(n, 'value');
      return {
        kind: 'sizeof',
        ...(type ? { type: wordsOf(type, r).replace(/^\((.*)\)$/, '$1') } : {}),
        ...(value ? { operand: readExpr(value, r) } : {}),
        ...span(n),
      };
    }
    case 'compound_literal_expression': {
      const type = child(n, 'type');
      const value = child(n, 'value');
      const init = value ? readExpr(value, r) : undefined;
      const entries = init?.kind === 'init' ? init.entries : [];
      return { kind: 'init', entries, ...(type ? { type: wordsOf(type, r) } : {}), ...span(n) };
    }
    case 'initializer_list':
      return {
        kind: 'init',
        entries: n.children.filter((c) => c.named).map((c) => entry(c, r)),
        ...span(n),
      };
    default:
      return opaque(n, r);
  }
}

function entry(n: RawNode, r: Reading): { field?: string; value: Expr } {
  if (n.type !== 'initializer_pair') return { value: readExpr(n, r) };
  const designator = child(n, 'designator');
  const value = child(n, 'value');
  const e: Expr = value ? readExpr(value, r) : opaque(n, r);
  if (designator?.type !== 'field_designator') return { value: e };
  return { field: r.text.slice(designator.start, designator.end).replace(/^\.\s*/, ''), value: e };
}

function readCall(n: RawNode, r: Reading): Expr {
  const fn = child(n, 'function');
  const list = child(n, 'arguments');
  if (!fn || list?.type !== 'argument_list') return opaque(n, r);
  const callee = readExpr(fn, r);
  // Calls are listed in source order: a place is taken before the arguments are read.
  const place = r.calls.length;
  const args: Expr[] = [];
  for (const c of list.children) {
    if (c.named && !c.type.startsWith('preproc')) args.push(readExpr(c, r));
  }
  const closed = list.children.at(-1)?.type === ')' && list.end > list.start + 1;
  const inside = { start: list.start + 1, end: closed ? list.end - 1 : list.end };
  const expr = { kind: 'call' as const, callee, args, inside, ...span(n) };
  const odd = list.children.some(
    (c) => c.type.startsWith('preproc') || c.type === 'compound_statement',
  );
  r.calls.splice(place, 0, { expr, broken: r.broken || n.broken || odd });
  return expr;
}

function opaque(n: RawNode, r: Reading): Expr {
  const inner = isScope(n)
    ? readScope(n, r)
    : n.children
        .filter((c) => c.named)
        .map((c) => (isStatement(c.type) ? readStatement(c, r) : readExpr(c, r)));
  return { kind: 'opaque', broken: n.broken, inner, ...span(n) };
}

/** True for node types that `readStatement` reads. */
export function isStatement(type: string): boolean {
  return /statement$|^declaration$|^preproc_(?:if|ifdef|else|elif|elifdef)$|^else_clause$|^for_range_loop$/.test(
    type,
  );
}

const DECLARATORS = new Set([
  ...['pointer_declarator', 'array_declarator', 'function_declarator', 'parenthesized_declarator'],
  ...[
    'init_declarator',
    'reference_declarator',
    'attributed_declarator',
    'structured_binding_declarator',
  ],
]);

/** The variable that a declarator of a declaration or parameter declares, or `undefined` for an abstract one. */
export function readDeclarator(n: RawNode, base: string, r: Reading): Variable | undefined {
  let type = base;
  let init: Expr | undefined;
  let d: RawNode | undefined = n;
  const sizes: (Expr | undefined)[] = [];
  while (d && DECLARATORS.has(d.type)) {
    if (d.type === 'pointer_declarator') type += ' *';
    else if (d.type === 'reference_declarator') type += ' &';
    else if (d.type === 'array_declarator') type += ' []';
    else if (d.type === 'function_declarator') type += ' ()';
    else if (d.type === 'init_declarator') {
      const value = child(d, 'value');
      if (value) init = readExpr(scalarOf(value, base), r);
      if (init && r.joined) init = r.joined(init);
    }
    const size = d.type === 'array_declarator' ? child(d, 'size') : undefined;
    if (d.type === 'array_declarator') sizes.unshift(size && readExpr(size, r));
    d =
      child(d, 'declarator') ??
      d.children.find((c) => c.named && (DECLARATORS.has(c.type) || isName(c)));
  }
  if (!d || !isName(d)) return undefined;
  const name = r.text.slice(d.start, d.end);
  return {
    name,
    nameSpan: span(d),
    type,
    ...(init ? { init } : {}),
    ...(sizes.length > 0 ? { sizes } : {}),
  };
}

function isName(n: RawNode): boolean {
  return n.type === 'identifier' || n.type === 'field_identifier' || n.type === 'type_identifier';
}

/** The grammar counts a sign to the literal; to us `-1` is an operator and a number, as in C. */
function numberOf(text: string, start: number, end: number): Expr {
  const sign = /^[-+]\s*/.exec(text)?.[0] ?? '';
  if (sign !== '') {
    const operand = numberOf(text.slice(sign.length), start + sign.length, end);
    return { kind: 'unary', op: sign.charAt(0), postfix: false, operand, start, end };
  }
  const value = integerValue(text);
  return { kind: 'number', text, ...(value === undefined ? {} : { value }), start, end };
}
