/** Links a client can open, made from the templates it gave; without a template there is no link. */
import { link } from '../../text/markdown.ts';
import type { PageKind } from '../../../protocol.ts';
import type { Links } from '../feature.ts';

/** Address of the page of a call, constant, errno or rule; `undefined` when the client opens none. */
export function pageHref(links: Links, kind: PageKind, name: string): string | undefined {
  return links.page === undefined ? undefined : fill(links.page, kind, name);
}

/** Address for `codeDescription` of a rule; `undefined` when the client opens none. */
export function ruleHref(links: Links, id: string): string | undefined {
  return links.rule === undefined ? undefined : fill(links.rule, 'rule', id);
}

/** A Markdown link to a page, or `undefined` when the client opens none. `label` is Markdown. */
export function pageLink(
  links: Links,
  kind: PageKind,
  name: string,
  label: string,
): string | undefined {
  const href = pageHref(links, kind, name);
  return href === undefined ? undefined : link(label, href);
}

function fill(template: string, kind: PageKind, name: string): string {
  return template.replaceAll('{kind}', kind).replaceAll('{name}', encodeURIComponent(name));
}
