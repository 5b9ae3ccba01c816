/** Annotations for GitHub Actions: one workflow command a finding. */
import type { SeverityName } from '../../protocol.ts';
import type { ReportFinding } from '../report.ts';
import type { MakeFormat } from './format.ts';

const commandOf: Readonly<Record<SeverityName, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

export const githubFormat: MakeFormat = () => ({
  file: ({ findings }) => findings.map(({ finding }) => annotation(finding)).join(''),
  end: () => '',
});

/** Columns are left out where a finding spans lines: GitHub refuses them there. */
function annotation(found: ReportFinding): string {
  const { file, line, endLine, column, endColumn, rule, message, severity } = found;
  const place = { file, line, endLine, ...(line === endLine && { col: column, endColumn }) };
  const properties = Object.entries({ ...place, title: `syscall-lens ${rule}` })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${commandOf[severity]} ${properties}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
