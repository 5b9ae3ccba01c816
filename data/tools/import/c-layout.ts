/** Sizes of C types in bytes, as the ABI of an architecture lays them out. Pure. */
import { skipGroup, type Declarations } from './c-declarations.ts';
import { evaluate } from './c-expression.ts';
import { expand, type EvaluationScope } from './c-macros.ts';
import type { Token } from './c-tokens.ts';

/** Bytes. */
export interface TypeSize {
  readonly size: number;
  readonly align: number;
  /** Of an integer. */
  readonly unsigned?: boolean;
}

export interface LayoutScope extends EvaluationScope {
  /** Later headers first. */
  readonly declarations: readonly Declarations[];
  /** No scalar is aligned to more bytes than this (i386: 4, m68k: 2). */
  readonly maxAlign: number;
  /** Width of the C library's time_t. */
  readonly timeBits: 32 | 64;
}

interface Attributes {
  packed: boolean;
  align: number;
}

interface Member extends TypeSize {
  readonly name: string | undefined;
  /** Width in bits of a bit-field. */
  readonly bits: number | undefined;
}

const QUALIFIERS =
  /^(const|volatile|__extension__|__volatile__|__const|restrict|__restrict|inline)$/;
const BASIC = /^(unsigned|signed|__signed__|char|short|int|long|float|double|_Bool|bool|void)$/;
/** Types of the C library that headers use without declaring them, in terms of others. */
const LIBC: Readonly<Record<string, string>> = {
  size_t: 'unsigned long',
  ssize_t: 'long',
  off_t: 'long',
  loff_t: 'long long',
  int8_t: 'char',
  uint8_t: 'unsigned char',
  int16_t: 'short',
  uint16_t: 'unsigned short',
  int32_t: 'int',
  uint32_t: 'unsigned int',
  int64_t: 'long long',
  uint64_t: 'unsigned long long',
};

/** Structs of the C library: a time_t, and a second number that fills as much. */
const TIMES = new Set(['timeval', 'timespec']);

/** Size of a type as in `sizeof(…)`, macros expanded; `undefined` for what is not a complete known type. */
export function sizeOfType(tokens: readonly Token[], scope: LayoutScope): number | undefined {
  return describeType(tokens, scope)?.size;
}

/** The same with its signedness. */
export function describeType(tokens: readonly Token[], scope: LayoutScope): TypeSize | undefined {
  try {
    const [member, ...others] = new Reader(tokens, scope).members();
    return others.length === 0 ? member : undefined;
  } catch (error) {
    if (error instanceof UnknownType) return undefined;
    throw error;
  }
}

class UnknownType extends Error {}

class Reader {
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly scope: LayoutScope;
  constructor(tokens: readonly Token[], scope: LayoutScope) {
    this.tokens = tokens;
    this.scope = scope;
  }

  /** Members of a struct, or the one type of a type name. */
  members(): Member[] {
    const members: Member[] = [];
    while (this.at < this.tokens.length) {
      if (this.take(';')) continue;
      const attributes: Attributes = { packed: false, align: 1 };
      const base = this.specifiers(attributes);
      do members.push(this.declarator(base, attributes));
      while (this.take(','));
      if (this.at < this.tokens.length && !this.take(';')) throw new UnknownType();
    }
    return members;
  }

  /** A type is sized only where it is needed: a struct may hold a pointer to itself. */
  private specifiers(attributes: Attributes): () => TypeSize {
    const words: string[] = [];
    let base: (() => TypeSize) | undefined;
    for (;;) {
      const token = this.tokens[this.at];
      const text = token?.text ?? '';
      if (text === '__attribute__') this.attribute(attributes);
      else if (QUALIFIERS.test(text)) this.at++;
      else if (text === 'struct' || text === 'union') base = this.aggregate(text);
      else if (text === 'enum') base = this.enumeration();
      else if (BASIC.test(text)) words.push(this.next());
      else if (token?.kind === 'name' && base === undefined && words.length === 0)
        base = this.typedef(this.next());
      else break;
    }
    if (base !== undefined) return base;
    return words.length === 0 ? fail() : () => this.basic(words);
  }

  private declarator(base: () => TypeSize, outer: Attributes): Member {
    const attributes = { ...outer };
    const pointer = (): TypeSize => this.scalar(this.scope.longBits / 8);
    let type = base;
    let count = 1;
    let name: string | undefined;
    while (
      this.tokens[this.at]?.text === '*' ||
      QUALIFIERS.test(this.tokens[this.at]?.text ?? '')
    ) {
      if (this.next() === '*') type = pointer;
    }
    if (this.tokens[this.at]?.text === '(') {
      // (*name)(…): a pointer to a function; (*)[…] and the like do not occur in the headers.
      this.at = skipGroup(this.tokens, this.at);
      if (this.tokens[this.at]?.text === '(') this.at = skipGroup(this.tokens, this.at);
      type = pointer;
    }
    this.attributes(attributes);
    if (this.tokens[this.at]?.kind === 'name') name = this.next();
    while (this.tokens[this.at]?.text === '[') {
      const end = skipGroup(this.tokens, this.at);
      count *= this.number(this.tokens.slice(this.at + 1, end - 1));
      this.at = end;
    }
    const bits = this.take(':') ? this.width() : undefined;
    this.attributes(attributes);
    const one = type();
    const align = Math.max(attributes.packed ? 1 : one.align, attributes.align);
    return { ...one, name, size: one.size * count, align, bits };
  }

  private width(): number {
    const start = this.at;
    while (
      this.at < this.tokens.length &&
      !/^([,;]|__attribute__)$/.test(this.tokens[this.at]?.text ?? '')
    )
      this.at++;
    return this.number(this.tokens.slice(start, this.at));
  }

  private number(tokens: readonly Token[]): number {
    if (tokens.length === 0) return 0;
    const value = evaluate(tokens, this.scope)?.value;
    if (value === undefined) throw new UnknownType();
    return Number(value);
  }

  private aggregate(kind: string): () => TypeSize {
    this.at++;
    const before: Attributes = { packed: false, align: 1 };
    this.attributes(before);
    const tag = this.tokens[this.at]?.kind === 'name' ? this.next() : undefined;
    if (this.tokens[this.at]?.text !== '{') {
      const half = this.scope.timeBits / 8;
      return () => {
        if (TIMES.has(tag ?? '')) return { ...this.scalar(half), size: 2 * half };
        const known = expand(this.declared(`${kind} ${tag ?? ''}`), this.scope, new Set());
        return new Reader(known, this.scope).body(kind, before);
      };
    }
    const size = this.body(kind, before);
    return () => size;
  }

  /** Members in braces and the attributes that follow. */
  private body(kind: string, attributes: Attributes): TypeSize {
    const end = skipGroup(this.tokens, this.at);
    const inside = this.tokens.slice(this.at + 1, end - 1);
    this.at = end;
    this.attributes(attributes);
    const members = new Reader(inside, this.scope).members();
    return lay(kind, members, attributes);
  }

  private enumeration(): () => TypeSize {
    this.at++;
    if (this.tokens[this.at]?.kind === 'name') this.at++;
    if (this.tokens[this.at]?.text === '{') this.at = skipGroup(this.tokens, this.at);
    return () => this.scalar(4);
  }

  private typedef(name: string): () => TypeSize {
    const libc = name === 'time_t' ? `int${String(this.scope.timeBits)}_t` : name;
    const words = LIBC[libc];
    const known = this.scope.declarations.find((one) => one.typedefs.has(name))?.typedefs.get(name);
    if (known === undefined) return words === undefined ? fail : () => this.basic(words.split(' '));
    return () => {
      const members = new Reader(expand(known, this.scope, new Set([name])), this.scope).members();
      return members.find((member) => member.name === name) ?? members[0] ?? fail();
    };
  }

  private declared(name: string): readonly Token[] {
    return this.scope.declarations.find((one) => one.tags.has(name))?.tags.get(name) ?? fail();
  }

  private basic(words: readonly string[]): TypeSize {
    return { ...this.sized(words), unsigned: words.includes('unsigned') };
  }

  private sized(words: readonly string[]): TypeSize {
    const longs = words.filter((word) => word === 'long').length;
    if (words.includes('double')) return longs > 0 ? fail() : this.scalar(8);
    if (words.includes('void')) return { size: 1, align: 1 };
    if (words.includes('char') || words.some((word) => /bool/i.test(word))) return this.scalar(1);
    if (words.includes('short')) return this.scalar(2);
    return this.scalar(longs > 1 ? 8 : longs === 1 ? this.scope.longBits / 8 : 4);
  }

  private scalar(size: number): TypeSize {
    return { size, align: Math.min(size, this.scope.maxAlign) };
  }

  private attributes(into: Attributes): void {
    while (this.tokens[this.at]?.text === '__attribute__') this.attribute(into);
  }

  private attribute(into: Attributes): void {
    const end = skipGroup(this.tokens, this.at + 1);
    const inside = this.tokens.slice(this.at + 2, end - 1);
    for (const [index, token] of inside.entries()) {
      if (/^(__)?packed(__)?$/.test(token.text)) into.packed = true;
      if (/^(__)?aligned(__)?$/.test(token.text)) {
        const group = inside.slice(index + 2, skipGroup(inside, index + 1) - 1);
        into.align = Math.max(into.align, group.length === 0 ? fail() : this.number(group));
      }
    }
    this.at = end;
  }

  private next(): string {
    return this.tokens[this.at++]?.text ?? '';
  }

  private take(text: string): boolean {
    if (this.tokens[this.at]?.text !== text) return false;
    this.at++;
    return true;
  }
}

function fail(): never {
  throw new UnknownType();
}

/** Lays members out one after the other (or all at the start), bit-fields in units of their type. */
function lay(kind: string, members: readonly Member[], own: Attributes): TypeSize {
  let align = own.align;
  let bits = 0;
  let largest = 0;
  for (const member of members) {
    const memberAlign =
      own.packed && member.bits === undefined ? Math.min(member.align, 1) : member.align;
    if (member.bits !== undefined) {
      const unit = member.size * 8;
      const crosses = Math.floor(bits / unit) !== Math.floor((bits + member.bits - 1) / unit);
      if (member.bits === 0 || (crosses && !own.packed)) bits = roundUp(bits, unit);
      bits += member.bits;
    } else bits = roundUp(bits, memberAlign * 8) + member.size * 8;
    if (member.bits !== 0 && !(own.packed && member.bits !== undefined))
      align = Math.max(align, memberAlign);
    largest = Math.max(largest, bits);
    if (kind === 'union') bits = 0;
  }
  const size = Math.ceil((kind === 'union' ? largest : bits) / 8);
  return { size: roundUp(size, align), align };
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
