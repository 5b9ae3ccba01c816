/** Which tags of the Docker engine's repository are releases, and where its default profile stands in them. Pure. */
import { compareVersionTexts } from '../../../server/src/core/kb/kernel-version.ts';

/** Oldest release whose profile is kept. */
const OLDEST = '18.09.0';

/** Places of the profile, the newer one first: since 28.4 it is a module of its own, `moby/profiles`. */
export const DOCKER_PROFILE_PATHS = [
  'vendor/github.com/moby/profiles/seccomp/default.json',
  'profiles/seccomp/default.json',
] as const;

/** Final releases since 18.09 among the tags (`v28.5.2`, `docker-v29.0.0`; no candidates, no modules), oldest first. */
export function dockerReleases(
  tags: readonly string[],
): { readonly tag: string; readonly release: string }[] {
  return tags
    .flatMap((tag) => {
      const release = /^(?:docker-)?v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
      return release === undefined || compareVersionTexts(release, OLDEST) < 0
        ? []
        : [{ tag, release }];
    })
    .sort((a, b) => compareVersionTexts(a.release, b.release));
}
