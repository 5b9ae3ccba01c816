/** Runs the rules over text, as the language service does, for tests. */
import { createSourceFile, type SourceFile } from '../../server/src/core/c/source-file.ts';
import type { TargetInfo } from '../../server/src/core/kb/target-info.ts';
import { parseKernelVersion } from '../../server/src/core/kb/kernel-version.ts';
import { libraryNames, runRules } from '../../server/src/core/rules/runner.ts';
import { applySafeFixes } from '../../server/src/core/rules/support/apply-fixes.ts';
import type { FileFinding } from '../../server/src/core/rules/support/placing.ts';
import type { RuleSetting } from '../../server/src/protocol.ts';
import type { FixtureFile, Label } from './fixture.ts';
import { testKb } from './kb.ts';
import { testParser } from './parser.ts';
import { openProject } from './workspace.ts';

export interface LintRequest {
  readonly options?: ReadonlyMap<string, string>;
  readonly settings?: Readonly<Record<string, RuleSetting>>;
  /** Name of the file in its project, and the files of that. */
  readonly name?: string;
  readonly project?: FixtureFile['project'];
}

/** A source file over `text` for the target that the options name. */
export async function openFile(text: string, request: LintRequest = {}): Promise<SourceFile> {
  const language = request.options?.get('lang') === 'cpp' ? 'cpp' : 'c';
  const arch = request.options?.get('arch') ?? 'x86_64';
  const { name, project } = request;
  if (name !== undefined && project) {
    const texts = Object.fromEntries(project.map((file) => [file.name, file.text]));
    return (await openProject({ ...texts, [name]: text }, { arch })).file(name);
  }
  const parser = await testParser();
  return createSourceFile(text, language, { kb: testKb(), parser, arch, names: libraryNames });
}

/** The target that options of a fixture name. */
export function targetOf(options: ReadonlyMap<string, string> = new Map()): TargetInfo {
  const kernel = parseKernelVersion(options.get('kernel') ?? '');
  const arches = options.get('arches')?.split(',') ?? [];
  const container = options.get('container');
  const [libc, libcVersion] = options.get('libc')?.split('-') ?? [];
  return {
    arch: options.get('arch') ?? arches[0] ?? 'x86_64',
    arches,
    ...(kernel === undefined ? {} : { kernel }),
    ...(libc === 'glibc' || libc === 'musl' ? { libc } : {}),
    ...(libcVersion === undefined ? {} : { libcVersion }),
    ...(container === 'docker' || container === 'podman' ? { container } : {}),
  };
}

/** Findings of a text; a rule that throws fails the test. */
export async function lintText(
  text: string,
  request: LintRequest = {},
): Promise<readonly FileFinding[]> {
  return lintFile(await openFile(text, request), request);
}

/** Findings of an open file. */
export function lintFile(file: SourceFile, request: LintRequest = {}): readonly FileFinding[] {
  const { options, settings = {} } = request;
  return runRules(file, { kb: testKb(), target: targetOf(options), rules: settings });
}

/** Text after the safe fixes of one rule, applied until none is left. Throws when they never end. */
export async function fixedText(part: FixtureFile, rule: string): Promise<string> {
  let { text } = part;
  for (let round = 0; round < 10; round++) {
    const findings = (await lintText(text, part)).filter((f) => f.rule === rule);
    const { text: next, applied } = applySafeFixes(text, findings);
    if (applied === 0) return text;
    text = next;
  }
  throw new Error(`safe fixes of ${rule} do not come to an end`);
}

/** A finding in the terms of a label. */
export function labelOf(finding: FileFinding, text: string): Label {
  const before = text.slice(0, finding.span.start);
  const line = before.split('\n').length - 1;
  const start = before.lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', finding.span.start);
  const end = Math.min(finding.span.end, lineEnd < 0 ? text.length : lineEnd);
  return {
    line,
    column: finding.span.start - start,
    endColumn: end - start,
    severity: finding.severity,
    message: finding.message,
    fixable: finding.fixes.some((f) => f.safety === 'safe'),
  };
}
