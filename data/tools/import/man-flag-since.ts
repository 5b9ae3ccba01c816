/** Finds the releases that manual pages give for constants. Pure: texts in, names and releases out. */

export interface ManRelease {
  readonly name: string;
  readonly version: string;
  /** `open(2)`. */
  readonly page: string;
}

/** Letters that begin a request line of the manual's tags. */
const TAG = /^\.(?:B|BR|BI)\s+(.*)$/;

/** `pages`: `2/open` → text. A tag counts when it names constants in `known` and says since when. */
export function readManReleases(
  pages: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): ManRelease[] {
  const releases: ManRelease[] = [];
  for (const [path, text] of pages) {
    const [section = '', name = ''] = path.split('/');
    const page = `${name}(${section})`;
    const history = section.endsWith('const') && known.has(name) ? historyOf(text) : undefined;
    if (history !== undefined) releases.push({ name, version: history, page });
    for (const { names, version } of tagsOf(text)) {
      for (const constant of names) {
        if (known.has(constant)) releases.push({ name: constant, version, page });
      }
    }
  }
  return releases;
}

/** A page about one constant begins its HISTORY with the release: `Linux 6.3.` */
function historyOf(text: string): string | undefined {
  const section = /^\.SH HISTORY\n([^]*?)(?=^\.SH|$(?![^]))/m.exec(text)?.[1] ?? '';
  const [first = ''] = section.split('\n').filter((line) => !line.startsWith('.'));
  return /^Linux (\d+(?:\.\d+)+)\b/.exec(first)?.[1];
}

function* tagsOf(
  text: string,
): Iterable<{ readonly names: readonly string[]; readonly version: string }> {
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (!/^\.T[PQ]\b/.test(lines[i - 1] ?? '')) continue;
    const tag = (TAG.exec(line)?.[1] ?? '').replace(/\\[&c]|\\f\[?\w+\]?/g, '').replaceAll('"', '');
    const at = tag.search(/\(.*\bsince Linux /);
    const version = /\bsince Linux (\d+(?:\.\d+)+)/.exec(tag)?.[1];
    if (at < 0 || version === undefined) continue;
    yield { names: tag.slice(0, at).match(/\b_*[A-Z]\w+/g) ?? [], version };
  }
}
