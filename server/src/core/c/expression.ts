/**
 * Reads a C expression from tokens: for macro bodies and for code the grammar cannot parse. Anything it does not
 * understand becomes an opaque expression; it always ends and never throws.
 */
import type { Expr } from './ir.ts';
import { ASSIGN, BINARY, PREFIX } from './operators.ts';
import { integerValue, type Token } from './tokens.ts';
import { isCastWord, templateEnd } from './templates.ts';
import { isNumberWord, looksLikeType, startsOperand } from './type-name.ts';

const MAX_DEPTH = 200;

/** Made for one expression, then thrown away. */
class Reader {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly end: number;
  constructor(tokens: readonly Token[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }

  /** Comma expression down to primary; stops at the first token it cannot use. */
  comma(): Expr {
    let left = this.assign();
    while (this.is(',')) {
      this.at++;
      const right = this.assign();
      left = { kind: 'comma', left, right, start: left.start, end: right.end };
    }
    return left;
  }

  /** One assignment expression: an argument of a call. */
  assign(): Expr {
    if (++this.depth > MAX_DEPTH) return this.opaque();
    const left = this.conditional();
    const op = this.peek();
    let out: Expr = left;
    if (op?.kind === 'punct' && ASSIGN.has(op.text)) {
      this.at++;
      const right = this.assign();
      out = { kind: 'assign', op: op.text, left, right, start: left.start, end: right.end };
    }
    this.depth--;
    return out;
  }

  done(): boolean {
    return this.at >= this.tokens.length;
  }

  private conditional(): Expr {
    const test = this.binary(1);
    if (!this.is('?')) return test;
    this.at++;
    const yes = this.is(':') ? undefined : this.comma();
    if (this.is(':')) this.at++;
    const no = this.assign();
    const span = { start: test.start, end: no.end };
    return { kind: 'conditional', test, ...(yes ? { yes } : {}), no, ...span };
  }

  private binary(level: number): Expr {
    let left = this.unary();
    for (;;) {
      const op = this.peek();
      const power = op?.kind === 'punct' ? BINARY[op.text] : undefined;
      if (!op || power === undefined || power < level) return left;
      this.at++;
      const right = this.binary(power + 1);
      const span = { start: left.start, end: right.end };
      const operator = { start: op.start, end: op.end };
      left = { kind: 'binary', op: op.text, operator, left, right, ...span };
    }
  }

  private unary(): Expr {
    if (++this.depth > MAX_DEPTH) return this.opaque();
    const out = this.prefix();
    this.depth--;
    return out;
  }

  private prefix(): Expr {
    const t = this.peek();
    if (!t) return this.opaque();
    if (t.kind === 'punct' && PREFIX.has(t.text)) {
      this.at++;
      const operand = this.unary();
      const span = { start: t.start, end: operand.end };
      return { kind: 'unary', op: t.text, postfix: false, operand, ...span };
    }
    if (t.text === 'sizeof' || t.text === '_Alignof' || t.text === 'alignof') return this.sizeof(t);
    if (t.text === '(') {
      const close = this.matching(this.at);
      const inner = this.tokens.slice(this.at + 1, close);
      const next = this.tokens[close + 1];
      if (next && startsOperand(next) && looksLikeType(inner)) {
        const type = inner.map((x) => x.text).join(' ');
        this.at = close + 1;
        const operand = next.text === '{' ? this.braces(type) : this.unary();
        return { kind: 'cast', type, operand, start: t.start, end: operand.end };
      }
    }
    return this.postfix(this.cppCast(t) ?? this.primary());
  }

  /** `static_cast<T>(x)`, and `int(x)`. */
  private cppCast(t: Token): Expr | undefined {
    const end = templateEnd(this.tokens, this.at + 1);
    const cast = end > 0 && isCastWord(t);
    if (!cast && !(isNumberWord(t) && this.tokens[this.at + 1]?.text === '(')) return undefined;
    const words = cast ? this.tokens.slice(this.at + 2, end) : [t];
    this.at = cast ? end + 1 : this.at + 1;
    const operand = this.primary();
    const type = words.map((x) => x.text).join(' ');
    return { kind: 'cast', type, operand, start: t.start, end: operand.end };
  }

  private sizeof(t: Token): Expr {
    this.at++;
    if (this.is('(')) {
      const close = this.matching(this.at);
      const inner = this.tokens.slice(this.at + 1, close);
      if (looksLikeType(inner)) {
        this.at = Math.min(close + 1, this.tokens.length);
        const end = this.tokens[close]?.end ?? this.end;
        return { kind: 'sizeof', type: inner.map((x) => x.text).join(' '), start: t.start, end };
      }
    }
    const operand = this.unary();
    return { kind: 'sizeof', operand, start: t.start, end: operand.end };
  }

  private primary(): Expr {
    const t = this.peek();
    if (!t) return this.opaque();
    const span = { start: t.start, end: t.end };
    this.at++;
    switch (t.kind) {
      case 'word': {
        let name = t.text;
        let end = t.end;
        while (this.is('::') && this.tokens[this.at + 1]?.kind === 'word') {
          name += `::${this.tokens[this.at + 1]?.text ?? ''}`;
          end = this.tokens[this.at + 1]?.end ?? end;
          this.at += 2;
        }
        this.at = Math.max(this.at, templateEnd(this.tokens, this.at) + 1);
        return { kind: 'name', name, start: t.start, end };
      }
      case 'number': {
        const value = integerValue(t.text);
        return { kind: 'number', text: t.text, ...(value === undefined ? {} : { value }), ...span };
      }
      case 'string': {
        let end = t.end;
        for (let n = this.peek(); n?.kind === 'string'; n = this.peek()) {
          end = n.end;
          this.at++;
        }
        return { kind: 'string', text: t.text, start: t.start, end };
      }
      case 'char':
        return { kind: 'char', text: t.text, ...span };
      default:
    }
    if (t.text === '(') {
      if (this.is('{')) {
        // A statement expression: skipped whole.
        this.at = Math.min(this.matching(this.at - 1) + 1, this.tokens.length);
        const end = this.tokens[this.at - 1]?.end ?? this.end;
        return { kind: 'opaque', broken: false, inner: [], start: t.start, end };
      }
      const inner = this.comma();
      const end = this.is(')') ? (this.peek()?.end ?? this.end) : inner.end;
      if (this.is(')')) this.at++;
      return { kind: 'paren', inner, start: t.start, end };
    }
    if (t.text === '::' && this.peek()?.kind === 'word') {
      const word = this.peek();
      this.at++;
      return {
        kind: 'name',
        name: `::${word?.text ?? ''}`,
        start: t.start,
        end: word?.end ?? t.end,
      };
    }
    if (t.text === '{') {
      this.at--;
      return this.braces();
    }
    this.at--;
    return this.opaque();
  }

  private postfix(first: Expr): Expr {
    let e = first;
    for (;;) {
      const t = this.peek();
      if (t?.kind !== 'punct') return e;
      if (t.text === '(') {
        e = this.call(e, t);
      } else if (t.text === '[') {
        this.at++;
        const index = this.comma();
        const end = this.is(']') ? (this.peek()?.end ?? this.end) : index.end;
        if (this.is(']')) this.at++;
        e = { kind: 'index', object: e, index, start: e.start, end };
      } else if ((t.text === '.' || t.text === '->') && this.tokens[this.at + 1]?.kind === 'word') {
        const word = this.tokens[this.at + 1] ?? t;
        this.at += 2;
        const nameSpan = { start: word.start, end: word.end };
        const span = { start: e.start, end: word.end };
        e = {
          kind: 'member',
          object: e,
          arrow: t.text === '->',
          name: word.text,
          nameSpan,
          ...span,
        };
      } else if (t.text === '++' || t.text === '--') {
        this.at++;
        e = { kind: 'unary', op: t.text, postfix: true, operand: e, start: e.start, end: t.end };
      } else return e;
    }
  }

  private call(callee: Expr, open: Token): Expr {
    const close = this.matching(this.at);
    this.at++;
    const args: Expr[] = [];
    while (this.at < close) {
      args.push(this.assign());
      // What one argument could not use belongs to it all the same: go on at the next comma of this level.
      let level = 0;
      while (this.at < close && !(level === 0 && this.is(','))) {
        const x = this.tokens[this.at]?.text ?? '';
        if (x === '(' || x === '[' || x === '{') level++;
        if (x === ')' || x === ']' || x === '}') level--;
        this.at++;
      }
      if (this.at < close) this.at++;
    }
    const last = this.tokens[close];
    this.at = Math.min(close + 1, this.tokens.length);
    const end = last?.end ?? this.end;
    const inside = { start: open.end, end: last?.start ?? this.end };
    return { kind: 'call', callee, args, inside, start: callee.start, end };
  }

  private braces(type?: string): Expr {
    const open = this.peek();
    const close = this.matching(this.at);
    this.at = Math.min(close + 1, this.tokens.length);
    const span = { start: open?.start ?? this.end, end: this.tokens[close]?.end ?? this.end };
    return { kind: 'init', entries: [], ...(type === undefined ? {} : { type }), ...span };
  }

  /** Index of the token that closes the bracket at `at`, or the number of tokens when none does. */
  private matching(at: number): number {
    let level = 0;
    for (let i = at; i < this.tokens.length; i++) {
      const x = this.tokens[i];
      if (x?.kind !== 'punct') continue;
      if (x.text === '(' || x.text === '[' || x.text === '{') level++;
      if ((x.text === ')' || x.text === ']' || x.text === '}') && --level === 0) return i;
    }
    return this.tokens.length;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }
  private is(text: string): boolean {
    const t = this.tokens[this.at];
    return t?.kind === 'punct' && t.text === text;
  }
  private opaque(): Expr {
    const at = this.tokens[this.at]?.start ?? this.end;
    return { kind: 'opaque', broken: true, inner: [], start: at, end: at };
  }
}

/**
 * The expression that `tokens` spell (a comma expression), and whether every token was used. `end` is the offset
 * given to what is missing. Directive tokens must be left out.
 */
export function readExpression(
  tokens: readonly Token[],
  end: number,
): { readonly expr: Expr; readonly complete: boolean } {
  const reader = new Reader(tokens, end);
  const expr = reader.comma();
  return { expr, complete: reader.done() };
}
