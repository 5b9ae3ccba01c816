/** Follows values through the functions of strace to the tables they are printed with. Pure; reads no file. */
import { closing, splitAt, type CFunction, type Statement } from './c-functions.ts';
import type { Token } from './c-tokens.ts';
import type { Finding, SpecialValue } from './evidence.ts';

export interface WalkScope {
  /** A function that the file can call. */
  readonly find: (name: string) => CFunction | undefined;
  /** Is it a table of names? */
  readonly isSet: (name: string) => boolean;
  /** Object-like macros of the file. */
  readonly macros: ReadonlyMap<string, readonly Token[]>;
}

/** What an expression stands for, as far as it matters. */
type Value =
  | { readonly kind: 'argument'; readonly index: number; readonly deref?: true }
  | { readonly kind: 'field'; readonly struct: string; readonly field: string }
  | { readonly kind: 'sets'; readonly names: readonly string[] }
  | { readonly kind: 'number'; readonly value: number };

type When = Readonly<Record<string, readonly string[]>>;

interface Frame {
  readonly values: Map<string, Value>;
  /** Variable → tag of its structure. */
  readonly structs: Map<string, string>;
  readonly when: When | undefined;
  readonly stack: readonly string[];
}

interface Walk {
  readonly scope: WalkScope;
  readonly found: Finding[];
  readonly seen: Set<string>;
}

/** Functions that print one value with tables that stand among their arguments. */
const PRINTER =
  /^s?print(?:flags|xval)|^xlookup$|^sprint_open_mode_flags$|^PRINT_FIELD_(?:FLAGS|XVAL)/;

/** Functions that print a value with names of their own. */
const SPECIAL: readonly (readonly [RegExp, 'mask' | 'enum', SpecialValue])[] = [
  [/^print_(?:numeric|symbolic).*mode_t$/, 'mask', 'mode'],
  [/^printsignal$/, 'enum', 'signal'],
  [/^print_dirfd$/, 'enum', 'dirfd'],
];

/** Functions that copy from the address in their second argument to what the last one points to. */
const COPIES = /^(?:umove|fetch_)/;

/** Functions that read an argument of 64 bits, by its position in their last argument, and give that of the next one. */
const WIDE = /^(?:getllval|print_arg_ll[dux])$/;

/** Functions that build their text themselves, and the tables that they take it from. */
const OWN_WAY: ReadonlyMap<string, readonly string[]> = new Map([
  ['tprint_open_modes', ['open_access_modes', 'open_mode_flags']],
  ['tprint_open_modes64', ['open_access_modes', 'open_mode_flags']],
  ['tprint_open_how_flags', ['open_access_modes', 'open_mode_flags', 'openat2_flags']],
]);

const DEEPEST = 9;

/** Findings of a function and of those it calls, `tcp->u_arg[…]` being the arguments. */
export function walkFunction(fn: CFunction, scope: WalkScope): Finding[] {
  const walk: Walk = { scope, found: [], seen: new Set() };
  enter(fn, new Map(), undefined, [], walk);
  return walk.found;
}

function enter(
  fn: CFunction,
  values: Map<string, Value>,
  when: When | undefined,
  stack: readonly string[],
  walk: Walk,
): void {
  if (stack.length >= DEEPEST || stack.includes(fn.name)) return;
  const key = JSON.stringify([fn.name, [...values], when]);
  if (walk.seen.has(key)) return;
  walk.seen.add(key);
  const structs = new Map(
    fn.params.flatMap(({ name, struct }) => (isData(struct) ? [[name, struct] as const] : [])),
  );
  walkAll(fn.body, { values, structs, when, stack: [...stack, fn.name] }, walk);
}

/** The traced process is no structure of the call. */
function isData(struct: string | undefined): struct is string {
  return struct !== undefined && struct !== 'tcb';
}

function walkAll(statements: readonly Statement[], frame: Frame, walk: Walk): void {
  for (const statement of statements) {
    if (statement.kind === 'expression') readExpression(statement.tokens, frame, walk);
    else if (statement.kind === 'leave') readCalls(statement.tokens, frame, walk);
    else if (statement.kind === 'switch') walkSwitch(statement.on, statement.body, frame, walk);
    else if (statement.kind === 'if') {
      readCalls(statement.test, frame, walk);
      walkAll(statement.then, { ...frame, when: testedIn(statement.test, frame, walk) }, walk);
      walkAll(statement.otherwise, frame, walk);
    } else if (statement.kind !== 'case') walkAll(statement.body, frame, walk);
  }
}

/** Below its labels, each statement stands under the values that lead there; falling through adds labels. */
function walkSwitch(
  on: readonly Token[],
  body: readonly Statement[],
  frame: Frame,
  walk: Walk,
): void {
  const value = valueOf(on, frame, walk);
  const index = value?.kind === 'argument' && value.deref !== true ? value.index : undefined;
  let labels: string[] = [];
  let open = false;
  for (const statement of body) {
    if (statement.kind === 'case') {
      if (!open) labels = [];
      open = true;
      labels.push(...constantsIn(statement.tokens));
      continue;
    }
    const when =
      index === undefined || labels.length === 0 ? frame.when : both(frame.when, index, labels);
    walkAll([statement], { ...frame, when }, walk);
    if (statement.kind === 'leave') open = false;
  }
}

/** `if (x == NAME)` where `x` is an argument. */
function testedIn(test: readonly Token[], frame: Frame, walk: Walk): When | undefined {
  const at = test.findIndex((token) => token.text === '==');
  if (at < 0 || test.some((token) => /^(&&|\|\|)$/.test(token.text))) return frame.when;
  const value = valueOf(test.slice(0, at), frame, walk);
  const names = constantsIn(test.slice(at + 1));
  const argument = value?.kind === 'argument' && value.deref !== true;
  return argument && names.length === 1 ? both(frame.when, value.index, names) : frame.when;
}

function both(when: When | undefined, index: number, names: readonly string[]): When {
  return { ...when, [String(index)]: [...names] };
}

/** Names of a label; `IPC_64` marks the structure's version, not the command. */
function constantsIn(tokens: readonly Token[]): string[] {
  return tokens
    .filter((token) => token.kind === 'name' && /^_?_?[A-Z]/.test(token.text))
    .map((token) => token.text)
    .filter((name) => name !== 'IPC_64');
}

/** A declaration or assignment gives its variable a value; calls inside are followed. */
function readExpression(tokens: readonly Token[], frame: Frame, walk: Walk): void {
  const tag = tokens.findIndex((token) => token.text === 'struct');
  if (tag >= 0 && tag < 3 && tokens[tag + 1]?.kind === 'name') declare(tokens, tag, frame);
  for (const part of splitAt(tokens, ',')) {
    const at = part.findIndex((token) => token.text === '=');
    const name = part[at - 1];
    if (at < 1 || name?.kind !== 'name') continue;
    const value = valueOf(part.slice(at + 1), frame, walk);
    if (value !== undefined) frame.values.set(name.text, value);
  }
  readCalls(tokens, frame, walk);
}

function declare(tokens: readonly Token[], tag: number, { structs }: Frame): void {
  const struct = tokens[tag + 1]?.text;
  if (!isData(struct)) return;
  for (const part of splitAt(tokens.slice(tag + 2), ',')) {
    const name = part.find((token) => token.kind === 'name' && token.text !== 'const');
    if (name !== undefined) structs.set(name.text, struct);
  }
}

function readCalls(tokens: readonly Token[], frame: Frame, walk: Walk): void {
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name' || tokens[i + 1]?.text !== '(') continue;
    const args = splitAt(tokens.slice(i + 2, closing(tokens, i + 1)), ',');
    readCall(token.text, args, frame, walk);
  }
}

function readCall(
  name: string,
  args: readonly (readonly Token[])[],
  frame: Frame,
  walk: Walk,
): void {
  if (COPIES.test(name)) return copy(args, frame, walk);
  const special = SPECIAL.find(([pattern]) => pattern.test(name));
  if (special !== undefined) {
    const values = args.map((arg) => valueOf(arg, frame, walk));
    return add(values.find(isPlace), { kind: special[1], special: special[2] }, frame, walk);
  }
  const own = OWN_WAY.get(name);
  if (own !== undefined) {
    return add(valueOf(args[0] ?? [], frame, walk), { kind: 'mask', sets: own }, frame, walk);
  }
  if (PRINTER.test(name)) return print(name, args, frame, walk);
  if (WIDE.test(name)) return readWide(args, frame, walk);
  const fn = walk.scope.find(name);
  if (fn === undefined) return;
  const bound = new Map<string, Value>();
  for (const [i, { name: param }] of fn.params.entries()) {
    const value = valueOf(args[i] ?? [], frame, walk);
    if (value !== undefined && value.kind !== 'field') bound.set(param, value);
  }
  enter(fn, bound, frame.when, frame.stack, walk);
}

function copy(args: readonly (readonly Token[])[], frame: Frame, walk: Walk): void {
  const from = valueOf(args[1] ?? [], frame, walk);
  const to = args.at(-1)?.findLast((token) => token.kind === 'name')?.text;
  if (to === undefined || frame.structs.has(to)) return;
  frame.values.delete(to);
  if (from?.kind === 'argument') {
    frame.values.set(to, { kind: 'argument', index: from.index, deref: true });
  }
}

/** `getllval(tcp, &value, 2)`: the variable is the argument, counted as 64-bit architectures do. */
function readWide(args: readonly (readonly Token[])[], frame: Frame, walk: Walk): void {
  const index = sum(args.at(-1) ?? [], frame, walk);
  const to = args.length === 3 ? args[1]?.findLast((token) => token.kind === 'name') : undefined;
  if (index !== undefined && to !== undefined) {
    frame.values.set(to.text, { kind: 'argument', index });
  }
}

function print(
  name: string,
  args: readonly (readonly Token[])[],
  frame: Frame,
  walk: Walk,
): void {
  const values = args.map((arg) => valueOf(arg, frame, walk));
  const names = values.flatMap((value) => (value?.kind === 'sets' ? value.names : []));
  if (names.length === 0) return;
  const place = name.startsWith('PRINT_FIELD_')
    ? fieldOf([...(args[0] ?? []), { kind: 'punctuator', text: '.' }, ...(args[1] ?? [])], frame)
    : values.find(isPlace);
  const kind = /xval|xlookup/i.test(name) ? 'enum' : 'mask';
  add(place, { kind, sets: [...new Set(names)] }, frame, walk);
}

function isPlace(value: Value | undefined): boolean {
  return value?.kind === 'argument' || value?.kind === 'field';
}

function add(
  place: Value | undefined,
  what: Pick<Finding, 'kind' | 'sets' | 'special'>,
  { when }: Frame,
  { found }: Walk,
): void {
  if (place?.kind === 'field') found.push({ struct: place.struct, field: place.field, ...what });
  if (place?.kind !== 'argument') return;
  const { index, deref } = place;
  const more = { ...(deref === true ? { deref } : {}), ...(when === undefined ? {} : { when }) };
  found.push({ index, ...more, ...what });
}

/** The one argument, field, number or list of tables that an expression is made of. */
function valueOf(tokens: readonly Token[], frame: Frame, walk: Walk): Value | undefined {
  const found = new Map<string, Value>();
  const sets: string[] = [];
  const keep = (value: Value | undefined): void => {
    if (value?.kind === 'sets') sets.push(...value.names);
    else if (value !== undefined) found.set(JSON.stringify(value), value);
  };
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1]?.text ?? '';
    if (token.text === 'u_arg' && tokens[i + 1]?.text === '[') {
      const index = sum(tokens.slice(i + 2, closing(tokens, i + 1)), frame, walk);
      if (index !== undefined) keep({ kind: 'argument', index });
      continue;
    }
    if (token.kind !== 'name' || before === '.' || before === '->') continue;
    const known = frame.values.get(token.text);
    if (known !== undefined) keep(known);
    else if (frame.structs.has(token.text)) keep(fieldOf(tokens.slice(i), frame));
    else if (tokens[i + 1]?.text !== '(' && walk.scope.isSet(token.text)) sets.push(token.text);
  }
  if (sets.length > 0) return { kind: 'sets', names: sets };
  const places = [...found.values()].filter(isPlace);
  if (places.length > 0) return places.length === 1 ? places[0] : undefined;
  const value = sum(tokens, frame, walk);
  return value === undefined ? undefined : { kind: 'number', value };
}

/** Structure and path of `x.a.b`, `x->a`, `(*x).a`; `undefined` without a field or where the structure has no tag. */
function fieldOf(tokens: readonly Token[], { structs }: Frame): Value | undefined {
  const at = tokens.findIndex((token) => structs.has(token.text));
  const struct = structs.get(tokens[at]?.text ?? '');
  if (struct === undefined) return undefined;
  const path: string[] = [];
  for (let i = at + 1; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (text === ')' && path.length === 0) continue;
    if ((text !== '.' && text !== '->') || tokens[i + 1]?.kind !== 'name') break;
    path.push(tokens[++i]?.text ?? '');
  }
  return path.length === 0 ? undefined : { kind: 'field', struct, field: path.join('.') };
}

/** A number, or a sum of numbers, names of numbers and macros. */
function sum(tokens: readonly Token[], frame: Frame, walk: Walk): number | undefined {
  const [first] = tokens;
  if (first === undefined) return undefined;
  if (WIDE.test(first.text)) {
    const position = sum(splitAt(tokens.slice(2, -1), ',').at(-1) ?? [], frame, walk);
    return position === undefined ? undefined : position + 1;
  }
  let total = 0;
  for (const part of splitAt(tokens, '+')) {
    const [token, ...rest] = part;
    if (token === undefined || rest.length > 0) return undefined;
    const known = frame.values.get(token.text);
    const macro = walk.scope.macros.get(token.text);
    const value =
      token.kind === 'number'
        ? Number(token.text)
        : known?.kind === 'number'
          ? known.value
          : macro?.length === 1
            ? Number(macro[0]?.text)
            : NaN;
    if (Number.isNaN(value)) return undefined;
    total += value;
  }
  return total;
}
