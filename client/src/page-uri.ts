/** The address of a reference page inside the editor, `syscall-lens:/<kind>/<name>.md`. Pure text; knows no editor. */
import type { PageKind, PageParams } from '../../server/src/protocol.ts';

/** Scheme of the read-only documents that hold reference pages. */
export const pageScheme = 'syscall-lens';

const kinds: readonly string[] = [
  'syscall',
  'constant',
  'errno',
  'struct',
  'rule',
] satisfies PageKind[];

/** Path of the page of `name`, not yet URI-encoded: `/rule/mem/write-exec.md`. */
export function pagePath(kind: PageKind, name: string): string {
  return `/${kind}/${name}.md`;
}

/** What a decoded path of our scheme asks for; undefined when it is none of ours. */
export function parsePagePath(path: string): PageParams | undefined {
  const match = /^\/([a-z]+)\/(.+)\.md$/.exec(path);
  const [, kind, name] = match ?? [];
  if (kind === undefined || name === undefined || !kinds.includes(kind)) return undefined;
  return { kind: kind as PageKind, name };
}

/**
 * What the server puts around page names, see `InitializationOptions`.
 *
 * Hovers get a `command:` link: the hover renderer drops schemes it does not know, and runs commands only
 * where the client trusts them by name. Diagnostics cannot have one: VS Code 1.100 runs a command from a
 * diagnostic's code, 1.139 refuses to. A document URI works in both, in the hover and in the Problems panel;
 * `workbench.editorAssociations` (a default in package.json) makes it open as a rendered page.
 */
export const pageLinks = {
  pageLink: `command:syscallLens.openPage?${encodeURIComponent('["')}{kind}${encodeURIComponent('","')}{name}${encodeURIComponent('"]')}`,
  ruleLink: `${pageScheme}:/rule/{name}.md`,
} as const;
