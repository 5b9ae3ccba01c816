/** A page as sections: an empty one never appears. Knows nothing of what they say. */
import type { FeatureContext, Links } from '../feature.ts';
import type { PageKind } from '../../../protocol.ts';
import { pageHref } from '../support/links.ts';
import { code, link } from '../../text/markdown.ts';

/** A title with its text, or nothing when the text is empty. */
export function section(title: string, ...parts: readonly (string | undefined)[]): string {
  const text = joined(parts);
  return text === '' ? '' : `## ${title}\n\n${text}`;
}

/** A title one level down, or nothing when the text is empty. */
export function subsection(title: string, ...parts: readonly (string | undefined)[]): string {
  const text = joined(parts);
  return text === '' ? '' : `### ${title}\n\n${text}`;
}

/** Parts with an empty line between them; empty ones are left out. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part.trim() !== '').join('\n\n');
}

/** A name that leads to its page when the client can open one. */
export function reference(ctx: FeatureContext, kind: PageKind, name: string): string {
  const href = hrefIn(ctx.links, kind, name);
  return href === undefined ? code(name) : link(code(name), href);
}

/**
 * Address of another page from within a page. A rendered page runs no commands: where the client opens pages by a
 * command, the link goes to the neighbouring document, since pages are kept as `<kind>/<name>.md`.
 */
function hrefIn(links: Links, kind: PageKind, name: string): string | undefined {
  if (links.page?.startsWith('command:') !== true) return pageHref(links, kind, name);
  return `../${kind}/${name.split('/').map(encodeURIComponent).join('/')}.md`;
}

/** First letter in upper case; the rest as it is. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
