/** Evaluates C integer constant expressions over a table of macros, with C's own widths and signs. Pure. */
import { expand, type EvaluationScope } from './c-macros.ts';
import { tokenize, type Token } from './c-tokens.ts';

/** A C integer: its value and its type. */
export interface CInteger {
  readonly value: bigint;
  readonly bits: 32 | 64;
  readonly unsigned: boolean;
}

const BINARY: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const SIZES: Readonly<Record<string, number>> = {
  char: 1,
  __u8: 1,
  __s8: 1,
  short: 2,
  __u16: 2,
  __s16: 2,
  int: 4,
  unsigned: 4,
  __u32: 4,
  __s32: 4,
  __u64: 8,
  __s64: 8,
};

/** Value of an expression; `undefined` for anything that is not an integer constant here. */
export function evaluate(tokens: readonly Token[], scope: EvaluationScope): CInteger | undefined {
  try {
    const parser = new Parser(expand(tokens, scope, new Set()), scope);
    return parser.whole();
  } catch (error) {
    if (error instanceof NotConstant) return undefined;
    throw error;
  }
}

/** The same for text. */
export function evaluateText(text: string, scope: EvaluationScope): CInteger | undefined {
  return evaluate(tokenize(text), scope);
}

class NotConstant extends Error {}

class Parser {
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly scope: EvaluationScope;
  constructor(tokens: readonly Token[], scope: EvaluationScope) {
    this.tokens = tokens;
    this.scope = scope;
  }

  whole(): CInteger {
    const value = this.conditional();
    if (this.at < this.tokens.length) throw new NotConstant();
    return value;
  }

  private conditional(): CInteger {
    const test = this.binary(0);
    if (!this.take('?')) return test;
    const yes = this.conditional();
    this.need(':');
    const no = this.conditional();
    return test.value === 0n ? no : yes;
  }

  private binary(level: number): CInteger {
    const operators = BINARY[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((text) => this.take(text));
      if (operator === undefined) return left;
      left = apply(operator, left, this.binary(level + 1));
    }
  }

  private unary(): CInteger {
    for (const operator of ['-', '+', '~', '!']) {
      if (!this.take(operator)) continue;
      const { value, bits, unsigned } = this.unary();
      if (operator === '!') return int(value === 0n ? 1n : 0n);
      return wrap(operator === '-' ? -value : operator === '~' ? ~value : value, bits, unsigned);
    }
    return this.primary();
  }

  private primary(): CInteger {
    if (this.take('(')) {
      if (this.isType()) return this.cast();
      const value = this.conditional();
      this.need(')');
      return value;
    }
    const token = this.tokens[this.at++];
    if (token?.kind === 'number') return literal(token.text, this.scope.longBits);
    if (token?.kind === 'string' && /^'.'$/.test(token.text))
      return int(BigInt(token.text.charCodeAt(1)));
    if (token?.kind !== 'name') throw new NotConstant();
    if (token.text === 'sizeof' && this.take('(')) return this.sizeOf();
    const enumerator = this.scope.enumerators.get(token.text)?.value;
    if (enumerator !== undefined) return int(enumerator);
    if (this.scope.namesAreZero === true) return int(0n);
    throw new NotConstant();
  }

  private isType(): boolean {
    const name = this.tokens[this.at]?.text ?? '';
    return /^(unsigned|signed|int|long|char|short|struct|void|const|__u\d+|__s\d+|__force|\w+_t)$/.test(
      name,
    );
  }

  private cast(): CInteger {
    const start = this.at;
    const words = this.typeWords();
    const type = this.tokens.slice(start, this.at - 1);
    const { value } = this.unary();
    if (words.includes('*') || words.includes('struct') || words.includes('void'))
      throw new NotConstant();
    const known = this.scope.typeOf?.(type);
    if (known !== undefined && known.size <= 8) return converted(value, known);
    const wide = words.includes('long')
      ? this.scope.longBits
      : (SIZES[words.at(-1) ?? ''] ?? 4) > 4
        ? 64
        : 32;
    const unsigned = words.some(
      (word) => word === 'unsigned' || /^(__u|size_t|uid_t|__poll_t)/.test(word),
    );
    return wrap(value, wide, unsigned);
  }

  private sizeOf(): CInteger {
    const start = this.at;
    const words = this.typeWords();
    const known = this.scope.sizeOf?.(this.tokens.slice(start, this.at - 1));
    if (known !== undefined) return wrap(BigInt(known), this.scope.longBits, true);
    if (words.includes('struct') && !words.includes('*')) throw new NotConstant();
    const size =
      words.includes('*') || words.includes('long')
        ? this.scope.longBits / 8
        : SIZES[words.at(-1) ?? ''];
    if (size === undefined) throw new NotConstant();
    return wrap(BigInt(size), this.scope.longBits, true);
  }

  private typeWords(): string[] {
    const words: string[] = [];
    for (let depth = 1; ;) {
      const token = this.tokens[this.at++];
      if (token === undefined) throw new NotConstant();
      if (token.text === '(') depth++;
      if (token.text === ')' && --depth === 0) return words;
      words.push(token.text);
    }
  }

  private take(text: string): boolean {
    if (this.tokens[this.at]?.text !== text) return false;
    this.at++;
    return true;
  }

  private need(text: string): void {
    if (!this.take(text)) throw new NotConstant();
  }
}

function literal(text: string, longBits: 32 | 64): CInteger {
  const match = /^(0[xX][\da-fA-F]+|0[bB][01]+|\d+)([uUlL]*)$/.exec(text);
  const digits = match?.[1];
  if (digits === undefined) throw new NotConstant();
  const octal = /^0[0-7]+$/.test(digits);
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  const suffix = (match?.[2] ?? '').toLowerCase();
  const asked = suffix.includes('ll') ? 64 : suffix.includes('l') ? longBits : 32;
  const decimal = /^[1-9]/.test(digits);
  const fits = (bits: number, unsigned: boolean): boolean =>
    value < 1n << BigInt(unsigned ? bits : bits - 1);
  for (const bits of asked === 32 ? ([32, 64] as const) : ([64] as const)) {
    if (!suffix.includes('u') && fits(bits, false))
      return { value, bits: max(bits, asked), unsigned: false };
    if ((suffix.includes('u') || !decimal) && fits(bits, true))
      return { value, bits: max(bits, asked), unsigned: true };
  }
  return { value, bits: 64, unsigned: true };
}

function max(a: 32 | 64, b: 32 | 64): 32 | 64 {
  return a > b ? a : b;
}

function apply(operator: string, a: CInteger, b: CInteger): CInteger {
  const shift = operator === '<<' || operator === '>>';
  const bits = shift ? a.bits : max(a.bits, b.bits);
  const unsigned = shift
    ? a.unsigned
    : (a.unsigned && a.bits === bits) || (b.unsigned && b.bits === bits);
  const x = wrap(a.value, bits, unsigned).value;
  const y = shift ? b.value : wrap(b.value, bits, unsigned).value;
  const truth = (yes: boolean): CInteger => int(yes ? 1n : 0n);
  switch (operator) {
    case '||':
      return truth(x !== 0n || y !== 0n);
    case '&&':
      return truth(x !== 0n && y !== 0n);
    case '==':
      return truth(x === y);
    case '!=':
      return truth(x !== y);
    case '<':
      return truth(x < y);
    case '>':
      return truth(x > y);
    case '<=':
      return truth(x <= y);
    case '>=':
      return truth(x >= y);
    case '|':
      return wrap(x | y, bits, unsigned);
    case '^':
      return wrap(x ^ y, bits, unsigned);
    case '&':
      return wrap(x & y, bits, unsigned);
    case '<<':
      return wrap(x << y, bits, unsigned);
    case '>>':
      return wrap(x >> y, bits, unsigned);
    case '+':
      return wrap(x + y, bits, unsigned);
    case '-':
      return wrap(x - y, bits, unsigned);
    case '*':
      return wrap(x * y, bits, unsigned);
    default:
      if (y === 0n) throw new NotConstant();
      return wrap(operator === '/' ? x / y : x % y, bits, unsigned);
  }
}

/** A value of another type, promoted to `int` as C does in every expression. */
function converted(
  value: bigint,
  { size, unsigned = false }: { readonly size: number; readonly unsigned?: boolean },
): CInteger {
  const cut = unsigned ? BigInt.asUintN(size * 8, value) : BigInt.asIntN(size * 8, value);
  return wrap(cut, size > 4 ? 64 : 32, unsigned && size >= 4);
}

function wrap(value: bigint, bits: 32 | 64, unsigned: boolean): CInteger {
  return {
    value: unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value),
    bits,
    unsigned,
  };
}

function int(value: bigint): CInteger {
  return value >= -(1n << 31n) && value < 1n << 31n
    ? { value, bits: 32, unsigned: false }
    : { value, bits: 64, unsigned: false };
}
