/** Joins what strace's log and the manual say about the release that brought a constant. Pure. */
import type { ManRelease } from './man-flag-since.ts';
import { compareReleases, type LoggedRelease } from './strace-log.ts';
import { compareText } from '../lib/problem.ts';

export interface FlagSinceRecord {
  readonly name: string;
  readonly version: string;
  /** A kernel commit as strace's log names it (`v6.11-rc1~131^2~9`), or the page that says so: `open(2)`. */
  readonly source: string;
  /** Pages that say another release: a call may take a constant later than others do, or the page is wrong. */
  readonly pages?: Readonly<Record<string, string>>;
}

/** By name. Of a commit and a page the commit counts, of several pages the oldest release. */
export function joinReleases(
  logged: readonly LoggedRelease[],
  manual: readonly ManRelease[],
): FlagSinceRecord[] {
  const names = new Map<string, { log?: LoggedRelease; pages: ManRelease[] }>();
  for (const release of logged) names.set(release.name, { log: release, pages: [] });
  for (const release of manual) {
    const entry = names.get(release.name) ?? { pages: [] };
    entry.pages.push(release);
    names.set(release.name, entry);
  }
  return [...names]
    .map(([name, { log, pages }]) => join(name, log, pages))
    .sort((a, b) => compareText(a.name, b.name));
}

function join(
  name: string,
  log: LoggedRelease | undefined,
  pages: readonly ManRelease[],
): FlagSinceRecord {
  const [oldest] = [...pages].sort((a, b) => compareReleases(a.version, b.version));
  const version = log?.version ?? oldest?.version ?? '';
  const others = pages.filter((page) => page.version !== version);
  return {
    name,
    version,
    source: log?.commit ?? oldest?.page ?? '',
    ...(others.length === 0
      ? {}
      : { pages: Object.fromEntries(others.map(({ page, version: said }) => [page, said])) }),
  };
}
