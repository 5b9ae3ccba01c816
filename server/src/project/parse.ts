/** Reads the text of a project file (`.syscall-lens.json`, JSON with comments). Pure; knows no disk and no rule by name. */
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { parseKernelVersion } from '../core/kb/kernel-version.ts';
import type { RulePreset, RuleSetting, TargetSettings } from '../protocol.ts';
import { presets, testPolicies } from './settings.ts';

/** Name of the project file. */
export const projectFileName = '.syscall-lens.json';

/** What a project file says; members it does not have are empty. */
export interface Project {
  readonly target: TargetSettings;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Globs relative to the folder of the project file: nothing below them is judged. */
  readonly ignore: readonly string[];
  /** Rule settings for some files, later ones over earlier ones. */
  readonly overrides: readonly ProjectOverride[];
  readonly leaveToClangTidy?: boolean;
  readonly preset?: RulePreset;
  readonly testFiles?: 'lower' | 'same';
}
export interface ProjectOverride {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** Something wrong in a project file. `error`: the member is not used; `warning`: it has no effect. */
export interface ProjectProblem {
  /** Line from 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly reason: string;
}

/** Names a project file may use. */
export interface KnownNames {
  /** Is there a rule of this id or alias? */
  isRule(id: string): boolean;
  /** Nearest rule ids, best first. */
  nearRules(id: string): readonly string[];
  /** Is there an architecture of this name or alias? */
  isArch(name: string): boolean;
  /** Is there a preset of this name? */
  isDistribution(id: string): boolean;
}

/** A project that says nothing. */
export const emptyProject: Project = { target: {}, rules: {}, ignore: [], overrides: [] };

const settings: readonly string[] = [
  'off',
  'on',
  'error',
  'warning',
  'information',
  'hint',
] satisfies RuleSetting[];

/**
 * Reads a project file. Never throws: what is wrong is told in `problems` with its line, everything else is
 * used. Text that is no JSON at all gives an empty project.
 */
export function parseProject(
  text: string,
  known: KnownNames,
): { readonly project: Project; readonly problems: readonly ProjectProblem[] } {
  const problems: ProjectProblem[] = [];
  const say = (offset: number, severity: 'error' | 'warning', reason: string): void => {
    problems.push({ line: text.slice(0, offset).split(/\r\n|\r|\n/).length, severity, reason });
  };
  const reader = createReader(say, known);
  const errors: ParseError[] = [];
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const root = parseTree(source, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first !== undefined || root === undefined) {
    say(first?.offset ?? 0, 'error', `not valid JSON (${words(first)})`);
    return { project: emptyProject, problems };
  }
  return { project: reader.project(root), problems };
}

function words(error: ParseError | undefined): string {
  if (error === undefined) return 'the file is empty';
  const code = printParseErrorCode(error.error);
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

type Say = (offset: number, severity: 'error' | 'warning', reason: string) => void;

function createReader(say: Say, known: KnownNames) {
  const wrong = (node: Node, reason: string): undefined => {
    say(node.offset, 'error', reason);
  };

  function members(
    node: Node,
    where: string,
    readers: Readonly<Record<string, (value: Node, name: string) => void>>,
  ): void {
    if (node.type !== 'object') {
      wrong(node, `${where} must be an object`);
      return;
    }
    for (const { children } of node.children ?? []) {
      const [key, value] = children ?? [];
      if (key === undefined || value === undefined) continue;
      const name = String(key.value);
      const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (read !== undefined) read(value, where === fileWord ? name : `${where}.${name}`);
      else if (name !== '$schema') {
        say(key.offset, 'warning', `unknown member '${name}' in ${where}, it has no effect`);
      }
    }
  }

  function strings(node: Node, name: string): string[] {
    if (node.type !== 'array') {
      wrong(node, `${name} must be a list of strings`);
      return [];
    }
    return (node.children ?? []).flatMap((item) => {
      if (typeof item.value === 'string') return [item.value];
      wrong(item, `${name} must hold strings only`);
      return [];
    });
  }

  function oneOf<T extends string>(node: Node, name: string, values: readonly T[]): T | undefined {
    const found = values.find((value) => value === node.value);
    if (found === undefined && node.type !== 'null') {
      wrong(node, `${name} must be one of ${values.join(', ')}`);
    }
    return found;
  }

  function rules(node: Node, where: string): Record<string, RuleSetting> {
    const read: Record<string, RuleSetting> = {};
    if (node.type !== 'object') {
      wrong(node, `${where} must be an object`);
      return read;
    }
    for (const { children } of node.children ?? []) {
      const [key, value] = children ?? [];
      if (key === undefined || value === undefined) continue;
      const id = String(key.value);
      if (!known.isRule(id)) {
        const near = known.nearRules(id)[0];
        const hint = near === undefined ? '' : `, did you mean '${near}'?`;
        say(key.offset, 'warning', `unknown rule '${id}'${hint}`);
      }
      const setting = oneOf(value, `rule ${id}`, settings);
      if (setting !== undefined) read[id] = setting as RuleSetting;
    }
    return read;
  }

  function target(node: Node): TargetSettings {
    const read: { -readonly [K in keyof TargetSettings]: TargetSettings[K] } = {};
    members(node, 'target', {
      kernel(value, name) {
        if (value.type === 'null') return;
        if (typeof value.value === 'string' && parseKernelVersion(value.value) !== undefined) {
          read.kernel = value.value;
        } else wrong(value, `${name} must be a release in quotes, such as "5.10"`);
      },
      architectures(value, name) {
        const names = strings(value, name);
        for (const item of value.children ?? []) {
          if (typeof item.value === 'string' && !known.isArch(item.value)) {
            wrong(item, `${name}: unknown architecture '${item.value}'`);
          }
        }
        read.architectures = names.filter((arch) => known.isArch(arch));
      },
      distribution(value, name) {
        if (value.type === 'null') return;
        if (typeof value.value === 'string' && known.isDistribution(value.value)) {
          read.distribution = value.value;
        } else wrong(value, `${name} must be a preset such as "debian-12"`);
      },
      libc(value, name) {
        const libc = oneOf(value, name, ['glibc', 'musl'] as const);
        if (libc !== undefined) read.libc = libc;
      },
      container(value, name) {
        const container = oneOf(value, name, ['docker', 'podman'] as const);
        if (container !== undefined) read.container = container;
      },
    });
    return read;
  }

  function override(node: Node, where: string): ProjectOverride {
    let files: readonly string[] = [];
    let own: Record<string, RuleSetting> = {};
    members(node, where, {
      files: (value, name) => (files = strings(value, name)),
      rules: (value, name) => (own = rules(value, name)),
    });
    if (node.type === 'object' && files.length === 0) wrong(node, `${where} needs files`);
    return { files, rules: own };
  }

  return {
    project(root: Node): Project {
      const read: { -readonly [K in keyof Project]: Project[K] } = { ...emptyProject };
      members(root, fileWord, {
        target: (value) => (read.target = target(value)),
        rules: (value, name) => (read.rules = rules(value, name)),
        ignore: (value, name) => (read.ignore = strings(value, name)),
        overrides(value, name) {
          if (value.type !== 'array') {
            wrong(value, `${name} must be a list`);
            return;
          }
          read.overrides = (value.children ?? []).map((item, i) =>
            override(item, `${name}[${i.toString()}]`),
          );
        },
        preset(value, name) {
          const preset = oneOf(value, name, presets);
          if (preset !== undefined) read.preset = preset;
        },
        testFiles(value, name) {
          const policy = oneOf(value, name, testPolicies);
          if (policy !== undefined) read.testFiles = policy;
        },
        leaveToClangTidy(value, name) {
          if (typeof value.value === 'boolean') read.leaveToClangTidy = value.value;
          else wrong(value, `${name} must be true or false`);
        },
      });
      return read;
    },
  };
}

const fileWord = 'the project file';
