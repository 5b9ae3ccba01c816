/** The reference page: finds what a name is and lets the page of its kind be written. */
import { rules } from '../rules/index.ts';
import type { AnyRule } from '../rules/rule.ts';
import type { Kb } from '../kb/kb.ts';
import type { NameEntry, PageKind, PageResult } from '../../protocol.ts';
import { explainConstant } from './explain-constant.ts';
import { explainStruct } from './explain-struct.ts';
import { explainCall, explainErrno, explainRule, type Explanation } from './explain.ts';
import type { FeatureContext } from './feature.ts';
import { callPage } from './reference-page/call.ts';
import { constantPage } from './reference-page/constant.ts';
import { errnoPage } from './reference-page/errno.ts';
import { rulePage } from './reference-page/rule.ts';
import { structPage } from './reference-page/struct.ts';
import { errnoNumber, showValue } from './support/values.ts';

const KINDS: readonly PageKind[] = ['syscall', 'constant', 'errno', 'struct', 'rule'];

/**
 * What a name is: the first kind that has it, or only `kind`. `SYS_mmap` and `mmap()` are mmap, `struct stat` is no call.
 */
function find(name: string, kb: Kb, kind?: PageKind): Found | undefined {
  const tag = /^struct\s+(\w+)$/.exec(name)?.[1];
  if (tag !== undefined) return find(tag, kb, 'struct');
  const plain = name.replace(/^(?:SYS_|__NR_)/, '').replace(/\((?:2)?\)$/, '');
  for (const one of kind === undefined ? KINDS : [kind]) {
    if (one === 'syscall') {
      const call = kb.call(plain);
      if (call !== undefined) return { kind: one, call };
    } else if (one === 'rule') {
      const rule = ruleOf(name);
      if (rule !== undefined) return { kind: one, rule };
    } else if (LOOKUPS[one](kb, name) !== undefined) return { kind: one, name };
  }
  return undefined;
}

const LOOKUPS = {
  constant: (kb: Kb, name: string): unknown => kb.constant(name),
  errno: (kb: Kb, name: string): unknown => kb.errno(name),
  struct: (kb: Kb, name: string): unknown => kb.struct(name) ?? kb.structPage(name),
};

type Found =
  | { readonly kind: 'syscall'; readonly call: NonNullable<ReturnType<Kb['call']>> }
  | { readonly kind: keyof typeof LOOKUPS; readonly name: string }
  | { readonly kind: 'rule'; readonly rule: AnyRule };

function ruleOf(name: string): AnyRule | undefined {
  return rules.find((r) => r.meta.id === name || r.meta.aliases?.includes(name) === true);
}

const PAGES = { constant: constantPage, errno: errnoPage, struct: structPage };
const EXPLANATIONS = {
  constant: explainConstant,
  errno: explainErrno,
  struct: explainStruct,
};

/** True for a rule that names a call among those that wake it. */
function isAbout(rule: AnyRule, call: string): boolean {
  if ('words' in rule) return rule.words.includes(call);
  return Array.isArray(rule.on) && rule.on.includes(call);
}

/** The page of a name as Markdown; `undefined` for a name that has none. */
export function pageOf(name: string, ctx: FeatureContext, kind?: PageKind): PageResult | undefined {
  const found = find(name, ctx.kb, kind);
  if (found === undefined) return undefined;
  if (found.kind === 'syscall') {
    const checks = rules.filter((r) => isAbout(r, found.call.name));
    const page = callPage(
      found.call,
      checks.map((r) => r.meta),
      ctx,
    );
    return { kind: found.kind, name: found.call.name, ...page };
  }
  if (found.kind === 'rule') {
    const { meta } = found.rule;
    return { kind: found.kind, name: meta.id, ...rulePage(meta) };
  }
  const page = PAGES[found.kind](found.name, ctx);
  return page === undefined ? undefined : { kind: found.kind, name: found.name, ...page };
}

/** The same as data. */
export function explain(
  name: string,
  ctx: FeatureContext,
  kind?: PageKind,
): Explanation | undefined {
  const found = find(name, ctx.kb, kind);
  if (found === undefined) return undefined;
  const { arch } = ctx.target;
  if (found.kind === 'syscall') return explainCall(ctx.kb, found.call, arch);
  if (found.kind === 'rule') return explainRule(found.rule.meta);
  return EXPLANATIONS[found.kind](ctx.kb, found.name, arch);
}

/** Everything that has a page: calls, constants, errnos, rules, each sorted by name. */
export function namesOf(kb: Kb): readonly NameEntry[] {
  const { calls, constants, errnos, structs } = kb.index;
  const sorted = (entries: NameEntry[]): NameEntry[] =>
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...sorted(
      Object.values(calls).map((c) => ({ kind: 'syscall', name: c.name, detail: c.summary })),
    ),
    ...sorted(
      Object.keys(constants).map((name) => ({
        kind: 'constant',
        name,
        detail: detailOf(kb, name),
      })),
    ),
    ...sorted(
      Object.entries(errnos).map(([name, e]) => ({
        kind: 'errno',
        name,
        detail: `${(errnoNumber(kb, name, 'x86_64') ?? e.number).toString()} · ${e.meaning}`,
      })),
    ),
    ...sorted(
      Object.values(structs).map((s) => ({
        kind: 'struct',
        name: s.name,
        detail: `<${s.header}>`,
      })),
    ),
    ...sorted(rules.map((r) => ({ kind: 'rule', name: r.meta.id, detail: r.meta.summary }))),
  ];
}

function detailOf(kb: Kb, name: string): string {
  const id = kb.constant(name)?.groups[0];
  const group = id === undefined ? undefined : kb.group(id);
  const value = kb.value(name, 'x86_64');
  const shown = value === undefined ? [] : [showValue(value, group)];
  return [...shown, ...(group === undefined ? [] : [group.title])].join(' · ');
}

/** Names near one that nobody knows: calls, constants, errnos and rules. */
export function suggestionsFor(name: string, kb: Kb): readonly string[] {
  const wanted = name.toLowerCase();
  const ids = rules
    .map((r) => r.meta.id)
    .filter((id) => id.includes(wanted) || wanted.includes(id.slice(id.indexOf('/') + 1)));
  return [...kb.suggest(name).filter((n) => find(n, kb) !== undefined), ...ids].slice(0, 3);
}
