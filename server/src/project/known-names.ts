/** The names a project file may use: rules, architectures and presets of this release. Pure. */
import type { Kb } from '../core/kb/kb.ts';
import { nearestNames } from '../core/kb/suggest.ts';
import { rules } from '../core/rules/index.ts';
import type { KnownNames } from './parse.ts';

/** Looks names up in the rule list and the knowledge base. */
export function knownNames(kb: Kb): KnownNames {
  const ids = rules.flatMap(({ meta }) => [meta.id, ...(meta.aliases ?? [])]);
  const all = new Set([...ids, 'lint/unused-suppression']);
  return {
    isRule: (id) => all.has(id),
    nearRules: (id) => nearestNames(id, all),
    isArch: (name) => kb.arch(name) !== undefined,
    isDistribution: (id) => kb.distribution(id) !== undefined,
  };
}
