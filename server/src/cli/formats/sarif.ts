/** SARIF 2.1.0 for code scanning: results with regions, fixes and the help of every rule. */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  Fix,
  Location,
  Log,
  Notification,
  Region as SarifRegion,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { rulePage } from '../../core/features/reference-page/rule.ts';
import { rules } from '../../core/rules/index.ts';
import type { RuleMeta } from '../../core/rules/rule.ts';
import type { SeverityName } from '../../protocol.ts';
import type { Region, ReportFinding, ReportFix } from '../report.ts';
import type { MakeFormat, Trouble } from './format.ts';

const schema =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const root = 'SRCROOT';

const levels: Readonly<Record<SeverityName, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

export const sarifFormat: MakeFormat = ({ version, cwd }) => {
  const results: Result[] = [];
  return {
    file(report) {
      results.push(...report.findings.map(({ finding }) => toResult(finding)));
      return '';
    },
    end({ troubles }) {
      const log: Log = {
        $schema: schema,
        version: '2.1.0',
        runs: [
          {
            tool: {
              driver: {
                name: 'Syscall Lens',
                ...(version !== '' && { version, semanticVersion: version }),
                rules: rules.map(({ meta }) => toDescriptor(meta)),
              },
            },
            columnKind: 'utf16CodeUnits',
            originalUriBaseIds: { [root]: { uri: `${pathToFileURL(cwd).href}/` } },
            invocations: [
              {
                executionSuccessful: troubles.length === 0,
                toolExecutionNotifications: troubles.map(toNotification),
              },
            ],
            results,
          },
        ],
      };
      return `${JSON.stringify(log, null, 2)}\n`;
    },
  };
};

function toDescriptor(meta: RuleMeta): ReportingDescriptor {
  const { id, summary, severity, docs, cwe = [] } = meta;
  return {
    id,
    name: id.replace(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: docs.why },
    help: { text: `${docs.why}\n\n${docs.limits}`, markdown: rulePage(meta).markdown },
    defaultConfiguration:
      severity === 'off' ? { enabled: false } : { enabled: true, level: levels[severity] },
    properties: { tags: cwe.map((one) => `external/cwe/${one.toLowerCase()}`) },
    ...(meta.aliases && { deprecatedIds: [...meta.aliases] }),
  };
}

const indexes = new Map(rules.map(({ meta }, index) => [meta.id, index]));

function toResult(found: ReportFinding): Result {
  const ruleIndex = indexes.get(found.rule);
  return {
    ruleId: found.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[found.severity],
    message: { text: found.message },
    locations: [toLocation(found.file, found)],
    ...(found.related.length > 0 && {
      relatedLocations: found.related.map((related, id) => ({
        ...toLocation(found.file, related),
        id,
        message: { text: related.message },
      })),
    }),
    ...(found.fixes.length > 0 && { fixes: found.fixes.map((fix) => toFix(found.file, fix)) }),
  };
}

function toLocation(file: string, region: Region): Location {
  return { physicalLocation: { artifactLocation: artifact(file), region: toRegion(region) } };
}

function toRegion({ line, column, endLine, endColumn }: Region): SarifRegion {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function toFix(file: string, { title, safety, edits }: ReportFix): Fix {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifact(file),
        replacements: edits.map((edit) => ({
          deletedRegion: toRegion(edit),
          insertedContent: { text: edit.newText },
        })),
      },
    ],
    properties: { safety },
  };
}

function toNotification({ file, line, reason }: Trouble): Notification {
  return {
    level: 'error',
    message: { text: reason },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(file),
          ...(line !== undefined && { region: { startLine: line } }),
        },
      },
    ],
  };
}

/** A file as the report names it: relative to the working folder, or absolute. */
function artifact(file: string): { uri: string; uriBaseId?: string } {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: root };
}
