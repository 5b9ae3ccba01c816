/** The page of a rule inside the editor: why, examples, limits, how to turn it off. */
import type { RuleMeta } from '../../rules/rule.ts';
import { code, fence, list, prose } from '../../text/markdown.ts';
import { joined, section, sentence } from './page.ts';

/** Title and Markdown of a rule's page. The rule's own prose is Markdown already. */
export function rulePage(meta: RuleMeta): { readonly title: string; readonly markdown: string } {
  const { docs } = meta;
  const facts = [
    `Severity: ${meta.severity}`,
    meta.fix === undefined ? undefined : `fix: ${meta.fix}`,
    `since ${meta.since}`,
    ...(meta.cwe ?? []),
  ].filter((fact) => fact !== undefined);
  const markdown = joined([
    `# ${prose(meta.id)}`,
    `${prose(sentence(meta.summary))}.`,
    facts.join(' · '),
    section('Why', docs.why.trim()),
    section('Reported', ...docs.bad.map((text) => fence('c', text))),
    section('Not reported', ...docs.good.map((text) => fence('c', text))),
    section('Limits', docs.limits.trim()),
    section(
      'Turn it off',
      `Above the statement: ${code(`// syscall-lens-ignore ${meta.id}: reason`)}`,
    ),
    section('Seen by other tools', list((meta.others ?? []).map(code))),
    section('References', list(docs.references.map(code))),
  ]);
  return { title: meta.id, markdown };
}
