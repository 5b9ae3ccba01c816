/** The JSON report, version 1; its keys are public. */
import type { ReportFinding } from '../report.ts';
import type { MakeFormat } from './format.ts';

export const jsonFormat: MakeFormat = () => {
  const findings: ReportFinding[] = [];
  return {
    file(report) {
      findings.push(...report.findings.map(({ finding }) => finding));
      return '';
    },
    end: ({ stats }) => `${JSON.stringify({ version: 1, findings, stats }, null, 2)}\n`,
  };
};
