/** Which flag group a variable is for, read from tokens: from the calls it is passed to, or from its other terms. */
import type { Kb } from '../kb/kb.ts';
import { isQualified, looseCallAt } from './calls.ts';
import { uncast, type Expr } from './ir.ts';
import { isOwnAt } from './own-names.ts';
import { resolveParams } from './resolve-params.ts';
import type { Segment } from './segment.ts';
import type { SourceFile } from './source-file.ts';
import { readSpelling } from './spellings.ts';
import type { Token } from './tokens.ts';

/** The group of the variable that the statement assigns to. */
export function variableGroup(
  statement: readonly Token[],
  segment: Segment,
  file: SourceFile,
  kb: Kb,
): { id: string; used: readonly string[] } | undefined {
  const i = statement.findLastIndex(
    (t) => t.kind === 'punct' && ['=', '|=', '&=', '^='].includes(t.text),
  );
  const name = statement[i - 1];
  const sign = statement.at(-1);
  const wants =
    sign &&
    (['=', '|=', '&=', '^=', '|', '&', '(', '~', '?', ':'].includes(sign.text) ||
      sign.text === 'return');
  if (i < 1 || name?.kind !== 'word' || !wants) return undefined;
  const used = statement
    .slice(i + 1)
    .filter((t) => t.kind === 'word' && kb.constant(t.text) !== undefined)
    .map((t) => t.text);
  const member = statement[i - 2]?.text === '.' || statement[i - 2]?.text === '->';
  const id = (member ? undefined : passedAs(name.text, segment, file, kb)) ?? sharedGroup(used, kb);
  return id === undefined ? undefined : { id, used };
}

/** The one group that every named constant belongs to. */
function sharedGroup(used: readonly string[], kb: Kb): string | undefined {
  const first = used[0] === undefined ? [] : (kb.constant(used[0])?.groups ?? []);
  const shared = first.filter((g) => used.every((u) => kb.constant(u)?.groups.includes(g)));
  return shared.length === 1 ? shared[0] : undefined;
}

/** Group of the argument that this segment passes a variable in. */
function passedAs(name: string, segment: Segment, file: SourceFile, kb: Kb): string | undefined {
  for (const c of segment.candidates) {
    if (
      isOwnAt(file.env().owns, c.name, segment.text, c.start) ||
      isQualified(segment.text, c.start)
    )
      continue;
    const expr = looseCallAt(segment.text, c.start);
    if (!expr) continue;
    const read = readSpelling(c.name, expr.args, kb);
    if (!read) continue;
    const { info, via, args } = read;
    const ctx = { kb, arch: file.arch, env: file.env() };
    const params = resolveParams(info, via, args, ctx);
    for (const [i, a] of args.entries()) {
      const group = params[i]?.group;
      if (group && mentions(a, name)) return group;
    }
  }
  return undefined;
}

function mentions(arg: Expr, name: string): boolean {
  const e = uncast(arg);
  if (e.kind === 'name') return e.name === name;
  return e.kind === 'binary' && e.op === '|' && (mentions(e.left, name) || mentions(e.right, name));
}
