/** Reads `syscallLens.*` settings as a client sends them and fills defaults. Pure; one wrong member spoils no other. */
import { parseKernelVersion } from '../core/kb/kernel-version.ts';
import type { RulePreset, RuleSetting, Settings, TargetSettings } from '../protocol.ts';

/** What holds when nothing is set. */
export const defaultSettings: Settings = {
  target: {},
  hover: { enabled: true, detail: 'standard', signature: 'auto' },
  completion: { enabled: true },
  signatureHelp: { enabled: true },
  diagnostics: { enabled: true },
  codeActions: { enabled: true },
  inlayHints: { enabled: false },
  preset: 'recommended',
  testFiles: 'lower',
  rules: {},
  workspaceIndex: 'on',
  leaveToClangTidy: false,
};

/** Every preset of rules. */
export const presets = [
  'recommended',
  'security',
  'portability',
  'all',
] as const satisfies readonly RulePreset[];
/** Every way to treat test files. */
export const testPolicies = ['lower', 'same'] as const;

const ruleSettings = ['off', 'on', 'error', 'warning', 'information', 'hint'] as const;

/**
 * Settings from any value. What is missing, `null` or of the wrong kind gets its default; each wrong member is
 * named in `problems`, as `hover.detail must be one of compact, standard, full`.
 */
export function parseSettings(value: unknown): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const root = asObject(value, 'syscallLens', problems);
  const group = (name: string): Members => asObject(root[name], name, problems);
  const hover = group('hover');
  const fallback = defaultSettings;
  const enabled = (name: 'completion' | 'signatureHelp' | 'diagnostics' | 'codeActions') => ({
    enabled: flag(group(name), name, 'enabled', fallback[name].enabled, problems),
  });
  const settings: Settings = {
    target: target(group('target'), problems),
    hover: {
      enabled: flag(hover, 'hover', 'enabled', fallback.hover.enabled, problems),
      detail:
        choice(hover, 'hover.detail', ['compact', 'standard', 'full'] as const, problems) ??
        fallback.hover.detail,
      signature:
        choice(hover, 'hover.signature', ['auto', 'always', 'never'] as const, problems) ??
        fallback.hover.signature,
    },
    completion: enabled('completion'),
    signatureHelp: enabled('signatureHelp'),
    diagnostics: enabled('diagnostics'),
    codeActions: enabled('codeActions'),
    inlayHints: {
      enabled: flag(group('inlayHints'), 'inlayHints', 'enabled', false, problems),
    },
    preset: choice(root, 'preset', presets, problems) ?? fallback.preset,
    testFiles: choice(root, 'testFiles', testPolicies, problems) ?? fallback.testFiles,
    rules: rules(group('rules'), problems),
    workspaceIndex:
      choice(root, 'workspaceIndex', ['on', 'off'] as const, problems) ?? fallback.workspaceIndex,
    leaveToClangTidy: flag(root, '', 'leaveToClangTidy', fallback.leaveToClangTidy, problems),
  };
  return { settings, problems };
}

type Members = Readonly<Record<string, unknown>>;

function asObject(value: unknown, name: string, problems: string[]): Members {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Members;
  problems.push(`${name} must be an object`);
  return {};
}

function flag(
  from: Members,
  group: string,
  name: string,
  fallback: boolean,
  problems: string[],
): boolean {
  const value = from[name];
  if (typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) {
    problems.push(`${group === '' ? name : `${group}.${name}`} must be true or false`);
  }
  return fallback;
}

/** One of a few words; `path` is the full name, its last part the member. */
function choice<T extends string>(
  from: Members,
  path: string,
  values: readonly T[],
  problems: string[],
): T | undefined {
  const value = from[path.slice(path.lastIndexOf('.') + 1)];
  if (value === undefined || value === null || value === '') return undefined;
  const found = values.find((one) => one === value);
  if (found === undefined) problems.push(`${path} must be one of ${values.join(', ')}`);
  return found;
}

function target(from: Members, problems: string[]): TargetSettings {
  const { kernel, architectures, distribution } = from;
  const read: { -readonly [K in keyof TargetSettings]: TargetSettings[K] } = {};
  if (typeof kernel === 'string' && parseKernelVersion(kernel) !== undefined) read.kernel = kernel;
  else if (kernel !== undefined && kernel !== null && kernel !== '') {
    problems.push('target.kernel must be a release such as "5.10"');
  }
  if (Array.isArray(architectures) && architectures.every((name) => typeof name === 'string')) {
    read.architectures = architectures;
  } else if (architectures !== undefined && architectures !== null) {
    problems.push('target.architectures must be a list of names');
  }
  if (typeof distribution === 'string' && distribution !== '') read.distribution = distribution;
  else if (distribution !== undefined && distribution !== null && distribution !== '') {
    problems.push('target.distribution must be a preset such as "debian-12"');
  }
  const libc = choice(from, 'target.libc', ['glibc', 'musl'] as const, problems);
  if (libc !== undefined) read.libc = libc;
  const container = choice(from, 'target.container', ['docker', 'podman'] as const, problems);
  if (container !== undefined) read.container = container;
  return read;
}

function rules(from: Members, problems: string[]): Record<string, RuleSetting> {
  const read: Record<string, RuleSetting> = {};
  for (const [id, value] of Object.entries(from)) {
    const setting = ruleSettings.find((one) => one === value);
    if (setting !== undefined) read[id] = setting;
    else problems.push(`rules: ${id} must be one of ${ruleSettings.join(', ')}`);
  }
  return read;
}
