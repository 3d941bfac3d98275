import { DocumentDiagnosticReportKind, type DocumentDiagnosticReport } from 'vscode-languageserver';

import { diagnosticOf, type RulePage } from '../language/diagnosticOf';
import type { CheckedManifest } from '../languageService';

/** What a client is told that has the report of an earlier result, or none. */
export function reportOf(
  { resultId, findings, manifest }: CheckedManifest,
  previousResultId: string | undefined,
  rulePage: RulePage,
): DocumentDiagnosticReport {
  if (resultId === previousResultId) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  }
  const items = findings.map(finding => diagnosticOf(finding, manifest, rulePage));
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
