/** Writes a call as its safer sibling: edits of the text, by the table of `kb/siblings.ts`. Judges nothing. */
import type { Sibling } from '../kb/siblings.ts';
import type { Span, TextEdit } from '../text/span.ts';
import { nameOf, uncast, unparen, type CallExpr, type Expr, type FunctionIr } from './ir.ts';
import { partsOf, type Node } from './walk.ts';

export interface Rewrite {
  readonly edits: readonly TextEdit[];
  /** False where the call could mean something else before. */
  readonly same: boolean;
}

/** What the call stands in. */
export interface Place {
  readonly fn: FunctionIr | undefined;
  readonly textOf: (span: Span) => string;
  readonly cpp: boolean;
}

/** The call rewritten, or `undefined` where it is not written in a form that allows it. Spans as in the call. */
export function siblingEdits(call: CallExpr, to: Sibling, place: Place): Rewrite | undefined {
  const { callee, args, inside } = call;
  const flag = to.flag ?? '';
  const rename: TextEdit = { span: callee, newText: to.to };
  const last = args.at(-1);
  const [first] = args;
  switch (to.how) {
    case 'append':
      if (last === undefined) return undefined;
      return { edits: [rename, insert(last.end, `, ${flag}`)], same: true };
    case 'replace-arguments':
      return { edits: [rename, { span: inside, newText: flag }], same: true };
    case 'creat':
      if (first === undefined || args.length !== 2) return undefined;
      return {
        edits: [rename, insert(first.end, `, O_WRONLY | O_CREAT | O_TRUNC | ${flag}`)],
        same: true,
      };
    case 'dup':
      if (first === undefined || args.length !== 1) return undefined;
      return { edits: [rename, insert(first.end, `, ${flag}, 0`)], same: true };
    case 'mktemp':
      return fromMktemp(call, place);
    case 'readdir_r':
      return fromReaddir(call, place);
    case 'sigaction':
      return fromSignal(call, place);
  }
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

/** The nodes around a node, innermost first, parentheses left out. */
function ancestors(node: Node, fn: FunctionIr | undefined): readonly Node[] {
  const out: Node[] = [];
  let at: Node | undefined = fn?.body;
  while (at !== undefined && at !== node) {
    if (at.kind !== 'paren') out.unshift(at);
    at = partsOf(at).find((p) => p.start <= node.start && node.end <= p.end);
  }
  return at === node ? out : [];
}

/** `open(mktemp(name), …)` becomes `mkostemp(name, O_CLOEXEC)`. */
function fromMktemp(call: CallExpr, { fn, textOf }: Place): Rewrite | undefined {
  const [around] = ancestors(call, fn);
  const [template] = call.args;
  if (around?.kind !== 'call' || template === undefined) return undefined;
  if (nameOf(around.callee) !== 'open' || around.args[0] !== call) return undefined;
  const newText = `mkostemp(${textOf(template)}, O_CLOEXEC)`;
  return { edits: [{ span: around, newText }], same: false };
}

/** `readdir_r(dir, &buffer, &entry) == 0 && entry` becomes `(entry = readdir(dir)) != NULL`. */
function fromReaddir(call: CallExpr, { fn, textOf }: Place): Rewrite | undefined {
  const [dir, , result] = call.args;
  const target = result && unparen(result);
  if (dir === undefined || target?.kind !== 'unary' || target.op !== '&') return undefined;
  const entry = textOf(target.operand);
  const [test, both] = ancestors(call, fn);
  const succeeds =
    (test?.kind === 'unary' && test.op === '!') ||
    (test?.kind === 'binary' && test.op === '==' && isZero(test.right));
  if (!succeeds || both?.kind !== 'binary' || both.op !== '&&') return undefined;
  if (unparen(both.left) !== test || !isNotNull(both.right, entry, textOf)) return undefined;
  const newText = `(${entry} = readdir(${textOf(dir)})) != NULL`;
  return { edits: [{ span: both, newText }], same: true };
}

function isZero(e: Expr): boolean {
  const x = uncast(e);
  return x.kind === 'number' && x.value === 0n;
}

function isNotNull(expr: Expr, entry: string, textOf: Place['textOf']): boolean {
  const e = unparen(expr);
  if (e.kind === 'binary' && e.op === '!=') {
    const nothing = nameOf(e.right) === 'NULL' || isZero(e.right);
    return nothing && textOf(unparen(e.left)) === entry;
  }
  return textOf(e) === entry;
}

/** `signal(SIGHUP, reload);` becomes a call of sigaction with what signal() sets, where nobody reads the old handler. */
function fromSignal(call: CallExpr, { fn, textOf, cpp }: Place): Rewrite | undefined {
  const [signal, handler] = call.args;
  if (cpp || signal === undefined || handler === undefined || call.args.length !== 2)
    return undefined;
  const around = ancestors(call, fn).find((n) => n.kind !== 'cast');
  if (around?.kind !== 'expr') return undefined;
  const e = uncast(handler);
  if (e.kind !== 'name' || e.name === 'SIG_ERR') return undefined;
  const action = `{ .sa_handler = ${textOf(handler)}, .sa_flags = SA_RESTART }`;
  const newText = `sigaction(${textOf(signal)}, &(struct sigaction)${action}, NULL)`;
  return { edits: [{ span: call, newText }], same: true };
}
