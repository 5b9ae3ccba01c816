/** Lists the fields of a C structure with their types as written. Pure; sizes are c-layout's business. */
import { skipGroup } from './c-declarations.ts';
import type { Token } from './c-tokens.ts';

export interface CField {
  /** A field of a nested structure that has a name of its own stands behind that name: `sigev_un.fd`. */
  readonly name: string;
  /** As written, without the name: `__u64`, `char [IFNAMSIZ]`, `void (*)(int)`. */
  readonly type: string;
  /** Width in bits of a bit-field. */
  readonly bits?: number;
  /** Number of the union without a name that it is an alternative of. */
  readonly union?: number;
}

const ATTRIBUTE =
  /^(__attribute__|__attribute|__aligned|__counted_by\w*|__packed|__extension__|__bitwise|__user|__restrict|restrict)$/;

/** Words that are a type by themselves: a bit-field of them alone has no name. */
const BASIC = /^(unsigned|signed|char|short|int|long)$/;

/** Fields of the members between braces, in order; members of structures and unions without a name count as its own. */
export function fieldsOf(body: readonly Token[]): CField[] {
  const unions = { count: 0 };
  return readMembers(body, undefined, unions);
}

function readMembers(
  tokens: readonly Token[],
  union: number | undefined,
  unions: { count: number },
): CField[] {
  return declarations(tokens).flatMap((declaration) => readMember(declaration, union, unions));
}

/** Splits at semicolons outside brackets; attributes and empty parts are dropped. */
function declarations(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.kind === 'name' && ATTRIBUTE.test(token.text)) {
      if (tokens[i + 1]?.text === '(') i = skipGroup(tokens, i + 1) - 1;
    } else if ('([{'.includes(token.text)) {
      const end = skipGroup(tokens, i);
      part.push(...tokens.slice(i, end));
      i = end - 1;
    } else if (token.text === ';') {
      if (part.length > 0) parts.push(part);
      part = [];
    } else part.push(token);
  }
  return part.length > 0 ? [...parts, part] : parts;
}

function readMember(
  tokens: readonly Token[],
  union: number | undefined,
  unions: { count: number },
): CField[] {
  const [first] = tokens;
  const inside = (from: number): Token[] => tokens.slice(from, skipGroup(tokens, from - 1) - 1);
  if (first?.text === '__DECLARE_FLEX_ARRAY' || first?.text === 'DECLARE_FLEX_ARRAY') {
    const [type = [], name = []] = splitAtCommas(inside(2));
    return [field([...type, ...name, ...brackets()], union)];
  }
  if (first?.text === '__struct_group') {
    const [, , , ...members] = splitAtCommas(inside(2));
    return readMembers(members.flat(), union, unions);
  }
  const brace = tokens.findIndex((token) => token.text === '{');
  if (brace >= 0) return readNested(tokens, brace, union, unions);
  const [head = [], ...others] = splitAtCommas(tokens);
  const base = head.slice(0, startOfDeclarator(head));
  return [
    field(head, union),
    ...others.map((declarator) => field([...base, ...declarator], union)),
  ].filter(({ name }) => name !== '');
}

/** `struct { … } name;`, `union { … };`, `struct tag { … } name[2];`. */
function readNested(
  tokens: readonly Token[],
  brace: number,
  union: number | undefined,
  unions: { count: number },
): CField[] {
  const end = skipGroup(tokens, brace);
  const body = tokens.slice(brace + 1, end - 1);
  const word = tokens.find(({ text }) => /^(struct|union|enum)$/.test(text))?.text ?? 'struct';
  const tag = tokens[brace - 1];
  const type: Token[] =
    tag?.kind === 'name' && tag.text !== word
      ? [
          { kind: 'name', text: word },
          { kind: 'name', text: tag.text },
        ]
      : [{ kind: 'name', text: `${word} { … }` }];
  const names = splitAtCommas(tokens.slice(end));
  if (word === 'enum') return names.map((name) => field([...type, ...name], union));
  if (names.length === 0) {
    const own = word === 'union' ? (union ?? ++unions.count) : union;
    return readMembers(body, own, unions);
  }
  const members = readMembers(body, undefined, { count: 0 });
  return names.flatMap((name) => {
    const outer = field([...type, ...name], union);
    const path = /\[|\*/.test(outer.type) ? '' : `${outer.name}.`;
    if (path === '') return [outer];
    return [outer, ...members.map((member) => ({ ...member, name: path + member.name }))];
  });
}

/** One declarator behind its type. */
function field(tokens: readonly Token[], union: number | undefined): CField {
  const colon = tokens.findIndex((token) => token.text === ':');
  const bits = colon < 0 ? undefined : Number(tokens[colon + 1]?.text);
  const plain = unwrap(colon < 0 ? tokens : tokens.slice(0, colon));
  const at = nameIndex(plain);
  const name = plain.every(({ text }) => BASIC.test(text)) ? '' : (plain[at]?.text ?? '');
  const type = write(plain.filter((_, i) => i !== at));
  return {
    name,
    type,
    ...(bits === undefined || Number.isNaN(bits) ? {} : { bits }),
    ...(union === undefined ? {} : { union }),
  };
}

/** `MARK(name)` at the end is `name`. */
function unwrap(tokens: readonly Token[]): readonly Token[] {
  const [macro, open, name, close] = tokens.slice(-4);
  const marked = /^[A-Z_]+$/.test(macro?.text ?? '') && open?.text === '(' && close?.text === ')';
  return marked && name?.kind === 'name' ? [...tokens.slice(0, -4), name] : tokens;
}

/** Of `(*name)(…)` the inner name, else the last one outside brackets that has a type before it. */
function nameIndex(tokens: readonly Token[]): number {
  let found = -1;
  for (let i = 0; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (text === '(' && tokens[i + 1]?.text === '*') {
      const end = skipGroup(tokens, i);
      return tokens.findLastIndex((token, j) => j < end && token.kind === 'name');
    }
    if ('([{'.includes(text)) i = skipGroup(tokens, i) - 1;
    else if (tokens[i]?.kind === 'name') found = i;
  }
  return found === 0 ? -1 : found;
}

/** Where the type ends and stars or the name begin. */
function startOfDeclarator(tokens: readonly Token[]): number {
  const star = tokens.findIndex((token) => token.text === '*' || token.text === '(');
  const name = nameIndex(tokens);
  return star >= 0 && star < name ? star : name;
}

function write(tokens: readonly Token[]): string {
  return tokens
    .map((token) => token.text)
    .join(' ')
    .replace(/\s*\* (?=[*)[])/g, ' *')
    .replace(/\( \*/g, '(*')
    .replace(/\) \(/g, ')(')
    .replace(/([([]) /g, '$1')
    .replace(/ ([)\],])/g, '$1')
    .replace(/\] \[/g, '][')
    .replace(/ +/g, ' ')
    .trim();
}

function brackets(): Token[] {
  return ['[', ']'].map((text) => ({ kind: 'punctuator', text }));
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  if (tokens.length === 0) return [];
  const parts: Token[][] = [[]];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.text === ',') parts.push([]);
    else if ('([{'.includes(token.text)) {
      const end = skipGroup(tokens, i);
      parts.at(-1)?.push(...tokens.slice(i, end));
      i = end - 1;
    } else parts.at(-1)?.push(token);
  }
  return parts;
}
