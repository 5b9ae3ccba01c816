/** Since when constants exist: strace's commit messages and the manual. What is missing keeps what it said. */
import { joinReleases, type FlagSinceRecord } from '../flag-since.ts';
import { readManReleases, type ManRelease } from '../man-flag-since.ts';
import type { Step } from '../step.ts';
import { readStraceLog, type LoggedRelease } from '../strace-log.ts';

export const flagSince: Step = {
  inputs: ['strace', 'man'],
  needsAll: false,
  run({ straceLog, manPages }, facts) {
    const old = facts['flag-since'].records;
    const names = facts.constants.records.map(({ name }) => name);
    const known = new Set(names.filter((name) => !/^E[A-Z0-9]+$/.test(name)));
    const logged = straceLog === undefined ? oldLogged(old) : readStraceLog(straceLog, known);
    const manual = manPages === undefined ? oldManual(old) : readManReleases(manPages, known);
    return { 'flag-since': joinReleases(logged, manual) };
  },
};

function oldLogged(old: readonly FlagSinceRecord[]): LoggedRelease[] {
  return old.flatMap(({ name, version, source }) =>
    source.startsWith('v') ? [{ name, version, commit: source }] : [],
  );
}

function oldManual(old: readonly FlagSinceRecord[]): ManRelease[] {
  return old.flatMap(({ name, version, source, pages = {} }) => [
    ...(source.startsWith('v') ? [] : [{ name, version, page: source }]),
    ...Object.entries(pages).map(([page, said]) => ({ name, version: said, page })),
  ]);
}
