/** Turns raw syntax nodes of statements and functions into our picture of C (`ir.ts`). */
import type { DeclStmt, Expr, FunctionIr, Stmt, Variable } from './ir.ts';
import { isScope, namesStatement, readBindings, readInitializers, readScope } from './cpp-nodes.ts';
import { child, isStatement, readDeclarator, readExpr, wordsOf, type Reading } from './nodes.ts';
import type { RawNode } from './parser.ts';

const span = (n: RawNode): { start: number; end: number } => ({ start: n.start, end: n.end });
const NOTHING: Stmt = { kind: 'block', body: [], start: 0, end: 0 };

/** A statement node as `Stmt`; never fails, what it does not know is opaque with its calls kept. */
export function readStatement(n: RawNode, r: Reading): Stmt {
  const expr = (c: RawNode | undefined): Expr | undefined =>
    c ? simple(c, r, readExpr) : undefined;
  const sub = (field: string): Stmt => {
    const c = child(n, field);
    return c ? readStatement(c, r) : { ...NOTHING, start: n.end, end: n.end };
  };
  const test = (): Expr =>
    expr(child(n, 'condition')) ?? { kind: 'opaque', broken: true, inner: [], ...span(n) };
  switch (n.type) {
    case 'compound_statement':
      return { kind: 'block', body: statements(n.children, r), ...span(n) };
    case 'expression_statement': {
      const only = n.children.find((c) => c.named);
      const e = only ? simple(n, r, () => readExpr(only, r)) : undefined;
      return e ? { kind: 'expr', expr: e, ...span(n) } : { kind: 'block', body: [], ...span(n) };
    }
    case 'declaration':
      return simple(n, r, () => declaration(n, r));
    case 'if_statement': {
      const no = child(n, 'alternative');
      const body = no?.type === 'else_clause' ? no.children.find((c) => c.named) : no;
      const t = test();
      const yes = sub('consequence');
      return {
        kind: 'if',
        test: t,
        yes,
        ...(body ? { no: readStatement(body, r) } : {}),
        ...span(n),
      };
    }
    case 'for_range_loop':
      return rangeLoop(n, r, sub('body'));
    case 'while_statement':
      return { kind: 'loop', form: 'while', test: test(), body: sub('body'), ...span(n) };
    case 'do_statement': {
      const body = sub('body');
      return { kind: 'loop', form: 'do', test: test(), body, ...span(n) };
    }
    case 'for_statement': {
      const first = child(n, 'initializer');
      const init = first ? forInit(first, r) : undefined;
      const t = expr(child(n, 'condition'));
      const step = expr(child(n, 'update'));
      const body = sub('body');
      return {
        kind: 'loop',
        form: 'for',
        ...(init ? { init } : {}),
        ...(t ? { test: t } : {}),
        ...(step ? { step } : {}),
        body,
        ...span(n),
      };
    }
    case 'switch_statement':
      return { kind: 'switch', value: test(), body: sub('body'), ...span(n) };
    case 'case_statement': {
      const value = child(n, 'value');
      const rest = n.children.filter((c) => c !== value);
      return {
        kind: 'case',
        ...(value ? { value: readExpr(value, r) } : {}),
        body: statements(rest, r),
        ...span(n),
      };
    }
    case 'return_statement':
    case 'co_return_statement': {
      const e = expr(n.children.find((c) => c.named));
      return { kind: 'return', ...(e ? { value: e } : {}), ...span(n) };
    }
    case 'break_statement':
      return { kind: 'break', ...span(n) };
    case 'continue_statement':
      return { kind: 'continue', ...span(n) };
    case 'goto_statement': {
      const label = child(n, 'label');
      return { kind: 'goto', ...(label ? { label: wordsOf(label, r) } : {}), ...span(n) };
    }
    case 'labeled_statement': {
      const label = child(n, 'label');
      const body = n.children.find((c) => c.named && c !== label);
      return {
        kind: 'label',
        name: label ? wordsOf(label, r) : '',
        ...(body ? { body: readStatement(body, r) } : {}),
        ...span(n),
      };
    }
    case 'else_clause':
      return { kind: 'block', body: statements(n.children, r), ...span(n) };
    case 'preproc_if':
    case 'preproc_ifdef':
    case 'preproc_elif':
    case 'preproc_elifdef':
    case 'preproc_else':
      return { kind: 'conditional-group', branches: branches(n, r), ...span(n) };
    default:
      return other(n, r);
  }
}

/** Marks every call read by `read` as broken when the node holds a syntax error. */
function simple<T>(n: RawNode, r: Reading, read: (n: RawNode, r: Reading) => T): T {
  const before = r.broken;
  r.broken ||= n.broken;
  const out = read(n, r);
  r.broken = before;
  return out;
}

function statements(nodes: readonly RawNode[], r: Reading): Stmt[] {
  return nodes.filter((c) => c.named).map((c) => readStatement(c, r));
}

function forInit(n: RawNode, r: Reading): Stmt {
  if (n.type === 'declaration') return readStatement(n, r);
  return { kind: 'expr', expr: simple(n, r, readExpr), ...span(n) };
}

function declaration(n: RawNode, r: Reading): Stmt {
  const typeNode = child(n, 'type');
  const type = typeNode ? wordsOf(typeNode, r) : '';
  const qualifiers = n.children
    .filter((c) => /specifier$|qualifier$/.test(c.type))
    .map((c) => wordsOf(c, r));
  const vars: Variable[] = [];
  for (const c of n.children) {
    if (c.field !== 'declarator') continue;
    const bindings = readBindings(c, r);
    const v = bindings ? undefined : readDeclarator(c, type, r);
    vars.push(...(v ? [v] : (bindings ?? [])));
  }
  return {
    kind: 'decl',
    isStatic: qualifiers.includes('static') || qualifiers.includes('extern'),
    isConst: qualifiers.includes('const') || qualifiers.includes('constexpr'),
    type,
    vars,
    ...span(n),
  };
}

/** `for (auto &x : all)`: nothing is known of what the variable holds. */
function rangeLoop(n: RawNode, r: Reading, body: Stmt): Stmt {
  const right = child(n, 'right');
  const inner = right ? [simple(right, r, readExpr)] : [];
  const init = namesStatement(child(n, 'declarator') ?? n, inner, r);
  return { kind: 'loop', form: 'for', init, body, ...span(n) };
}

function branches(n: RawNode, r: Reading): { condition: string; body: Stmt[] }[] {
  const out: { condition: string; body: Stmt[] }[] = [];
  const alternative = child(n, 'alternative');
  const head = n.children.filter((c) => c.field === 'condition' || c.field === 'name');
  const directive = n.children[0];
  const condition = [
    directive ? wordsOf(directive, r).replace(/^#\s*/, '') : '',
    ...head.map((c) => wordsOf(c, r)),
  ].join(' ');
  const body = n.children.filter((c) => c.named && !head.includes(c) && c !== alternative);
  out.push({ condition: condition.trim(), body: statements(body, r) });
  if (alternative) out.push(...branches(alternative, r));
  return out;
}

function other(n: RawNode, r: Reading): Stmt {
  // An expression where a statement is expected: behind labels, and in error recovery.
  if (/expression$|identifier$|literal$/.test(n.type)) {
    return { kind: 'expr', expr: simple(n, r, readExpr), ...span(n) };
  }
  if (n.type.startsWith('preproc')) {
    return { kind: 'opaque-stmt', broken: false, inner: [], ...span(n) };
  }
  const inner = simple(n, r, () =>
    isScope(n)
      ? readScope(n, r)
      : n.children
          .filter((c) => c.named)
          .map((c) => (isStatement(c.type) ? readStatement(c, r) : readExpr(c, r))),
  );
  return { kind: 'opaque-stmt', broken: n.broken, inner, ...span(n) };
}

/** A declaration node at file level as `DeclStmt`; `undefined` when it holds a syntax error. */
export function readDeclaration(n: RawNode, text: string): DeclStmt | undefined {
  const read = n.broken ? undefined : readStatement(n, { text, calls: [], broken: false });
  return read?.kind === 'decl' ? read : undefined;
}

/**
 * A function definition node as `FunctionIr`, or `undefined` when it has no name or body. `joined` adds to what variables
 * are given.
 */
export function readFunction(
  n: RawNode,
  text: string,
  joined?: (expr: Expr) => Expr,
): FunctionIr | undefined {
  const r: Reading = { text, calls: [], broken: false, ...(joined ? { joined } : {}) };
  const bodyNode = child(n, 'body');
  const type = child(n, 'type');
  let d = child(n, 'declarator');
  while (d && d.type !== 'function_declarator') {
    d = child(d, 'declarator') ?? d.children.find((c) => c.named);
  }
  const nameNode = d ? child(d, 'declarator') : undefined;
  if (bodyNode?.type !== 'compound_statement') return undefined;
  const list = d ? child(d, 'parameters') : undefined;
  const params: Variable[] = [];
  // K&R definitions name their parameters first and declare them behind the list.
  const declared = n.children.filter((c) => c.type === 'declaration');
  for (const p of [...(list?.children ?? []), ...declared]) {
    if (!p.named) continue;
    const t = child(p, 'type');
    for (const c of p.children) {
      if (c.field !== 'declarator') continue;
      const v = readDeclarator(c, t ? wordsOf(t, r) : '', r);
      if (v) params.push(v);
    }
    if (p.type === 'identifier') params.push({ name: wordsOf(p, r), nameSpan: span(p), type: '' });
  }
  const first = readInitializers(n, r);
  const read = readStatement(bodyNode, r);
  const block: Stmt = first ? { kind: 'block', body: [first, read], ...span(bodyNode) } : read;
  return {
    name: nameNode ? wordsOf(nameNode, r) : '',
    nameSpan: span(nameNode ?? n),
    returns: type ? wordsOf(type, r) : '',
    params,
    body: block.kind === 'block' ? block : { kind: 'block', body: [block], ...span(bodyNode) },
    calls: r.calls,
    ...span(n),
  };
}
