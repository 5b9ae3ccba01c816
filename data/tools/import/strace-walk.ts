/** Follows values through the functions of strace to the tables they are printed with. Pure; reads no file. */
import { closing, splitAt, type CFunction, type Statement } from './c-functions.ts';
import type { Token } from './c-tokens.ts';
import type { Finding, SpecialValue } from './evidence.ts';
import {
  fieldOf,
  isPlace,
  sum,
  valueOf,
  WIDE,
  type Names,
  type Value,
  type WalkScope,
} from './strace-values.ts';

type When = Readonly<Record<string, readonly string[]>>;

interface Frame extends Names {
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
      // socketcall() and ipc() pass what the call itself would have in other places.
      if (statement.test.some(({ text }) => text === 'indirect_ipccall')) {
        walkAll(statement.otherwise, frame, walk);
        continue;
      }
      walkAll(statement.then, { ...frame, when: testedIn(statement.test, frame, walk) }, walk);
      walkAll(statement.otherwise, frame, walk);
    } else if (statement.kind !== 'case') {
      walkAll(statement.body, { ...frame, structs: new Map(frame.structs) }, walk);
    }
  }
}

/** Below its labels, each statement stands under the values that lead there; falling through adds labels. */
function walkSwitch(
  on: readonly Token[],
  body: readonly Statement[],
  frame: Frame,
  walk: Walk,
): void {
  const value = valueOf(on, frame, walk.scope);
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
  const value = valueOf(test.slice(0, at), frame, walk.scope);
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
    const value = valueOf(part.slice(at + 1), frame, walk.scope);
    if (value !== undefined) frame.values.set(name.text, value);
  }
  readCalls(tokens, frame, walk);
  advance(tokens, frame);
}

/** `n++` anywhere in a statement counts behind it. */
function advance(tokens: readonly Token[], { values }: Frame): void {
  for (const [i, { text }] of tokens.entries()) {
    const known = tokens[i + 1]?.text === '++' ? values.get(text) : undefined;
    if (known?.kind === 'number') values.set(text, { kind: 'number', value: known.value + 1 });
  }
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
  const special = SPECIAL.find(([pattern]) => pattern.test(name));
  const own = OWN_WAY.get(name);
  const fn = walk.scope.find(name);
  if (COPIES.test(name)) copy(args, frame, walk);
  else if (special !== undefined) {
    const values = args.map((arg) => valueOf(arg, frame, walk.scope));
    add(values.find(isPlace), { kind: special[1], special: special[2] }, frame, walk);
  } else if (own !== undefined) {
    add(valueOf(args[0] ?? [], frame, walk.scope), { kind: 'mask', sets: own }, frame, walk);
  } else if (PRINTER.test(name)) print(name, args, frame, walk);
  else if (WIDE.test(name)) readWide(args, frame, walk);
  else if (fn !== undefined) follow(fn, args, frame, walk);
}

/** A function of strace itself, its parameters bound to what the arguments stand for. */
function follow(
  fn: CFunction,
  args: readonly (readonly Token[])[],
  frame: Frame,
  walk: Walk,
): void {
  const bound = new Map<string, Value>();
  for (const [i, { name: param }] of fn.params.entries()) {
    const value = valueOf(args[i] ?? [], frame, walk.scope);
    if (value !== undefined && value.kind !== 'field') bound.set(param, value);
  }
  enter(fn, bound, frame.when, frame.stack, walk);
}

function copy(args: readonly (readonly Token[])[], frame: Frame, walk: Walk): void {
  const from = valueOf(args[1] ?? [], frame, walk.scope);
  const to = args.at(-1)?.findLast((token) => token.kind === 'name')?.text;
  if (to === undefined || frame.structs.has(to)) return;
  frame.values.delete(to);
  if (from?.kind === 'argument') {
    frame.values.set(to, { kind: 'argument', index: from.index, deref: true });
  }
}

/** `getllval(tcp, &value, 2)`: the variable is the argument, counted as 64-bit architectures do. */
function readWide(args: readonly (readonly Token[])[], frame: Frame, walk: Walk): void {
  const index = sum(args.at(-1) ?? [], frame, walk.scope);
  const to = args.length === 3 ? args[1]?.findLast((token) => token.kind === 'name') : undefined;
  if (index !== undefined && to !== undefined) {
    frame.values.set(to.text, { kind: 'argument', index });
  }
}

function print(name: string, args: readonly (readonly Token[])[], frame: Frame, walk: Walk): void {
  const values = args.map((arg) => valueOf(arg, frame, walk.scope));
  const names = values.flatMap((value) => (value?.kind === 'sets' ? value.names : []));
  if (names.length === 0) return;
  const place = name.startsWith('PRINT_FIELD_')
    ? (fieldOf([...(args[0] ?? []), DOT, ...(args[1] ?? [])], frame) ?? untagged(args[1] ?? []))
    : values.find(isPlace);
  const kind = /xval|xlookup/i.test(name) ? 'enum' : 'mask';
  add(place, { kind, sets: [...new Set(names)] }, frame, walk);
}

const DOT: Token = { kind: 'punctuator', text: '.' };

/** A field of a structure that the decoder knows by a typedef or by nothing. */
function untagged(field: readonly Token[]): Value | undefined {
  const path = field.map((token) => token.text).join('');
  return path === '' ? undefined : { kind: 'field', field: path };
}

function add(
  place: Value | undefined,
  what: Pick<Finding, 'kind' | 'sets' | 'special'>,
  { when }: Frame,
  { found }: Walk,
): void {
  if (place?.kind === 'field') {
    const { struct, field } = place;
    found.push({ ...(struct === undefined ? {} : { struct }), field, ...what });
  }
  if (place?.kind !== 'argument') return;
  const { index, deref } = place;
  const more = { ...(deref === true ? { deref } : {}), ...(when === undefined ? {} : { when }) };
  found.push({ index, ...more, ...what });
}
