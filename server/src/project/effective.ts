/** What holds for one file: settings, the project file over them, its overrides over both. Pure. */
import type { RequestContext } from '../core/service.ts';
import type { Kb } from '../core/kb/kb.ts';
import { platformOf } from '../core/kb/platforms.ts';
import { parseKernelVersion } from '../core/kb/kernel-version.ts';
import type { Settings, TargetSettings } from '../protocol.ts';
import { globMatcher } from './globs.ts';
import type { Project } from './parse.ts';
import { isTestFile } from './test-files.ts';

/** Settings for a file. `path` is relative to the folder of the project file, with `/` between names. */
export function effectiveSettings(
  settings: Settings,
  project: Project | undefined,
  path: string,
): Settings {
  if (project === undefined) return settings;
  const rules = { ...settings.rules, ...project.rules };
  for (const override of project.overrides) {
    if (globMatcher(override.files)(path)) Object.assign(rules, override.rules);
  }
  return {
    ...settings,
    target: { ...settings.target, ...project.target },
    preset: project.preset ?? settings.preset,
    testFiles: project.testFiles ?? settings.testFiles,
    rules,
    leaveToClangTidy: project.leaveToClangTidy ?? settings.leaveToClangTidy,
  };
}

/** True when the project file leaves this file out. */
export function isIgnored(project: Project | undefined, path: string): boolean {
  return project !== undefined && globMatcher(project.ignore)(path);
}

/**
 * The target as features read it: known architectures under their canonical names, x86_64 when none is set. A kernel or a C
 * library that is named wins over the preset's.
 */
export function targetInfo(target: TargetSettings, kb: Kb): RequestContext['target'] {
  const arches = (target.architectures ?? []).flatMap((name) => kb.arch(name)?.name ?? []);
  const preset = platformOf(kb, target.distribution ?? '');
  const named = parseKernelVersion(target.kernel ?? '');
  const kernel = named ?? preset?.kernel;
  const libc = target.libc ?? preset?.libc;
  const release = libc === preset?.libc ? preset?.libcVersion : undefined;
  return {
    arch: arches[0] ?? 'x86_64',
    arches,
    ...(kernel && { kernel }),
    ...(named === undefined && preset?.backports && { backports: preset.backports }),
    ...(libc && { libc }),
    ...(release !== undefined && { libcVersion: release }),
    ...(preset && { distribution: preset.name }),
    ...(target.container && { container: target.container }),
  };
}

/** The context every request about a file is answered with; `path` is relative to its project. */
export function requestContext(
  settings: Settings,
  kb: Kb,
  client: Pick<RequestContext, 'links' | 'otherCServer'> = { links: {}, otherCServer: false },
  path = '',
): RequestContext {
  const testFile = settings.testFiles === 'lower' && isTestFile(path);
  return { target: targetInfo(settings.target, kb), settings, testFile, ...client };
}
